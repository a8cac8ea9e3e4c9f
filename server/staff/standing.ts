/**
 * How a confirmed device stands, from what its heartbeats proved and said and what the server saw itself. Pure: what
 * an extension that was rewritten would say, it can say too, so what is told by numbers and times counts beside it.
 */
import type { Version } from '../../lib/policy/document.ts'
import type { DeviceStanding, StandingWhy } from '../../lib/protocol/standings.ts'
import { isNewer } from '../../lib/protocol/version.ts'
import { RULES_PROBLEM } from '../../lib/protocol/wire.ts'
import { ACTIVE } from '../enrolment/judge.ts'
import type { Installation } from '../enrolment/installations.ts'

const MINUTE = 60_000
/** A policy is with a device that is on within a minute; after so many it has had every chance. */
const POLICY_WITHIN = 15 * MINUTE
/** A browser that has just been let in puts its rules in place. */
const SETTLES_WITHIN = 5 * MINUTE
/** That storage was wiped is worth knowing for a week. */
const WIPED_SHOWN = 7 * 24 * 60 * MINUTE
/** As devices name what is wrong with their clocks, while nothing has proved the time. */
const CLOCK_PROBLEM = 'clock'
/** Held for these reasons, its profile folder is in use twice. */
const COPIED: readonly string[] = ['two-at-once']

export interface Standing {
  readonly is: DeviceStanding
  readonly whys: readonly StandingWhy[]
}

export type StandingRow = Pick<
  Installation,
  | 'id'
  | 'state'
  | 'state_reason'
  | 'state_since'
  | 'first_seen'
  | 'last_seen'
  | 'last_beat'
  | 'went_back'
  | 'forks'
  | 'problems'
  | 'enforcing'
  | 'policy_epoch'
  | 'policy_number'
>

export interface Around {
  /** In force, and since when; null while nothing is published. */
  readonly policy: { readonly version: Version; readonly published: number } | null
  /** It has the live channel open. */
  readonly isConnected: boolean
  readonly now: number
}

/** Null for an installation that nobody let in: it stands for nothing. */
export function standingOf(row: StandingRow, around: Around): Standing | null {
  if (row.state !== 'confirmed' && row.state !== 'held') return null
  const { now, isConnected } = around
  const isHeard = isConnected || now - row.last_seen < ACTIVE
  const whys = [...lasting(row, now), ...(isHeard ? atPresent(row, around) : [])]
  if (whys.length > 0) return { is: 'tampered', whys }
  if (row.state === 'held') return null
  if (!isHeard) return { is: 'not-seen', whys }
  return { is: now - lastBeat(row) < ACTIVE ? 'enforcing' : 'silent', whys }
}

/** One that has sent none is as silent as if it had sent its last when it came. */
const lastBeat = ({ last_beat, first_seen }: StandingRow): number => Math.max(last_beat, first_seen)

/** What stays true while the device is off. */
function lasting({ state, state_reason, forks, went_back }: StandingRow, now: number): StandingWhy[] {
  return [
    ...(state === 'held' && COPIED.includes(state_reason) ? ['copied' as const] : []),
    ...(forks > 0 ? ['numbers-forked' as const] : []),
    ...(went_back !== null && now - went_back < WIPED_SHOWN ? ['wiped' as const] : []),
  ]
}

/** What its last heartbeat said. Before the first there is nothing to hold against it. */
function atPresent(row: StandingRow, { policy, now }: Around): StandingWhy[] {
  if (row.last_beat === 0 || row.state !== 'confirmed') return []
  const codes = JSON.parse(row.problems) as string[]
  const isSettled = now - row.state_since > SETTLES_WITHIN
  return [
    ...(row.enforcing === null && isSettled ? ['rules-missing' as const] : []),
    ...(codes.some((code) => code.startsWith(RULES_PROBLEM)) ? ['rules-refused' as const] : []),
    ...(policy !== null && holdsOlder(row, policy) ? ['policy-older' as const] : []),
    ...(codes.some((code) => code.startsWith(CLOCK_PROBLEM)) ? ['clock' as const] : []),
  ]
}

/** It was told of the policy in force often enough, and goes on under an older one. */
function holdsOlder(
  { policy_epoch, policy_number, last_beat, state_since }: StandingRow,
  { version, published }: NonNullable<Around['policy']>,
): boolean {
  if (last_beat - Math.max(published, state_since) < POLICY_WITHIN) return false
  if (policy_epoch === null || policy_number === null) return true
  return isNewer(version, { epoch: policy_epoch, number: policy_number })
}
