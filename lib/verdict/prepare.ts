/**
 * A policy indexed for fast verdicts. Built once per policy object and forgotten with it; a policy is never
 * changed in place.
 */
import type { CategoryId } from '../policy/categories.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import { openHosts } from '../policy/agreed.ts'
import type { Suspension, Unblock } from '../policy/document.ts'
import { canonicalHosts } from './address.ts'
import { EntryIndex, plainEntry } from './entry.ts'
import type { PlainEntry } from './entry.ts'
import { plainLesson } from './lesson.ts'
import type { PlainLesson } from './lesson.ts'
import { actionChanges, momentAt } from './moment.ts'
import type { Moment } from './moment.ts'
import { plainQuarantine } from './quarantine.ts'
import type { PlainQuarantine } from './quarantine.ts'

export interface PlainUnblock extends PlainEntry {
  readonly unblock: Unblock
}

export interface PlainSuspension {
  readonly suspension: Suspension
  readonly open: ReadonlySet<string>
}

// Two candidate times alternate while a clock jump is in doubt; a few more cost nothing.
const MOMENTS_KEPT = 4

export class PreparedPolicy {
  readonly policy: EffectivePolicy
  readonly lifelines: ReadonlySet<string>
  readonly needed: ReadonlySet<string>
  readonly entries: EntryIndex<PlainEntry>
  readonly unblocks: EntryIndex<PlainUnblock>
  readonly suspensions: readonly PlainSuspension[]
  readonly lessons: readonly PlainLesson[]
  readonly quarantine: EntryIndex<PlainQuarantine>
  /** Hosts that stay open while something is missing of the agreement. */
  readonly agreementOpen: { readonly under: ReadonlySet<string>; readonly exact: ReadonlySet<string> }
  readonly #moments: { moment: Moment; changes: Map<string, number> }[] = []

  constructor(policy: EffectivePolicy) {
    this.policy = policy
    this.lifelines = canonicalHosts(policy.lifelines)
    this.needed = canonicalHosts(policy.needed)
    this.entries = new EntryIndex(policy.entries.map(plainEntry).filter((entry) => entry !== null))
    this.unblocks = new EntryIndex(policy.unblocks.map(plainUnblock).filter((unblock) => unblock !== null))
    this.suspensions = policy.suspensions.map((suspension) => ({
      suspension,
      open: canonicalHosts(suspension.open),
    }))
    const { under, exact } = openHosts(policy.agreement)
    this.agreementOpen = { under: canonicalHosts(under), exact: canonicalHosts(exact) }
    this.lessons = policy.lessons.map(plainLesson)
    this.quarantine = new EntryIndex(policy.quarantine.map(plainQuarantine).filter((one) => one !== null))
  }

  momentAt(at: number): Moment {
    return this.#slotAt(at).moment
  }

  /** As `actionChanges`, remembered for as long as the timetable stands still. */
  actionChanges(what: CategoryId | 'unknown', at: number): number | undefined {
    if (this.policy.timetable.length === 0) return undefined
    const { changes } = this.#slotAt(at)
    const known = changes.get(what)
    if (known !== undefined) return known
    // "None within the horizon" is not kept: the horizon moves with the time that is asked about.
    const change = actionChanges(this.policy, what, at)
    if (change !== undefined) changes.set(what, change)
    return change
  }

  #slotAt(at: number) {
    for (const slot of this.#moments) if (at >= slot.moment.from && at < slot.moment.to) return slot
    const slot = { moment: momentAt(this.policy, at), changes: new Map<string, number>() }
    if (this.#moments.unshift(slot) > MOMENTS_KEPT) this.#moments.pop()
    return slot
  }
}

const prepared = new WeakMap<EffectivePolicy, PreparedPolicy>()

export function prepare(policy: EffectivePolicy): PreparedPolicy {
  const kept = prepared.get(policy)
  if (kept !== undefined) return kept
  const fresh = new PreparedPolicy(policy)
  prepared.set(policy, fresh)
  return fresh
}

function plainUnblock(unblock: Unblock): PlainUnblock | null {
  const entry = plainEntry(unblock.entry)
  return entry === null || entry.action === 'block' ? null : { ...entry, unblock }
}
