/**
 * After a yes: the file is fetched again, under its name and only if it is what was asked about. What cannot be fetched
 * again (a form's result, a page that was closed) gets a pass: chosen again, it is let through once.
 */
import type { DownloadItem, DownloadsPort } from '../download/port.ts'
import { type Approved, type Pass, type Passing, sameSize, type Waiting } from '../download/waiting.ts'
import type { DownloadDecision } from '../download/decide.ts'
import type { Judge } from '../navigation/judge.ts'
import { judgeAgain, judgeFetched, type JudgedDownload } from './download-judge.ts'
import type { DownloadRecord } from './download-rows.ts'
import type { WaitingDownloads } from './waiting-downloads.ts'

export interface SavingParts {
  readonly judge: Pick<Judge, 'ready' | 'readyFor' | 'ruling' | 'verdict'>
  readonly port: DownloadsPort
  readonly waiting: WaitingDownloads
  readonly record: DownloadRecord
  /** A file that an adult was asked for is on the disk: their yes is used up. */
  readonly landed: (ask: string) => Promise<void>
  /** The device's own clock, by which the browser dates downloads. */
  readonly wall: () => number
}

/** A download that began this long before its yes was kept is still its own: clocks are read at two places. */
const SLACK_MS = 2_000

export class SavingDownloads {
  private readonly parts: SavingParts

  constructor(parts: SavingParts) {
    this.parts = parts
  }

  /**
   * The pupil needs these. Only what was asked about can be had by a yes, and only while the rules would still ask: a
   * lesson may have begun since.
   */
  async yes(ids: readonly string[]): Promise<void> {
    const { judge, waiting, wall } = this.parts
    await judge.ready
    const asked = waiting.all().filter(({ id, state }) => state === 'ask' && ids.includes(id))
    // All of them before the first is begun: a yes that was given is not lost with the worker.
    for (const file of asked) {
      const decision = await judgeAgain(judge, file)
      if (!decision) throw new Error('no policy is in memory')
      if (isRefused(decision)) await this.refuse(file, decision)
      else await waiting.change(file.id, { state: 'saving', since: wall() })
    }
    for (const { id } of asked) if (this.isStillSaving(id)) await this.fetch(id)
  }

  /** An adult has said yes to this one. What the rules block by now stays out all the same. */
  async letThrough(id: string, { ask, until }: Approved): Promise<void> {
    const { judge, waiting, wall } = this.parts
    await judge.ready
    const file = waiting.all().find((one) => one.id === id && one.state === 'adult')
    const decision = file && (await judgeAgain(judge, file))
    if (!file || !decision) return
    if (decision.action === 'block') return this.refuse(file, decision)
    await waiting.change(id, { state: 'saving', since: wall(), approved: until, ask })
    await this.fetch(id)
  }

  /** Begins one that needs no yes. @param from the browser's number of the download that was stopped */
  async begin(from: number): Promise<void> {
    const file = this.parts.waiting.all().find((one) => one.from === from && one.state === 'saving')
    if (!file) return
    await this.parts.waiting.change(file.id, { since: this.parts.wall() })
    await this.fetch(file.id)
  }

  /** The name for a download of ours that is about to get one; null when it is not what was asked about. */
  async nameOf(item: DownloadItem): Promise<string | null> {
    const file = this.fileOf(item)
    const judged = file && (await judgeFetched(this.parts.judge, file, item))
    if (!file || !judged) return null
    if (isAsAsked(file, item, judged)) return file.name
    await this.turnAway(file, item, judged)
    return null
  }

  /** One of our own is there, or is not coming. */
  async ended(item: DownloadItem): Promise<void> {
    const { judge, waiting, record, port } = this.parts
    const file = this.fileOf(item)
    if (!file || item.state === 'in_progress') return
    if (item.state === 'interrupted') {
      await port.erase(item.id)
      return this.again(file)
    }
    const judged = await judgeFetched(judge, file, item)
    if (!judged) throw new Error('no policy is in memory')
    // One that no worker named went on by itself, and some have no size before they are there.
    if (!isAsAsked(file, item, judged)) {
      await port.remove(item.id)
      await port.erase(item.id)
      return this.turnAway(file, item, judged)
    }
    // First: a row twice is better than none.
    await record.became(file, 'allowed')
    if (file.ask !== undefined) await this.parts.landed(file.ask)
    await waiting.change(file.id, { state: 'saved' })
  }

  /** Goes on where an earlier worker ended: a yes without a download is begun. @param own our downloads, as they stand */
  async resume(own: readonly DownloadItem[]): Promise<void> {
    for (const file of this.parts.waiting.all()) {
      if (file.state !== 'saving' || own.some((item) => this.fileOf(item)?.id === file.id)) continue
      // Taken off the browser's list by hand, or never begun.
      if (file.item === undefined) await this.fetch(file.id)
      else if ((await this.parts.port.get(file.item)) === null) await this.again(file)
    }
  }

  /** This pass has let this one through. */
  async passed(file: Passing, { ask }: Pass): Promise<void> {
    const { waiting, record } = this.parts
    const given = waiting
      .all()
      .find(
        (one) =>
          one.state === 'again' &&
          one.name === file.name &&
          one.kind === file.kind &&
          one.page === file.page &&
          one.host === file.host,
      )
    await record.became({ ...file, url: null }, 'allowed')
    if (ask !== undefined) await this.parts.landed(ask)
    if (given) await waiting.change(given.id, { state: 'saved' })
  }

  private async fetch(id: string): Promise<void> {
    const { waiting, port } = this.parts
    const file = waiting.all().find((one) => one.id === id)
    if (!file) return
    const item = file.url === null ? null : await port.start(file.url, file.name)
    if (item === null) await this.again(file)
    else if (this.isStillSaving(id)) await waiting.change(id, { item })
  }

  private isStillSaving(id: string): boolean {
    return this.parts.waiting.all().some((one) => one.id === id && one.state === 'saving')
  }

  /** It was asked about, and is not for a yes any more. */
  private async refuse(file: Waiting, { action, reason }: DownloadDecision): Promise<void> {
    const state = action === 'block' ? 'blocked' : 'adult'
    // First: a row twice is better than none.
    await this.parts.record.became(file, state)
    await this.parts.waiting.change(file.id, { state, reason })
  }

  /** What came is not what was asked about, or is not for a yes. */
  private turnAway(file: Waiting, item: DownloadItem, judged: JudgedDownload): Promise<void> {
    // Another kind is another file: what was asked about may still be had from its page.
    return isTheSame(file, item, judged) && isRefused(judged.decision, file)
      ? this.refuse(file, judged.decision)
      : this.again(file)
  }

  /** The pass is for the host that was asked about, wherever its address leads by now. */
  private async again({ id }: Waiting): Promise<void> {
    // As it is now: whoever said yes may have left meanwhile.
    const file = this.parts.waiting.told().find((one) => one.id === id)
    if (file) {
      const { page, host, name, kind, bytes, approved: until, ask } = file
      const approved = until === undefined || ask === undefined ? undefined : { ask, until }
      await this.parts.waiting.give({ page, host, name, kind, bytes }, approved)
    }
    await this.parts.waiting.change(id, { state: 'again' })
  }

  private fileOf(item: DownloadItem): Waiting | undefined {
    const saving = this.parts.waiting.all().filter(({ state }) => state === 'saving')
    return (
      saving.find((one) => one.item === item.id) ??
      saving.find(
        (one) =>
          one.item === undefined &&
          one.url === item.url &&
          one.since !== undefined &&
          item.startedAt >= one.since - SLACK_MS,
      )
    )
  }
}

/** What is an adult's they may have said yes to; what is blocked is nobody's. */
const isRefused = ({ action }: DownloadDecision, { approved }: Pick<Waiting, 'approved'> = {}): boolean =>
  action === 'block' || (action === 'adult' && approved === undefined)

const isAsAsked = (file: Waiting, item: DownloadItem, judged: JudgedDownload): boolean =>
  isTheSame(file, item, judged) && judged.source.host === file.host && !isRefused(judged.decision, file)

/** A form's address without its form gives another page; a link may lead elsewhere by now. */
const isTheSame = (file: Waiting, { bytes }: DownloadItem, { seen }: JudgedDownload): boolean =>
  seen.kind === file.kind && !seen.disguised && sameSize(file.bytes, bytes)
