/**
 * What can be seen of the settings that shared devices need besides, where management says that their profiles are thrown
 * away. Pure. Most of it nobody can see from inside the browser: it is named, to be looked at by hand.
 */
import { CHROMEOS_POLICIES, SHARED_POLICIES, THROWS_AWAY } from '../policy/shared-policies.ts'
import type { Check, CheckState } from './check.ts'

export interface SharedSeen {
  readonly isChromeOs: boolean
  /** After how many seconds without use the screen locks, 0: never; undefined where the browser does not say. */
  readonly autoLock: number | undefined
  /** When this profile began, and when the browser was last started with it again. Epoch milliseconds. */
  readonly profile: { readonly since: number; readonly again?: number | undefined } | undefined
}

const DAY_MS = 86_400_000
/** Later than this somebody else has sat down at it. Seconds. */
const LATE_LOCK = 900

/** @param browser Edge has no policies of its own for idle devices */
export function sharedChecks(browser: 'chrome' | 'edge', seen: SharedSeen): Check[] {
  return [throwsAway(seen), ...(seen.isChromeOs ? onChromeOs(seen) : browser === 'edge' ? [] : onDesktops())]
}

/** One that is there on another day shows that profiles stay; a young one shows nothing. */
function throwsAway({ isChromeOs, profile }: SharedSeen): Check {
  const { chromeOs, elsewhere, value, why } = THROWS_AWAY
  const isOld = profile?.again !== undefined && profile.again - profile.since > DAY_MS
  return {
    name: isChromeOs ? chromeOs : elsewhere,
    state: isOld ? 'open' : 'unseen',
    why,
    fix: value,
    seen: isOld ? [`${dayOf(profile.since)} → ${dayOf(profile.again)}`] : [],
  }
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

const onChromeOs = ({ autoLock }: SharedSeen): Check[] =>
  CHROMEOS_POLICIES.map(({ name, value, why, seenAs }) => ({
    name,
    why,
    fix: value,
    state: seenAs === undefined ? 'unseen' : lock(autoLock),
    seen: seenAs === undefined || autoLock === undefined ? [] : [`${Math.round(autoLock / 60)} min`],
  }))

function lock(after: number | undefined): CheckState {
  if (after === undefined) return 'unseen'
  return after === 0 || after > LATE_LOCK ? 'open' : 'holds'
}

const onDesktops = (): Check[] =>
  SHARED_POLICIES.map(({ chrome, value, why }) => ({
    name: chrome ?? '',
    state: 'unseen',
    why,
    fix: typeof value === 'object' ? value.join(' ') : String(value),
    seen: [],
  }))
