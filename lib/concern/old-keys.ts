/**
 * Whether a concern was sealed by a list of keys that had been overtaken: a device that was offline, or one that a server
 * keeps from the newer list so that a key which has ended goes on reading.
 */
import type { TeamLedger } from './team-ledger.ts'

/** Devices ask each minute; a night without a network says nothing yet. */
const ALLOWED_MS = 24 * 3_600_000

export interface OldKeys {
  /** When the list that the device had was overtaken; undefined where it was in time, or is no part of ours. */
  readonly since?: number
  /** Keys that it was sealed to though they had ended. */
  readonly ended: readonly string[]
}

/** @param concern when it was written, the list by which it was sealed, and to which keys as the server tells it */
export function oldKeysOf(
  { names, statements, ended }: TeamLedger,
  concern: { readonly at: number; readonly ledger: string; readonly to: readonly { readonly key: string }[] },
): OldKeys {
  const at = names.indexOf(concern.ledger)
  const since = at < 0 ? undefined : statements[at + 1]?.at
  const isOld = since !== undefined && since + ALLOWED_MS < concern.at
  const had = concern.to.map(({ key }) => key).filter((key) => (ended.get(key) ?? Infinity) < concern.at)
  return { ended: had, ...(isOld && { since }) }
}
