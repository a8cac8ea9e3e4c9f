import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import { looser } from '../../tests/fixtures/looser.ts'
import { BASELINE } from './baseline.ts'
import type { PolicyDocument } from './document.ts'
import { formatEntry } from './entries.ts'
import { contentHash } from './hash.ts'
import { parseManaged, type ManagedConfig } from './managed.ts'
import { placeInGroup } from './place-in-group.ts'
import { resolve } from './resolve.ts'
import { checkPolicyDocument } from './validate.ts'

const sample = join(import.meta.dirname, '../../assets/sample-policy.json')
const server = (change: (document: PolicyDocument) => void = () => undefined): PolicyDocument => {
  const { document } = checkPolicyDocument(JSON.parse(readFileSync(sample, 'utf8')))
  if (document === undefined) throw new Error('the sample policy must be valid')
  change(document)
  return document
}
const managed = (values: Record<string, unknown> = {}): ManagedConfig => {
  const { config, problems } = parseManaged({
    ...EXAMPLE_VALUES,
    keysSet: [],
    locked: [],
    group: '',
    ...values,
  })
  if (config === null || problems.length > 0) throw new Error('these values must be readable')
  return config
}
const pupil = { person: 'pupil9@greenfield.example' }
const entries = (policy: { entries: readonly Parameters<typeof formatEntry>[0][] }) =>
  policy.entries.map((one) => `${one.action} ${formatEntry({ ...one, note: undefined })}`)

describe('layers', () => {
  test('nothing: the baseline, which is closed to unknown sites', () => {
    expect(resolve({ managed: null, server: null }, {}, 'unknown')).toBe(BASELINE)
    expect(BASELINE).toMatchObject({
      source: 'baseline',
      ageGroup: 'primary',
      unknownHosts: 'block',
      safeSearch: true,
    })
    expect(BASELINE.needed).toContain('accounts.google.com')
  })

  test('managed values alone are a whole policy', () => {
    const policy = resolve({ managed: managed(), server: null }, {}, 'on-site')
    expect(policy).toMatchObject({
      source: 'managed',
      group: 'secondary',
      ageGroup: 'secondary',
      school: { name: 'Greenfield Academy' },
    })
    expect(policy.categories).toMatchObject({
      games: 'block',
      'ai-assistant': 'warn',
      'illegal-csam': 'block',
    })
    expect(policy.needed).toContain('kerb.greenfield.example')
    expect(policy.timetable.map((one) => one.name)).toEqual(['lunch'])
  })

  test('the server’s policy takes their place', () => {
    const policy = resolve(
      { managed: managed({ unknownHosts: 'block' }), server: server() },
      pupil,
      'on-site',
    )
    expect(policy).toMatchObject({
      source: 'server',
      group: 'year-9',
      unknownHosts: 'allow',
      youtube: 'moderate',
    })
    expect(entries(policy)).toContain('block =www.coolmathgames.com')
    expect(policy.needed).toEqual(
      expect.arrayContaining([
        'kerb.greenfield.example',
        'login.greenfield.example',
        'login.microsoftonline.com',
      ]),
    )
    expect(policy.clauses['games']).toContain('lunch')
  })

  test('a document cannot open the illegal categories, by group or by period', () => {
    const policy = resolve(
      {
        managed: null,
        server: server((document) => {
          const group = document.groups['year-9']
          if (group === undefined) throw new Error('the sample has year-9')
          group.categories['illegal-csam'] = 'allow'
          group.timetable[0]!.categories['illegal-terror'] = 'allow'
        }),
      },
      pupil,
      'on-site',
    )
    expect(policy.categories['illegal-csam']).toBe('block')
    expect(policy.timetable[0]?.categories).not.toHaveProperty('illegal-terror')
  })
})

describe('who', () => {
  const of = (who: Parameters<typeof resolve>[1], values = {}) =>
    resolve({ managed: managed(values), server: server() }, who, 'away').group
  test('managed group, then the person’s rule, then the default', () => {
    expect(of(pupil, { group: 'staff' })).toBe('staff')
    expect(of({ person: 'PUPIL9@Greenfield.Example' })).toBe('year-9')
    expect(of({ person: 'stranger@elsewhere.example' })).toBe('guest')
    expect(of({})).toBe('guest')
    expect(of({ group: 'sixth-form' }, { group: 'staff' })).toBe('sixth-form')
  })

  test('a group that does not exist falls to the strictest there is, and that can be told', () => {
    expect(of(pupil, { group: 'year-99' })).toBe('year-3')
    const missing = resolve({ managed: managed({ group: 'year-99' }), server: server() }, pupil, 'away')
    expect(missing.missingGroup).toBe('year-99')
    expect(placeInGroup(server(), { group: 'constructor' })).toMatchObject({
      name: 'year-3',
      missing: 'constructor',
    })
    const empty = server((document) => {
      document.groups = {}
    })
    expect(resolve({ managed: null, server: empty }, {}, 'away')).toMatchObject({
      group: 'baseline',
      unknownHosts: 'block',
    })
  })

  test('a policy that withholds people places nobody by default: the strictest group holds', () => {
    const withheld = { ...server(), people: {}, suspensions: [], narrowed: 'withheld' as const }
    const policy = resolve({ managed: managed({}), server: withheld }, { person: 'a@b.example' }, 'away')
    expect(policy.group).toBe('year-3')
    expect(policy).not.toHaveProperty('missingGroup')
    const inYear9 = managed({ group: 'year-9' })
    expect(resolve({ managed: inYear9, server: withheld }, {}, 'away').group).toBe('year-9')
  })

  test('nor does one that speaks of another reader; one that speaks of nobody, or of this one, does', () => {
    const about = (people: Record<string, string>, suspended: string[] = []) => ({
      ...server(),
      people,
      suspensions: suspended.map((person) => ({ ...server().suspensions[0]!, person })),
      unblocks: [],
      narrowed: 'reader' as const,
    })
    const group = (document: ReturnType<typeof about>, person?: string) =>
      resolve({ managed: null, server: document }, person === undefined ? {} : { person }, 'away').group
    const amy = 'amy@greenfield.example'
    expect(group(about({ [amy]: 'year-9' }), amy)).toBe('year-9')
    expect(group(about({ [amy]: 'year-9' }), 'ben@greenfield.example')).toBe('year-3')
    expect(group(about({ [amy]: 'year-9' }))).toBe('year-3')
    expect(group(about({}, [amy]), 'ben@greenfield.example')).toBe('year-3')
    expect(group(about({}, [amy]), 'AMY@greenfield.example')).toBe('guest')
    expect(group(about({}), 'ben@greenfield.example')).toBe('guest')
  })

  test('unblocks and suspensions are those of this person and group', () => {
    const document = server((one) => {
      const first = one.unblocks[0]!
      one.unblocks.push(
        { ...first, id: 'hers', forGroup: undefined, forPerson: 'pupil9@greenfield.example' },
        { ...first, id: 'his', forGroup: undefined, forPerson: 'pupil9b@greenfield.example' },
        { ...first, id: 'both', forPerson: 'pupil9b@greenfield.example' },
        { ...first, id: 'nobody', forGroup: undefined },
      )
    })
    const ids = (person: string) => {
      const policy = resolve({ managed: null, server: document }, { person }, 'away')
      return [policy.unblocks.map((one) => one.id), policy.suspensions.map((one) => one.id)]
    }
    expect(ids('pupil9@greenfield.example')).toEqual([['unblock-economics', 'hers'], []])
    expect(ids('pupil9b@greenfield.example')).toEqual([
      ['unblock-economics', 'his', 'both'],
      ['suspension-1'],
    ])
    expect(ids('a.khan@greenfield.example')).toEqual([[], []])
  })
})

describe('place', () => {
  const names = (place: 'on-site' | 'away' | 'unknown') =>
    resolve({ managed: null, server: server() }, pupil, place).timetable.map((one) => one.name)
  test('periods of the other place are gone', () => {
    expect(names('on-site')).toEqual(['lessons', 'lunch'])
    expect(names('away')).toEqual(['evening'])
  })
  test('where it is unknown only what tightens is left', () => {
    expect(new Set(names('unknown'))).toEqual(new Set(['lessons']))
  })
})

describe('locked keys', () => {
  const lock = (values: Record<string, unknown>, document = server()) =>
    resolve({ managed: managed(values), server: document }, pupil, 'on-site')

  test('single values win', () => {
    expect(
      lock({
        locked: ['youtube', 'unknownHosts', 'schoolName', 'timeZone'],
        unknownHosts: 'warn',
        timeZone: 'Europe/Paris',
        schoolName: 'Trust',
      }),
    ).toMatchObject({
      youtube: 'strict',
      unknownHosts: 'warn',
      timeZone: 'Europe/Paris',
      school: { name: 'Trust' },
    })
  })

  test('a locked key without a value locks nothing', () => {
    const { config } = parseManaged({
      ...EXAMPLE_VALUES,
      keysSet: [],
      group: '',
      locked: 'unknownHosts',
      unknownHosts: '',
    })
    expect(
      resolve({ managed: config, server: server() }, { person: 'pupil3@greenfield.example' }, 'away')
        .unknownHosts,
    ).toBe('block')
  })

  test('a locked category is not loosened by a period of the server', () => {
    const policy = lock({ locked: 'categoryActions', categoryActions: 'games: block' })
    expect(policy.timetable.find((one) => one.name === 'lunch')?.categories).toEqual({
      games: 'block',
      music: 'allow',
    })
  })

  test('a locked block cannot be opened by entry or unblock', () => {
    const values = {
      locked: 'blockEntries',
      blockEntries: ['greenfield.example/games', 'wallet.coinbase.com', 'scratch.mit.edu'],
    }
    const document = server((one) => {
      one.groups['year-9']!.entries.push(
        { kind: 'path', host: 'greenfield.example', path: '/G%61mes/chess', action: 'allow' },
        { kind: 'host', host: 'scratch.mit.edu', action: 'allow' },
        { kind: 'path', host: 'mit.edu', path: '/projects', action: 'allow' },
      )
    })
    const policy = lock(values, document)
    expect(entries(policy).filter((one) => one.startsWith('allow'))).toEqual(['allow greenfield.example'])
    expect(entries(policy)).toEqual(
      expect.arrayContaining(['block greenfield.example/games', 'block scratch.mit.edu']),
    )
    expect(policy.unblocks).toEqual([])
  })

  test('a locked opening wins over a block of the same place only', () => {
    const values = { locked: 'allowEntries', allowEntries: ['=www.coolmathgames.com', 'reddit.com'] }
    expect(entries(lock(values))).toEqual([
      'allow greenfield.example',
      'block www.reddit.com/r/teenagers',
      'allow =www.coolmathgames.com',
      'allow reddit.com',
    ])
  })

  test('locking protective keys to what the server says, or stricter, never loosens', () => {
    const values = {
      locked: ['blockEntries', 'safeSearch', 'youtube', 'unknownHosts', 'signInDomains'],
      unknownHosts: 'block',
    }
    expect(
      looser(resolve({ managed: null, server: server() }, pupil, 'on-site'), lock(values)).filter(
        (one) => !one.startsWith('needed'),
      ),
    ).toEqual([])
  })
})

describe('version', () => {
  test('is equal for equal contents and different for different ones', () => {
    const version = (change?: (document: PolicyDocument) => void) =>
      resolve({ managed: null, server: server(change) }, pupil, 'away').version
    expect(version()).toMatch(/^[0-9a-f]{32}$/)
    expect(version()).toBe(version())
    expect(
      version((one) => {
        one.version.number = 99
      }),
    ).toBe(version())
    expect(
      version((one) => {
        one.school.contact = 'x'
      }),
    ).not.toBe(version())
    expect(
      version((one) => {
        one.groups['staff']!.unknownHosts = 'block'
      }),
    ).toBe(version())
  })
  test('does not depend on the order of keys', () => {
    expect(contentHash({ a: 1, b: [1, { c: 2, d: undefined }] })).toBe(
      contentHash({ b: [1, { c: 2 }], a: 1 }),
    )
    expect(contentHash(['ab'])).not.toBe(contentHash(['a', 'b']))
  })
})
