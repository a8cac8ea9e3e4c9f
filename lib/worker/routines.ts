/**
 * What the worker does by itself: at each start, each minute, and when management, sign-in or server bring news.
 * Each step by itself: what fails is told of, and keeps nothing else from being done.
 */
import { settle } from '../activity/recover.ts'
import type { Ruling } from '../navigation/judge.ts'
import type { Place } from '../policy/document.ts'
import type { Lesson } from '../policy/lesson.ts'
import { parseManaged } from '../policy/managed.ts'
import type { Changed } from '../rules/both.ts'
import type { Jumped } from './clock-keeper.ts'
import { LessonsSent } from './lessons-sent.ts'
import { noLongerThan } from './patience.ts'
import { PATIENCE_MS as SERVER_PATIENCE_MS } from './round.ts'
import type { RoutineParts } from './routine-parts.ts'
import { useSealKey } from './seal-key.ts'

/** A pupil who looks at the popup waits this long at most. */
const PATIENCE_MS = 2_000

export class Routines {
  private readonly parts: RoutineParts
  /** Until then what was wrong with the managed values is not known, and the icon stays as it was. */
  private hasAskedManagement = false
  /** Whether the tabs were judged, when that was done last; false before the first time. */
  private swept = Promise.resolve(false)
  private readonly lessons: LessonsSent
  private readonly settled = Promise.withResolvers<void>()
  /** Resolves when management and sign-in have been asked who uses this browser, however long that takes. */
  readonly begun: Promise<void> = this.settled.promise

  constructor(parts: RoutineParts) {
    this.parts = parts
    this.lessons = new LessonsSent(parts.kerb.facts, () => this.refresh())
  }

  /** Once for each worker, after `ready`. */
  async atStart(): Promise<void> {
    const { kerb, round } = this.parts
    await kerb.ready
    // A database that does not answer must not hold up what protects.
    const rows = this.step('rows', () => this.settleRows())
    this.swept = this.step('sweep', this.parts.sweep)
    await Promise.all([this.refresh(), this.swept])
    const zones = this.step('zones', () => kerb.zones.keep())
    // Management may take seconds to answer after a browser start: nothing above waits for it.
    await Promise.all([
      this.step('managed', () => this.managedChanged()),
      this.step('person', () => this.personChanged()),
    ])
    this.settled.resolve()
    const concerns = this.parts.concerns.send()
    // A clock that was moved while the browser was closed shows by nothing else.
    if (!kerb.clock.isProved) await round.run()
    await Promise.all([rows, zones, concerns])
  }

  /** Resolves when this worker knows what to say of itself. Not much later in any case: a page waits for it. */
  known(): Promise<void> {
    return noLongerThan(PATIENCE_MS, this.settled.promise)
  }

  /** The minute's alarm. */
  async eachMinute(): Promise<void> {
    const { kerb, concerns } = this.parts
    await kerb.ready
    const told = concerns.eachMinute()
    if (!kerb.clock.inDoubt) kerb.problems.set('clock', [])
    this.hasAskedManagement = true // However long it takes to answer.
    await kerb.loading.run()
    const kept = Promise.all([kerb.clock.keep(), kerb.storage.retry()])
    await Promise.all([this.step('warnings', () => kerb.continued.prune()), this.refresh()])
    const sent = this.send(told)
    // What is on a full disk leaves first: the write that finds it full closes the database. Not for long: what waits in
    // memory is gone when the worker ends.
    await noLongerThan(SERVER_PATIENCE_MS, sent)
    await Promise.all([sent, kept, kerb.unwritten.retry()])
  }

  private async send(told: Promise<unknown>): Promise<void> {
    const { round, delivery } = this.parts
    await round.run()
    await told
    await this.step('delivery', () => delivery.run())
  }

  /** Reads the managed values; what they say holds at once. `{}` may only mean that they are late. */
  async managedChanged(): Promise<void> {
    const { kerb, documents, round } = this.parts
    await kerb.ready
    const before = kerb.facts.current.managed
    const raw = await this.parts.managed().finally(() => (this.hasAskedManagement = true))
    const { config, problems } = parseManaged(raw, before ?? undefined)
    const kept = kerb.facts.change({ managed: config, managedProblems: problems })
    const server = config?.values.serverAddress
    const moved = server !== undefined && documents.belongTo(server)
    if (moved) {
      kerb.place.forget()
      // Another server's.
      void kerb.facts.change({ lessons: [] })
    }
    const changed = moved || JSON.stringify(config?.text) !== JSON.stringify(before?.text)
    if (changed) {
      await this.step('facts', () => kerb.facts.reopen())
      // The key at once, so that the server can open what is written from here on; then what was written before it.
      await Promise.all([this.step('rows', () => this.settleRows()), this.refresh()])
      await round.run()
    } else await this.step('icon', this.parts.showIcon)
    await kept
  }

  async personChanged(): Promise<void> {
    const { kerb, person, round } = this.parts
    await kerb.ready
    if (!(await person.ask())) return
    await this.step('facts', () => kerb.facts.reopen())
    await this.refresh()
    await round.run()
  }

  /** In force before this resolves. `at`: when the server looked, by its clock. */
  lessonsSent(sent: readonly Lesson[], at: number): Promise<void> {
    return this.lessons.take(sent, at)
  }

  async placed(place: Place): Promise<void> {
    if (this.parts.kerb.place.heard(place)) await this.refresh()
  }

  /** Judges the open tabs, when some rules are new or the last time failed. @returns whether every tab was judged */
  judgeTabs(changed: Changed): Promise<boolean> {
    this.swept = this.sweepUnless(changed === 'nothing' ? this.swept : Promise.resolve(false))
    return this.swept
  }

  private async sweepUnless(isDone: Promise<boolean>): Promise<boolean> {
    return (await isDone) || this.step('sweep', this.parts.sweep)
  }

  /** The rules and tabs have been seen to: whoever shows them follows, and a change of policy is recorded. */
  async enforced({ policy }: Ruling, changed: Changed): Promise<void> {
    await this.step('follow-lessons', this.parts.followLessons)
    if (changed === 'policy') {
      // Not waited for: it waits for the database.
      void this.parts.kerb.recorder.write({ kind: 'policy', source: policy.source, version: policy.version })
    }
    if (this.hasAskedManagement) await this.step('icon', this.parts.showIcon)
  }

  /** The time has come at which the policy says something else. */
  async changeIsDue(): Promise<void> {
    await this.parts.kerb.ready
    await this.refresh()
  }

  /** A new browser session, or a new version of the extension. */
  async began(why: string): Promise<void> {
    const { kerb, versions } = this.parts
    await kerb.ready
    const { extension, browser } = versions()
    await kerb.recorder.write({ kind: 'start', version: `${extension} (${why})`, browser })
  }

  /** The pupil is leaving: what is here goes now, as far as there is time. */
  async lastWindowClosed(): Promise<void> {
    const { kerb, delivery, concerns } = this.parts
    await kerb.ready
    await concerns.send()
    await kerb.recorder.write({ kind: 'stop', reason: 'last window closed' })
    await this.step('delivery', () => delivery.finish())
  }

  /**
   * The device's clock parted from elapsed time. A device that slept looks the same as one whose clock was moved, so
   * the time is proved first, and only what no proof explains is recorded.
   */
  async jumped(jump: Jumped): Promise<void> {
    const { kerb, round, keepAlarm } = this.parts
    await kerb.ready
    kerb.place.expire()
    // Whatever became of the doubt, what holds at this time may be something else now.
    await Promise.all([kerb.clock.keep(), this.step('alarm', keepAlarm), this.refresh()])
    if (jump.confirmed !== undefined) kerb.problems.set('clock', [])
    if (jump.confirmed === true) return
    const code = 'clock-jump'
    const detail = `The device's clock moved by ${Math.round(jump.by / 1000)} s.`
    if (jump.confirmed === false) {
      await kerb.recorder.write({ kind: 'problem', code, detail })
      return
    }
    await round.run()
    // Unless a proof has settled it, one way or the other, which says so by another call.
    if (kerb.clock.inDoubt)
      kerb.problems.set('clock', [
        { code, detail: `${detail} Until the time is proved the stricter rules count.` },
      ])
  }

  private step(name: string, work: () => Promise<unknown>): Promise<boolean> {
    return this.parts.kerb.faults.run(name, work)
  }

  private refresh(): Promise<boolean> {
    return this.step('rules', () => this.parts.kerb.enforcement.refresh())
  }

  private async settleRows(): Promise<void> {
    const [store, outbox] = await Promise.all([this.parts.store, this.parts.outbox])
    await useSealKey(store, this.parts.kerb.facts.current.managed)
    await settle(store, outbox, this.parts.kerb.clock.now().at)
  }
}
