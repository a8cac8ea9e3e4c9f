import { describe, expect, test } from 'vitest'
import { BASELINE } from './baseline.ts'
import type { PolicyDocument } from './document.ts'
import { contentHash } from './hash.ts'
import { resolve } from './resolve.ts'
import { entries, managed, pupil, server } from '../../tests/fixtures/sample-policies.ts'

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
