/** For devices that several people use: locking and signing out are the browser's and the system's, not an extension's. */
import type { BrowserPolicy } from './browser-policies.ts'

export const SHARED_POLICIES: readonly BrowserPolicy[] = [
  {
    chrome: 'IdleTimeout',
    edge: null,
    value: 15,
    why: 'Minutes without use after which the browser does what the next line says. Kerb covers its own pages after two; every other page that is signed in stays open until this.',
    sideEffect: 'Who reads for a quarter of an hour without a touch is asked.',
  },
  {
    chrome: 'IdleTimeoutActions',
    edge: null,
    value: ['close_browsers', 'show_profile_picker'],
    why: 'Closes the windows of whoever went away.',
    sideEffect: 'A report that was being written goes with them; one that was sent does not.',
  },
]

export interface ChromeOsPolicy {
  readonly name: string
  readonly value: string
  readonly why: string
  /** An extension sees after how long the screen locks, by whichever of them. */
  readonly seenAs?: 'screen-lock'
}

/** What a managed ChromeOS device does by itself; there the two above have no meaning. */
export const CHROMEOS_POLICIES: readonly ChromeOsPolicy[] = [
  {
    name: 'ChromeOsLockOnIdleSuspend',
    value: 'true',
    why: 'Asks for the password after idle and sleep.',
    seenAs: 'screen-lock',
  },
  {
    name: 'ScreenLockDelays',
    value: '{"AC": 300000, "Battery": 300000}',
    why: 'After five minutes without use.',
    seenAs: 'screen-lock',
  },
  {
    name: 'PowerManagementIdleSettings',
    value:
      '{"AC": {"Delays": {"Idle": 900000}, "IdleAction": "Logout"}, "Battery": {"Delays": {"Idle": 900000}, "IdleAction": "Logout"}}',
    why: 'Signs out after fifteen, so that the next pupil does not meet somebody else’s lock screen.',
  },
]

/** What throws a profile away; only where `sharedDevices` is on, which says that it does. */
export const THROWS_AWAY = {
  chromeOs: 'DeviceEphemeralUsersEnabled',
  elsewhere: 'ForceEphemeralProfiles',
  value: 'true',
  why: 'Kerb is told here that profiles are thrown away at sign-out (sharedDevices). One that stays keeps what its pupil was signed in to, and Kerb takes every next pupil for the same installation.',
} as const
