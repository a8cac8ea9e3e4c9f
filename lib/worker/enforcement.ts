/**
 * From facts to force: resolves the policy that holds here and now, keeps it in memory for verdicts, and has the
 * browser's own rules say the same. Runs at every worker start, when a fact changes, and when the time comes at
 * which the policy says something else.
 */
import { recordingTime } from '../activity/recording-time.ts'
import { shippedLists } from '../lists/load.ts'
import type { CategoryLists } from '../lists/lists.ts'
import type { Locked } from '../lists/locked/locked.ts'
import type { Ruling } from '../navigation/judge.ts'
import { BASELINE } from '../policy/baseline.ts'
import type { Version } from '../policy/document.ts'
import { withLessons } from '../policy/effective.ts'
import type { Lesson } from '../policy/lesson.ts'
import { resolve } from '../policy/resolve.ts'
import { withQuarantine } from '../policy/with-quarantine.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import type { Applied } from '../rules/apply.ts'
import type { BothApplied, Changed } from '../rules/both.ts'
import { oneAtATime } from '../rules/queue.ts'
import type { Now } from '../time/now.ts'
import { nextChange } from '../verdict/next-change.ts'
import type { FactsKeeper } from './facts.ts'
import type { Faults } from './faults.ts'
import { LockedLists } from './locked-lists.ts'
import type { Problem, Problems } from './problems.ts'

export interface EnforcementParts {
  readonly facts: FactsKeeper
  readonly person: () => string | undefined
  readonly now: () => Now
  /** The browser's clock, whatever it is worth. Epoch milliseconds. */
  readonly wall: () => number
  /** The lists of a document, or those that ship; from here on they are in force. */
  readonly lists: (document: ListsDocument | null, locked: Locked | undefined) => CategoryLists
  /** Puts the rules of a ruling in force, whole or not at all. */
  readonly apply: (ruling: Ruling, now: Now) => Promise<BothApplied>
  /** Wakes the worker after so many milliseconds, or not at all. */
  readonly wakeIn: (wait: number | undefined) => Promise<void>
  readonly problems: Problems
  readonly faults: Faults
  /** The rules have been seen to; `changed`: which are others than before now. @returns whether every tab was judged */
  readonly judgeTabs: (changed: Changed) => Promise<boolean>
  /** Rules and tabs are as they should be: what is held of lessons may be something else now. */
  readonly held: () => void
  /** What is not urgent, after that. */
  readonly enforced: (ruling: Ruling, changed: Changed) => Promise<void>
}

/** Which of the server's documents something was made from. */
export interface Versions {
  readonly policy?: Version | undefined
  readonly lists?: Version | undefined
}

export class Enforcement {
  private readonly parts: EnforcementParts
  private ruling_: Ruling | null = null
  private lists: { document: ListsDocument | null; made: CategoryLists } | null = null
  private readonly locked: LockedLists
  /** With which locked lists this worker last judged: no rule of the browser's is made of them. */
  private judgedWith: { readonly locked: Locked | undefined } | null = null
  private readonly inTurn = oneAtATime()
  private marker_: string | undefined
  private settled: Versions = {}
  private inForce_: Versions = {}
  private lessons: LessonsInForce = NO_LESSONS
  /** When the browser's rules last became others, by the browser's clock. */
  private changedAt = -Infinity

  constructor(parts: EnforcementParts) {
    this.parts = parts
    this.locked = new LockedLists(parts.problems)
  }

  /** What holds, or null while a fresh worker has not read its facts yet. */
  ruling(): Ruling | null {
    return this.ruling_
  }

  /** The marker of the rules in force; undefined until they were looked at, or when none of ours are there. */
  get marker(): string | undefined {
    return this.marker_
  }

  /** The lessons, as this worker has seen them into force. */
  get lessonsInForce(): LessonsInForce {
    return this.lessons
  }

  /** The documents whose rules the browser has; empty until that is known. */
  get inForce(): Versions {
    return this.inForce_
  }

  /**
   * Makes the ruling from the facts at hand. At once: verdicts must not wait for the browser's rules. Never throws:
   * from facts of which nothing can be made, what held before holds, or else the baseline.
   */
  settle(): Ruling {
    const { managed, server, place, lists, lessons, quarantine, agreed } = this.parts.facts.current
    const person = this.parts.person()
    try {
      const base = resolve({ managed, server, agreed }, person === undefined ? {} : { person }, place)
      const found = {
        school: server?.quarantine ?? [],
        cleared: server?.cleared ?? [],
        own: quarantine,
      }
      const policy = withQuarantine(withLessons(base, lessons), found, this.parts.now().at)
      this.ruling_ = { policy, lists: this.listsNow() }
      this.settled = { policy: server?.version, lists: lists?.version }
      this.parts.faults.clear('settle')
    } catch (error) {
      this.parts.faults.note('settle', error)
      this.ruling_ ??= { policy: BASELINE, lists: shippedLists() }
    }
    return this.ruling_
  }

  /** Settles and applies, one after the other however often it is called. */
  refresh(): Promise<void> {
    return this.inTurn(() => this.enforce())
  }

  /** Has the browser's rules say what holds now. Never rejects. @returns whether they were others at that time */
  async renew(since: number): Promise<boolean> {
    await this.refresh().catch(() => undefined)
    return this.changedAt >= since
  }

  private async enforce(): Promise<void> {
    const { facts, faults } = this.parts
    const ruling = this.settle()
    const { settled } = this
    const now = this.parts.now()
    const applied = await this.parts.apply(ruling, now)
    if (applied.changed !== 'nothing') this.changedAt = this.parts.wall()
    this.parts.problems.set('rules', rulesProblems(applied))
    if (!applied.lessonsHold) this.lessons = { areRefused: true, revisions: new Set() }
    this.marker_ = applied.marker
    const isInForce = applied.outcome !== 'kept-last'
    if (isInForce) this.inForce_ = applied.listsHold ? settled : { ...settled, lists: this.inForce_.lists }
    if (isInForce && facts.current.since?.version !== ruling.policy.version)
      void facts.change({ since: { version: ruling.policy.version, at: now.at } })
    // What is open in the tabs first; an alarm that the browser refuses must not leave it there.
    const waking = faults.run('wake', () => this.wakeForChange(ruling, now))
    const { locked } = ruling.lists
    const isAnother = this.judgedWith !== null && this.judgedWith.locked !== locked
    this.judgedWith = { locked }
    const areJudged = await this.parts.judgeTabs(isAnother ? 'policy' : applied.changed)
    // Not before now: rules and tabs. What came meanwhile is the next round's.
    if (applied.lessonsHold) this.lessons = areJudged ? inForce(ruling.policy.lessons) : NO_LESSONS
    this.parts.held()
    await Promise.all([waking, this.parts.enforced(ruling, applied.changed)])
  }

  /** In time that passes from now, not at a time of day: the device's clock may say something else than ours. */
  private wakeForChange({ policy }: Ruling, now: Now): Promise<void> {
    // What is recorded changes no verdict, but what pupils are told of it.
    const changes = [nextChange(policy, now), recordingTime(policy, now).changes]
    const at = Math.min(...changes.map((change) => change ?? Infinity))
    return this.parts.wakeIn(at === Infinity ? undefined : at - now.at)
  }

  private listsNow(): CategoryLists {
    const document = this.parts.facts.current.lists
    const locked = this.locked.of(this.parts.facts.current.locked)
    if (this.lists === null || this.lists.document !== document || this.lists.made.locked !== locked)
      this.lists = { document, made: this.parts.lists(document, locked) }
    return this.lists.made
  }
}

/** Lessons, each in one revision, that are in force in the browser's rules and in every tab. */
export interface LessonsInForce {
  /** The browser did not take the rules, or not all of them. */
  readonly areRefused: boolean
  readonly revisions: ReadonlySet<string>
}

const NO_LESSONS: LessonsInForce = { areRefused: false, revisions: new Set() }

/** A lesson as it is now, by name. */
export const revisionOf = ({ id, revision }: Pick<Lesson, 'id' | 'revision'>): string => `${id} ${revision}`

const inForce = (lessons: readonly Lesson[]): LessonsInForce => ({
  areRefused: false,
  revisions: new Set(lessons.map(revisionOf)),
})

const rulesProblems = (applied: Applied): Problem[] =>
  applied.problems.map(({ layer, outcome, message }) => ({
    code: `rules:${outcome}${layer === undefined ? '' : `:${layer}`}`,
    detail: message.slice(0, 500),
  }))
