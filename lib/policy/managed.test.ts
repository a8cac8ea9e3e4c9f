import { describe, expect, test } from 'vitest'
import { EXAMPLE_VALUES } from '../../.ci/policy-docs/example.ts'
import {
  describeProblem,
  parseManaged,
  problemSignal,
  restoreManaged,
  type ManagedConfig,
} from './managed.ts'

const base = { ...EXAMPLE_VALUES, keysSet: [] }
const lastGood = (values: Record<string, unknown> = base): ManagedConfig => {
  const { config, problems } = parseManaged(values)
  expect(problems).toEqual([])
  if (config === null) throw new Error('the example must be readable')
  return config
}
const change = (values: Record<string, unknown>, before?: ManagedConfig) => {
  const result = parseManaged({ ...base, ...values }, before)
  if (result.config === null) throw new Error('values arrived')
  return { ...result, config: result.config, said: result.problems.map(describeProblem) }
}
const without = (...keys: string[]) =>
  Object.fromEntries(Object.entries(base).filter(([key]) => !keys.includes(key)))
const hosts = (config: ManagedConfig) => config.values.blockEntries.map((entry) => entry.host)

describe('nothing there', () => {
  test('before values arrive there is no config, and it says so', () => {
    for (const raw of [{}, undefined, null, 'x', [], { schoolName: '', blockEntries: [] }]) {
      const { config, problems } = parseManaged(raw)
      expect(config).toBeNull()
      expect(problems.map((one) => one.code)).toEqual(['waiting'])
    }
  })

  test('all removed: the last good values stay, marked', () => {
    const before = lastGood()
    const { config, problems } = parseManaged({}, before)
    expect(config?.values).toEqual(before.values)
    expect(config?.kept).toContain('blockEntries')
    expect(problems).toMatchObject([{ code: 'empty', kept: true }])
  })
})

describe('a bad item', () => {
  test('is dropped alone, named by key, number, fault and fix', () => {
    const { config, said } = change({ allowEntries: ['good.example', 'bad one.example', 'also.example'] })
    expect(config.values.allowEntries.map((entry) => entry.host)).toEqual(['good.example', 'also.example'])
    expect(said).toEqual([
      'allowEntries, item 2 (“bad one.example”): has a space in it. One entry a line. Write example.com, =www.example.com or example.com/games.',
    ])
  })

  test('in a block list keeps the last good list beside the good new items', () => {
    const { config, problems } = change({ blockEntries: ['new.example', 'games.exam ple.com'] }, lastGood())
    expect(hosts(config).sort()).toEqual([
      'example.net',
      'games.example.com',
      'new.example',
      'www.example.org',
    ])
    expect(config.kept).toEqual(['blockEntries'])
    expect(problems).toMatchObject([{ key: 'blockEntries', item: 2, kept: true }])
  })

  test('is forgotten once it is corrected', () => {
    const broken = change({ blockEntries: ['new.example', 'a b'] }, lastGood()).config
    expect(hosts(change({ blockEntries: ['new.example'] }, broken).config)).toEqual(['new.example'])
  })

  test('about a category keeps what that category had; with nothing known it blocks', () => {
    const said = ['games: alow', 'social: allow']
    const kept = change({ categoryActions: said }, lastGood()).config.values.categoryActions
    expect(kept).toContainEqual({ category: 'games', action: 'block' })
    expect(kept).toContainEqual({ category: 'social', action: 'allow' })
    const first = change({ categoryActions: said, ageGroup: 'sixth' }).config.values.categoryActions
    expect(first).toContainEqual({ category: 'games', action: 'block' })
  })

  test('that is no text is named by its place', () => {
    expect(change({ allowEntries: ['a.example', 7] }).said).toEqual([
      'allowEntries, item 2: is a number, not text. Write every item as text.',
    ])
  })

  test('a mistyped category is guessed at', () => {
    expect(change({ categoryActions: ['gamez: block'] }).said[0]).toContain('Did you mean “games”?')
  })

  test('illegal categories cannot be named, and nothing is held over for it', () => {
    const { config, problems } = change({ categoryActions: ['illegal-csam: allow'] }, lastGood())
    expect(problems).toMatchObject([{ key: 'categoryActions', item: 1, kept: false }])
    expect(config.values.categoryActions).toEqual([])
    expect(change({ timetable: 'Mon 09:00-10:00 x: illegal-terror=allow' }).said[0]).toContain(
      'always blocked',
    )
  })

  test('of two lines about one category the stricter counts', () => {
    const { config, problems } = change({ categoryActions: ['chat: block', 'chat: allow'] })
    expect(config.values.categoryActions).toEqual([{ category: 'chat', action: 'block' }])
    expect(problems).toMatchObject([{ code: 'conflict', item: 2 }])
  })

  test('of an allowed sign-in domain goes, and the rest stays', () => {
    const { config } = change({ signInDomains: ['a.sch.uk', 'b sch uk'] }, lastGood())
    expect(config.values.signInDomains).toEqual(['a.sch.uk'])
    expect(change({ signInDomains: ['-'] }, lastGood()).config.values.signInDomains).toEqual([
      'greenfield.example',
      '456ff232-3512-4123-b3b3-3236a0826f3d',
    ])
    expect(change({ signInDomains: ['-'] }).config.values.signInDomains).toEqual(['sign-in.invalid'])
  })
})

describe('a bad key', () => {
  test('that protects keeps its last good value; the first time its strict one', () => {
    const before = lastGood({ ...base, unknownHosts: 'warn' })
    expect(change({ unknownHosts: 'blok' }, before).config.values.unknownHosts).toBe('warn')
    const first = change({ unknownHosts: 'alow' })
    expect(first.config.values.unknownHosts).toBe('block')
    expect(first.config.kept).toEqual(['unknownHosts'])
    expect(first.said[0]).toBe(
      'unknownHosts (“alow”): is not one of its words. Did you mean “allow”? Write one of: allow, warn, block. Until then the last good value is kept.',
    )
  })

  test('in the form of the Google Admin console elsewhere is recognised', () => {
    expect(change({ blockEntries: { Value: ['a.example'] } }, lastGood()).said[0]).toContain(
      'Google Admin console',
    )
  })

  test('that holds an unfilled variable is left out, never held over', () => {
    const before = lastGood({ ...base, userName: 'ann@greenfield.example' })
    expect(change({ userName: '${user_email}' }, before).config.values.userName).toBeUndefined()
  })

  test('a secret is never quoted', () => {
    expect(JSON.stringify(change({ enrolmentToken: 'my secret token' }).problems)).not.toContain('secret')
  })

  test('an unknown key is named, with a guess', () => {
    expect(change({ blockentry: 'x' }).said).toEqual([
      'blockentry: is not a key. Remove it; the keys are listed in the reference.',
    ])
    expect(change({ blockEntires: 'x' }).said).toEqual([
      'blockEntires: is not a key. Did you mean blockEntries?',
    ])
  })
})

describe('a missing key', () => {
  test('was removed when the required ones are there', () => {
    const { config, problems } = parseManaged(without('blockEntries', 'categoryActions'), lastGood())
    expect(problems).toEqual([])
    expect(config?.values).toMatchObject({ blockEntries: [], categoryActions: [] })
  })

  test('was not removed when a required one is missing too', () => {
    const before = lastGood()
    const { config, problems } = parseManaged(without('blockEntries', 'schoolName'), before)
    expect(config?.values.blockEntries).toEqual(before.values.blockEntries)
    expect(problems).toMatchObject([{ code: 'missing-required', key: 'schoolName' }])
    const first = parseManaged({ unknownHosts: 'allow', categoryActions: 'games: allow' }).config?.values
    expect(first).toMatchObject({ ageGroup: 'primary', signInDomains: ['sign-in.invalid'] })
  })

  test('that keysSet names was dropped by the browser', () => {
    const { config, problems } = parseManaged(
      { ...without('blockEntries'), keysSet: 'blockEntries' },
      lastGood(),
    )
    expect(config && hosts(config)).toHaveLength(3)
    expect(problems).toMatchObject([{ code: 'did-not-arrive', key: 'blockEntries', kept: true }])
  })

  test('that is locked locks nothing', () => {
    const { problems } = parseManaged(without('youtube'))
    expect(problems).toMatchObject([{ code: 'conflict', key: 'locked', found: 'youtube' }])
  })

  test('more than the least is not recorded without a reason', () => {
    const { config, problems } = change({ recordingDetail: 'titles' })
    expect(config.values.recordingDetail).toBe('least')
    expect(problems).toMatchObject([{ key: 'recordingDetail' }])
    const told = change({ recordingDetail: 'paths', recordingReason: 'Agreed by governors' })
    expect(told.config.values.recordingDetail).toBe('paths')
  })
})

describe('forms', () => {
  test('lists come as arrays, as lines, as words where items have no spaces, as JSON text', () => {
    const read = (signInDomains: unknown) => change({ signInDomains }).config.values.signInDomains
    const both = ['a.sch.uk', 'b.sch.uk']
    for (const form of [
      both,
      'a.sch.uk\r\nb.sch.uk',
      '@A.sch.uk, b.sch.uk;',
      '["a.sch.uk","b.sch.uk"]',
      '# ours\na.sch.uk\n\nb.sch.uk',
    ])
      expect(read(form)).toEqual(both)
  })

  test('the server’s address', () => {
    const read = (serverAddress: string) => change({ serverAddress }, lastGood()).config.values.serverAddress
    expect(read('HTTPS://Kerb.School.Example:8443/')).toBe('https://kerb.school.example:8443')
    expect(read('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080')
    for (const bad of [
      'http://kerb.school.example',
      'kerb.school.example',
      'https://a@b.example',
      'https://a.example/x',
      'ftp://a.example',
    ])
      expect(read(bad)).toBe('https://kerb.greenfield.example')
  })

  test('a key with one letter changed is noticed', () => {
    const [sign = '', seal = ''] = EXAMPLE_VALUES['serverKeys'] as string[]
    const broken = `${seal.slice(0, -5)}AAAAA`
    const { config, said } = change({ serverKeys: [sign, broken] })
    expect(config.values.serverKeys).toEqual([{ use: 'sign', key: sign.slice(5) }])
    expect(said[0]).toContain('is not a P-256 public key')
    expect(change({ serverKeys: [sign.replace('MCow', 'MCoA'), seal] }).said[0]).toContain(
      'is not an Ed25519 public key',
    )
  })

  test('problems are few and short enough for the heartbeat', () => {
    const { problems } = change({ allowEntries: Array.from({ length: 500 }, () => 'x '.repeat(400)) })
    expect(problems.length).toBe(21)
    for (const { code, detail } of problems.map(problemSignal)) {
      expect(code).toBe('managed:bad-item:allowEntries')
      expect(detail.length).toBeLessThanOrEqual(500)
    }
  })
})

test('last good values come back from storage as they were', () => {
  const config = change({ blockEntries: ['new.example', 'a b'] }, lastGood()).config
  expect(restoreManaged(JSON.parse(JSON.stringify(config)))).toEqual(config)
  // Without a server address, the rest must not turn stricter by a restart.
  const incomplete = change({ serverAddress: 'nonsense' }).config
  expect(restoreManaged(JSON.parse(JSON.stringify(incomplete)))).toEqual(incomplete)
  for (const junk of [undefined, null, 7, {}, { text: 7 }, { text: {} }])
    expect(restoreManaged(junk)).toBeUndefined()
})
