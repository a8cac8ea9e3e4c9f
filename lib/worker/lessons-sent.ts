/** Lessons as the school server tells of them, on the live channel and with each heartbeat: the later word counts. */
import type { Lesson } from '../policy/lesson.ts'
import type { FactsKeeper } from './facts.ts'

/** An answer is on its way for no longer than this. Milliseconds. */
const LATE_MS = 120_000

export class LessonsSent {
  private readonly facts: FactsKeeper
  private readonly refresh: () => Promise<unknown>
  /** When the server looked for the lessons that hold. Not truth: an earlier worker's answers end with it. */
  private at = -Infinity

  /** `refresh`: has the browser say what the facts say. */
  constructor(facts: FactsKeeper, refresh: () => Promise<unknown>) {
    this.facts = facts
    this.refresh = refresh
  }

  /** In force before it resolves. `at`: when the server looked, by its clock. */
  async take(sent: readonly Lesson[], at: number): Promise<void> {
    // A server whose clock was set back knows better than one that is a little late.
    if (at < this.at && this.at - at < LATE_MS) return
    this.at = at
    const isNew = JSON.stringify(sent) !== JSON.stringify(this.facts.current.lessons)
    const kept = isNew ? this.facts.change({ lessons: sent }) : undefined
    // Also when it is known already: whoever brought it first may not be done.
    await this.refresh()
    await kept
  }
}
