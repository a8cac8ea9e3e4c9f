/**
 * From facts to force: resolves the policy that holds here and now, keeps it in memory for verdicts, and has the
 * browser's own rules say the same. Runs at every worker start, when a fact changes, and when the time comes at
 * which the policy says something else.
 */
import { shippedLists } from '../lists/load.ts'
import type { CategoryLists } from '../lists/lists.ts'
import type { Ruling } from '../navigation/judge.ts'
import { resolve } from '../policy/resolve.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import type { Applied } from '../rules/apply.ts'
import type { Now } from '../time/now.ts'
import { nextChange } from '../verdict/next-change.ts'
import type { FactsKeeper } from './facts.ts'
import type { Problem, Problems } from './problems.ts'

export interface EnforcementParts {
  readonly facts: FactsKeeper
  readonly person: () => string | undefined
  readonly now: () => Now
  /** Puts the rules of a ruling in force, whole or not at all. */
  readonly apply: (ruling: Ruling, now: Now) => Promise<Applied>
  /** Wakes the worker at this time, epoch milliseconds, or not at all. */
  readonly wakeAt: (at: number | undefined) => Promise<void>
  readonly problems: Problems
  /** The rules have been seen to; `changed` when others than before are in force now. */
  readonly enforced: (ruling: Ruling, changed: boolean) => Promise<void>
}

export class Enforcement {
  private readonly parts: EnforcementParts
  private ruling_: Ruling | null = null
  private lists: { document: ListsDocument | null; made: CategoryLists } | null = null
  private running: Promise<void> = Promise.resolve()
  private marker_: string | undefined

  constructor(parts: EnforcementParts) {
    this.parts = parts
  }

  /** What holds, or null while a fresh worker has not read its facts yet. */
  ruling(): Ruling | null {
    return this.ruling_
  }

  /** The marker of the rules in force; undefined until they were looked at, or when none of ours are there. */
  get marker(): string | undefined {
    return this.marker_
  }

  /** Makes the ruling from the facts at hand. At once: verdicts must not wait for the browser's rules. */
  settle(): Ruling {
    const { managed, server, place } = this.parts.facts.current
    const person = this.parts.person()
    const policy = resolve({ managed, server }, person === undefined ? {} : { person }, place)
    this.ruling_ = { policy, lists: this.listsNow() }
    return this.ruling_
  }

  /** Settles and applies, one after the other however often it is called. */
  refresh(): Promise<void> {
    const next = this.running.then(() => this.enforce())
    // A failure is in `problems` already, and must not keep the next refresh from running.
    this.running = next.catch(() => undefined)
    return next
  }

  private async enforce(): Promise<void> {
    const ruling = this.settle()
    const now = this.parts.now()
    const applied = await this.parts.apply(ruling, now)
    this.parts.problems.set('rules', rulesProblems(applied))
    this.marker_ = applied.marker
    await this.parts.wakeAt(nextChange(ruling.policy, now))
    const known = this.parts.facts.current.since
    if (applied.outcome !== 'kept-last' && known?.version !== ruling.policy.version)
      await this.parts.facts.change({ since: { version: ruling.policy.version, at: now.at } })
    await this.parts.enforced(ruling, applied.outcome === 'applied')
  }

  private listsNow(): CategoryLists {
    const document = this.parts.facts.current.lists
    if (this.lists?.document !== document || this.lists === null)
      this.lists = { document, made: shippedLists(document ?? undefined) }
    return this.lists.made
  }
}

const rulesProblems = (applied: Applied): Problem[] =>
  applied.problems.map(({ layer, outcome, message }) => ({
    code: `rules:${outcome}${layer === undefined ? '' : `:${layer}`}`,
    detail: message.slice(0, 500),
  }))
