import { expect, test } from 'vitest'
import type { Check } from './check.ts'
import { sharedChecks, type SharedSeen } from './shared.ts'

const DAY = 86_400_000
const T0 = Date.UTC(2026, 10, 2, 8)
const YOUNG: SharedSeen = { isChromeOs: true, autoLock: 300, profile: { since: T0 } }
const of = (seen: SharedSeen, name: string, browser: 'chrome' | 'edge' = 'chrome'): Check | undefined =>
  sharedChecks(browser, seen).find((one) => one.name === name)

test('a profile that was started again on another day shows that profiles stay; a young one shows nothing', () => {
  expect(of(YOUNG, 'DeviceEphemeralUsersEnabled')).toMatchObject({ state: 'unseen', seen: [] })
  // A browser that fell over in the lesson.
  const fell = { ...YOUNG, profile: { since: T0, again: T0 + 3_600_000 } }
  expect(of(fell, 'DeviceEphemeralUsersEnabled')?.state).toBe('unseen')
  const stayed = { ...YOUNG, profile: { since: T0, again: T0 + 3 * DAY } }
  expect(of(stayed, 'DeviceEphemeralUsersEnabled')).toMatchObject({
    state: 'open',
    seen: ['2026-11-02 → 2026-11-05'],
    fix: 'true',
  })
  expect(of({ ...stayed, isChromeOs: false }, 'ForceEphemeralProfiles', 'edge')?.state).toBe('open')
})

test.each([
  [undefined, 'unseen', []],
  [0, 'open', ['0 min']],
  [300, 'holds', ['5 min']],
  [3_600, 'open', ['60 min']],
] as const)('a screen that locks after %s seconds: %s', (autoLock, state, seen) => {
  for (const name of ['ScreenLockDelays', 'ChromeOsLockOnIdleSuspend'])
    expect(of({ ...YOUNG, autoLock }, name)).toMatchObject({ state, seen })
})

test('what nobody can see is named as unseen: none of it ever holds', () => {
  expect(of(YOUNG, 'PowerManagementIdleSettings')?.state).toBe('unseen')
  const desktop = sharedChecks('chrome', { ...YOUNG, isChromeOs: false })
  expect(desktop.map(({ name, state }) => [name, state])).toEqual([
    ['ForceEphemeralProfiles', 'unseen'],
    ['IdleTimeout', 'unseen'],
    ['IdleTimeoutActions', 'unseen'],
  ])
})
