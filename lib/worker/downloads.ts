/**
 * Files that pages give. One that is not allowed outright is stopped before anything else is done; then it is written
 * down, then the pupil is asked. The worker may end between any two steps: what it leaves is found by the next one, in
 * the browser's own list of downloads (`look`) and in what waits (lib/worker/saving-downloads.ts).
 */
import type { DownloadItem, DownloadsPort, Settle } from '../download/port.ts'
import type { Passing, Waiting } from '../download/waiting.ts'
import { DANGEROUS } from '../policy/downloads.ts'
import type { Judge } from '../navigation/judge.ts'
import { judgeDownload, judgeTraced, lookAt, type JudgedDownload } from './download-judge.ts'
import type { DownloadRecord } from './download-rows.ts'
import type { Faults } from './faults.ts'
import { noLongerThan } from './patience.ts'
import type { SavingDownloads } from './saving-downloads.ts'
import type { SettledDownloads } from './settled-downloads.ts'
import type { WaitingDownloads } from './waiting-downloads.ts'

export interface DownloadsParts {
  readonly judge: Pick<Judge, 'ready' | 'readyFor' | 'ruling' | 'verdict'>
  readonly port: DownloadsPort
  readonly waiting: WaitingDownloads
  readonly settled: SettledDownloads
  readonly saving: SavingDownloads
  readonly record: DownloadRecord
  /** An adult may have said yes to what waits for one: that goes on. */
  readonly approved: () => Promise<void>
  /** Brings the page that asks to the front: one for everything that waits. */
  readonly prompt: () => Promise<void>
  /** Epoch milliseconds: by Kerb's clock. */
  readonly now: () => number
  /** The address that the pupil looks at. */
  readonly front: () => Promise<string | undefined>
  readonly faults: Faults
}

const ENDS = { allow: 'allowed', ask: 'asked', adult: 'adult', block: 'blocked' } as const
/** The browser lets a download go by itself after 15 s. Milliseconds. */
const HELD_AT_MOST = 8_000
/** A page that makes something by itself can be fetched again only if its address is short enough to keep. */
const LONGEST_URL = 1_000_000

export class Downloads {
  private readonly parts: DownloadsParts
  /** Those that this worker is at; a later worker finds them in the browser's list. */
  private readonly inHand = new Set<number>()

  constructor(parts: DownloadsParts) {
    this.parts = parts
  }

  /**
   * A download is about to get its name: nothing of it stands under that name yet. Synchronous: what is not allowed is
   * stopped before this returns, as far as that can be said without what is stored.
   * @returns whether it waits for `settle`
   */
  naming(item: DownloadItem, settle: Settle): boolean {
    if (item.made) return false
    const judged = item.own ? null : judgeDownload(this.parts.judge, item)
    // What is allowed, or has a pass, may still be closed to its page.
    const isTraced = judged === null || judged.source.host !== null
    if (judged !== null && isTraced && this.lets(item, judged)) {
      void this.parts.faults.run('download-let', () => this.parts.settled.add(item.id))
      return false
    }
    this.inHand.add(item.id)
    const stop = judged === null ? !item.own && isStoppedUnread(item) : isTraced || !this.mayLet(item, judged)
    // Sent before anything is awaited: whatever becomes of this worker, the browser has it.
    const stopped = stop ? this.parts.port.cancel(item.id) : undefined
    void this.parts.faults.run('download', async () => {
      try {
        if (stopped) await stopped
        if (item.own) await this.nameOwn(item, settle)
        else if (stop) await this.take(item, true)
        else await this.decideLate(item, settle)
      } finally {
        this.inHand.delete(item.id)
      }
    })
    return true
  }

  /** Something has become of a download: it is there, or it is not coming. */
  async changed(id: number): Promise<void> {
    await this.parts.judge.ready
    const item = await this.parts.port.get(id)
    if (!item) return
    if (item.own) await this.parts.saving.ended(item)
    else if (!this.isDone(item)) await this.inTurn(item)
  }

  /** Finds what an earlier worker left: files that landed unasked, questions that nobody saw, a yes that nobody did. */
  async look(): Promise<void> {
    const { judge, port, settled, saving, waiting } = this.parts
    await judge.ready
    const begun = await port.since(settled.from)
    for (const item of begun) {
      if (item.own) await saving.ended(item)
      else if (!this.isDone(item)) await this.inTurn(item)
    }
    await saving.resume(begun.filter(({ own }) => own))
    const over = begun.filter(({ state }) => state !== 'in_progress').map(({ startedAt }) => startedAt)
    const open = begun.filter(({ state }) => state === 'in_progress').map(({ startedAt }) => startedAt - 1)
    if (over.length > 0) await settled.lookedAt(Math.min(Math.max(...over), ...open))
    if (waiting.all().some(({ seen }) => !seen)) await this.parts.prompt()
  }

  private isDone({ id, state, stopped, made }: DownloadItem): boolean {
    if (made) return true
    if (this.parts.settled.has(id) || this.inHand.has(id)) return true
    // One that failed by itself has left nothing.
    return state === 'interrupted' && !stopped
  }

  private lets(item: DownloadItem, judged: JudgedDownload): boolean {
    const { decision } = judged
    if (decision.action === 'allow') return true
    // A pass came of a yes: it opens nothing that this yes does not.
    if (decision.action === 'block') return false
    const file = passing(item, judged)
    const pass = this.parts.waiting.take(file, decision.action === 'adult')
    if (!pass) return false
    void this.parts.faults.run('download-pass', () => this.parts.saving.passed(file, pass))
    return true
  }

  /** Before it is known where it comes from. */
  private mayLet(item: DownloadItem, judged: JudgedDownload): boolean {
    const { action } = judged.decision
    if (action === 'allow' || action === 'block') return action === 'allow'
    return this.parts.waiting.mayTake(passing(item, judged), action === 'adult')
  }

  /** What is harmless is held until the rules have been read, and until it is known where it comes from. */
  private async decideLate(item: DownloadItem, settle: Settle): Promise<void> {
    await noLongerThan(HELD_AT_MOST, this.parts.judge.ready)
    const judged = await judgeTraced(this.parts.judge, item, this.parts.front)
    if (judged && this.lets(item, judged)) {
      await this.parts.settled.add(item.id)
      settle()
      return
    }
    await this.parts.port.cancel(item.id)
    await this.take(item, true)
  }

  private async nameOwn(item: DownloadItem, settle: Settle): Promise<void> {
    await noLongerThan(HELD_AT_MOST, this.parts.judge.ready)
    const name = await this.parts.saving.nameOf(item)
    if (name !== null) return settle(name)
    await this.parts.port.cancel(item.id)
    await this.parts.port.erase(item.id)
  }

  private async inTurn(item: DownloadItem): Promise<void> {
    this.inHand.add(item.id)
    try {
      await this.take(item, item.stopped)
    } finally {
      this.inHand.delete(item.id)
    }
  }

  /** Takes a download away and asks about it. Everything in it can be done twice. @param stopped it is no more running */
  private async take(item: DownloadItem, stopped: boolean): Promise<void> {
    const { judge, port, settled, waiting, record, prompt } = this.parts
    await judge.ready
    const judged = await judgeTraced(judge, item, this.parts.front)
    if (!judged) throw new Error('no policy is in memory')
    const allowed = judged.decision.action === 'allow'
    if (allowed && !stopped) return settled.add(item.id)
    await port.cancel(item.id)
    await port.remove(item.id)
    if (!waiting.all().some(({ from }) => from === item.id)) {
      const file = this.waitingFor(item, judged)
      // A page that gives it once more must not end what the pupil said yes to.
      if (waiting.isComing(file)) return port.erase(item.id)
      // First: a row twice is better than none.
      if (!allowed) await record.of(item, judged, ENDS[judged.decision.action])
      await waiting.add(file)
    }
    await port.erase(item.id)
    // It was stopped only because nothing was known yet: it goes on without a question.
    if (allowed) return this.parts.saving.begin(item.id)
    if (judged.decision.action === 'adult') await this.parts.approved()
    if (this.isUnanswered(item.id)) await prompt()
  }

  private isUnanswered(item: number): boolean {
    const file = this.parts.waiting.all().find(({ from }) => from === item)
    return file !== undefined && file.state !== 'saving' && file.state !== 'saved'
  }

  private waitingFor(
    item: DownloadItem,
    { seen, source, decision, verdict }: JudgedDownload,
  ): Omit<Waiting, 'person'> {
    const { action, reason } = decision
    const { finalUrl, url } = item
    // Redirects may lead elsewhere the second time; a page's own files have no other address.
    const again = /^(https?|data|blob):/i.test(url) ? url : finalUrl
    return {
      id: crypto.randomUUID(),
      from: item.id,
      name: seen.name,
      kind: seen.kind,
      bytes: item.bytes,
      host: source.host,
      page: source.page,
      url: again.length > LONGEST_URL ? null : again,
      state: action === 'allow' ? 'saving' : action === 'block' ? 'blocked' : action,
      reason,
      at: this.parts.now(),
      seen: action === 'allow',
      ...(verdict?.reason.kind === 'illegal' && UNNAMED),
    }
  }
}

/** What is illegal is named nowhere, to the pupil neither. */
const UNNAMED = { name: '', host: null, page: null, url: null } as const

const passing = ({ bytes }: DownloadItem, { seen, source }: JudgedDownload): Passing => ({
  page: source.page,
  host: source.host,
  name: seen.name,
  kind: seen.kind,
  bytes,
})

/** Before anything is read: what no age group may save unasked is stopped, and given back if its school allows it. */
function isStoppedUnread(item: DownloadItem): boolean {
  const { kind, disguised } = lookAt(item)
  return disguised || DANGEROUS.has(kind) || kind === 'archive' || kind === 'other'
}
