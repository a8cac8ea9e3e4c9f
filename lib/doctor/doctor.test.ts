import { describe, expect, test } from 'vitest'
import { checks, type Check, type Seen } from './check.ts'
import { isDetour, othersProblems, type OtherExtension } from './others.ts'

const GOOD: Seen = {
  browser: 'chrome',
  version: 156,
  leastVersion: 137,
  own: { isByPolicy: true, mayDisable: false },
  others: [],
}
const of = (seen: Seen, name: string): Check => {
  const found = checks(seen).find((one) => one.name === name)
  if (!found) throw new Error(`no check of ${name}`)
  return found
}
const vpn: OtherExtension = {
  id: 'a'.repeat(32),
  name: 'Fast VPN',
  permissions: ['proxy', 'storage'],
  isOn: true,
  by: 'person',
}

describe('checks', () => {
  test('what nobody can see is said to be unseen, and never to hold', () => {
    expect(of(GOOD, 'BrowserGuestModeEnabled').state).toBe('unseen')
    expect(of(GOOD, 'DeveloperToolsAvailability').state).toBe('unseen')
    expect(checks(GOOD).filter(({ state }) => state === 'holds')).toHaveLength(2)
    expect(of(GOOD, 'ExtensionInstallBlocklist').state).toBe('unseen')
  })

  test('a try tells', () => {
    expect(of(GOOD, 'IncognitoModeAvailability').state).toBe('untried')
    expect(of(GOOD, 'URLBlocklist').state).toBe('untried')
    const tried = (opens: string[], unclear: string[] = []) => ({
      ...GOOD,
      tried: { privateWindows: 'opens', opens, unclear } as const,
    })
    expect(of(tried([]), 'IncognitoModeAvailability').state).toBe('open')
    expect(of(tried([]), 'URLBlocklist').state).toBe('holds')
    expect(of(tried(['file:///']), 'URLBlocklist')).toMatchObject({ state: 'open', seen: ['file:///'] })
    expect(of(tried([], ['file:///']), 'URLBlocklist').state).toBe('unseen')
  })

  test('what is open comes first', () => {
    const seen = { ...GOOD, own: { isByPolicy: false, mayDisable: true }, version: 130 }
    expect(
      checks(seen)
        .slice(0, 2)
        .map(({ state }) => state),
    ).toEqual(['open', 'open'])
    expect(
      of({ ...GOOD, version: undefined }, 'MinimumChromeVersionEnforced / TargetVersionPrefix').state,
    ).toBe('unseen')
  })

  test('in Edge its own names and values', () => {
    const edge = checks({ ...GOOD, browser: 'edge' })
    expect(edge.some(({ name }) => name === 'InPrivateModeAvailability')).toBe(true)
    expect(edge.some(({ name }) => name === 'IncognitoModeAvailability')).toBe(false)
    expect(edge.find(({ name }) => name === 'URLBlocklist')?.fix).toContain('edge://flags')
  })

  test('an extension that somebody put in shows that one can; the school’s own powerful ones are named', () => {
    expect(of({ ...GOOD, others: [vpn] }, 'ExtensionInstallBlocklist')).toMatchObject({
      state: 'open',
      seen: ['Fast VPN: proxy'],
    })
    const school: OtherExtension = { ...vpn, by: 'policy' }
    expect(of({ ...GOOD, others: [school] }, 'ExtensionInstallBlocklist')).toMatchObject({
      state: 'unseen',
      seen: ['Fast VPN: proxy'],
    })
  })
})

describe('other extensions', () => {
  test('a detour that the school did not put there is switched off; one of its own is not', () => {
    expect(isDetour(vpn)).toBe(true)
    expect(isDetour({ ...vpn, by: 'policy' })).toBe(false)
    // It may be the school's: on Windows and macOS management can put extensions in that way.
    expect(isDetour({ ...vpn, by: 'program' })).toBe(false)
    expect(isDetour({ ...vpn, permissions: ['debugger'] })).toBe(false)
  })

  test('staff are told of what is powerful, and of what stays off', () => {
    expect(othersProblems([vpn]).map(({ code }) => code)).toEqual(['extension:powerful'])
    expect(othersProblems([{ ...vpn, isOn: false }])[0]).toMatchObject({ code: 'extension:switched-off' })
    expect(othersProblems([{ ...vpn, permissions: ['userScripts'], isOn: false }])).toEqual([])
    expect(
      othersProblems([
        { ...vpn, permissions: ['storage'] },
        { ...vpn, by: 'policy' },
      ]),
    ).toEqual([])
  })
})
