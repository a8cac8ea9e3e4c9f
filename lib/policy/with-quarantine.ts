/** What is quarantined on this device: what the school has closed, and what the device found itself. */
import { holdsCleared, isCleared } from './cleared.ts'
import type { EffectivePolicy } from './effective.ts'
import { isUnder } from './hosts.ts'
import type { Cleared, Quarantined } from './quarantine.ts'

export interface QuarantineFacts {
  /** Of the school's policy. */
  readonly school: readonly Quarantined[]
  readonly cleared: readonly Cleared[]
  /** This device's own. */
  readonly own: readonly Quarantined[]
}

/**
 * The policy with what is quarantined now. What the school has cleared is left alone, with what this device had closed
 * above it; and so is a host that a teacher opens in a lesson.
 */
export function withQuarantine(
  policy: EffectivePolicy,
  { school, cleared, own }: QuarantineFacts,
  at: number,
): EffectivePolicy {
  const held = own.filter(
    (one) => !isCleared(cleared, { ...one, path: one.path ?? '/' }, at) && !holdsCleared(one, cleared, at),
  )
  const quarantine = [...school, ...held].filter(({ host }) => !isTaught(policy, host, at))
  if (quarantine.length + cleared.length + policy.quarantine.length + policy.cleared.length === 0)
    return policy
  return { ...policy, quarantine, cleared }
}

/** Whether a lesson that is not over opens the host, or one above or below it. */
export const isTaught = ({ lessons }: Pick<EffectivePolicy, 'lessons'>, host: string, at: number): boolean =>
  lessons.some(
    ({ mode, sites, until }) =>
      mode === 'only' &&
      at < until &&
      sites.some((site) => isUnder(host, site.host) || isUnder(site.host, host)),
  )
