/** The step for what was found to be something, between the never-block set and the lists. */
import type { Quarantined } from '../policy/quarantine.ts'
import type { Address } from './address.ts'
import { plainEntry } from './entry.ts'
import type { PlainEntry } from './entry.ts'
import { verdictOfFound } from './listed.ts'
import type { PreparedPolicy } from './prepare.ts'
import type { Target, Verdict } from './verdict.ts'

export interface PlainQuarantine extends PlainEntry {
  readonly quarantined: Quarantined
}

/** A quarantine ready for matching: a host with all under it, or what lies under a path. Null for what is no host. */
export function plainQuarantine(quarantined: Quarantined): PlainQuarantine | null {
  const { host, path } = quarantined
  const entry = plainEntry(
    path === undefined
      ? { kind: 'suffix', host, action: 'block' }
      : { kind: 'path', host, path, action: 'block' },
  )
  return entry && { ...entry, quarantined }
}

/** Whether a quarantine holds. When it began is not asked: a clock that was set back opens nothing. */
export const isHeld = ({ until }: Quarantined, at: number): boolean => at < until

/**
 * What the school's action for the kind makes of the address, the strictest of several; of those the one that ends last
 * speaks. Undefined where nothing was found, or where what was found is allowed.
 */
export function quarantined(
  plain: PreparedPolicy,
  address: Address,
  hosts: readonly string[],
  at: number,
  target: Target,
): Verdict | undefined {
  if (plain.policy.quarantine.length === 0) return undefined
  const found = plain.quarantine
    .matches(address, hosts)
    .map(({ quarantined: one }) => one)
    .filter((one) => isHeld(one, at))
    .toSorted((a, b) => b.until - a.until)
    .map((one) => verdictOf(one, plain, at, target))
    .filter((verdict) => verdict !== undefined)
  return found.find(({ action }) => action === 'block') ?? found[0]
}

function verdictOf(
  { found, evidence, until }: Quarantined,
  plain: PreparedPolicy,
  at: number,
  target: Target,
): Verdict | undefined {
  const reason = { kind: 'found', found, sureness: 'sure', evidence, where: 'host' } as const
  const verdict = verdictOfFound(reason, plain, at, target)
  return verdict && { ...verdict, until: Math.min(until, verdict.until ?? Infinity) }
}
