/**
 * Files that wait for an adult: asked for as pages are (lib/worker/page-asking.ts), and let through when the answer is
 * yes. It holds nothing: what was asked for lies on the disk, the file's question in the session's memory, and whichever
 * worker hears of a decision goes on.
 */
import { addressOf, type Approved, type Waiting } from '../download/waiting.ts'
import type { Asking } from '../messages/asking.ts'
import type { Subject } from '../protocol/page-requests.ts'
import { canonical } from '../verdict/address.ts'
import type { PageAsking } from './page-asking.ts'
import { noLongerThan } from './patience.ts'
import type { SavingDownloads } from './saving-downloads.ts'
import type { WaitingDownloads } from './waiting-downloads.ts'

export interface FileAskingParts {
  readonly asking: Pick<PageAsking, 'ask' | 'standing' | 'sync' | 'use' | 'claim' | 'release' | 'approved'>
  readonly waiting: Pick<WaitingDownloads, 'all' | 'change' | 'holders' | 'withdraw'>
  readonly saving: () => Pick<SavingDownloads, 'letThrough'>
  /** Brings the page that asks to the front. */
  readonly prompt: () => Promise<void>
}

/** What was decided a while ago may have been taken back: so long the server is waited for. Milliseconds. */
const ASKED_WITHIN = 2_000
const CLOSED: Asking = { may: 'closed', waits: false }
const COMING: ReadonlySet<string> = new Set(['open', 'kept', 'unkept', 'approved'])

export class FileAsking {
  private readonly parts: FileAskingParts

  constructor(parts: FileAskingParts) {
    this.parts = parts
  }

  /** Asks an adult for a file that waits for one. */
  async ask(id: string, why: string): Promise<void> {
    const file = this.theirs().find((one) => one.id === id)
    const subject = file && subjectOf(file)
    if (!subject) return
    await this.parts.asking.ask({ ...subject, why }, id)
    await this.follow()
  }

  /** How asking for it stands; undefined for what no adult is asked for. */
  async view(file: Waiting): Promise<Asking | undefined> {
    if (file.state !== 'adult') return undefined
    const subject = subjectOf(file)
    return subject ? this.parts.asking.standing(subject, file.id) : CLOSED
  }

  /** Those for which somebody is asked, or that have their yes: they stay when their page is closed. */
  async pending(): Promise<string[]> {
    const files = await Promise.all(
      this.theirs().map(async (file) => ({ id: file.id, state: (await this.view(file))?.request?.state })),
    )
    return files.filter(({ state }) => state !== undefined && COMING.has(state)).map(({ id }) => id)
  }

  /** After something was heard: what has its yes goes on, and what was decided otherwise is shown once. */
  async follow(): Promise<void> {
    await this.tidy()
    for (const file of this.theirs()) await this.goOn(file, (await this.view(file))?.request)
  }

  /** A file that an adult has said yes to may come again: what they said is asked for anew where that can be. */
  async recheck(): Promise<void> {
    await this.tidy()
    const views = await Promise.all(this.theirs().map((file) => this.view(file)))
    if (!views.some((view) => view?.request?.state === 'approved')) return
    await noLongerThan(ASKED_WITHIN, this.parts.asking.sync())
    await this.follow()
  }

  /** What this was asked for is on the disk: a yes is for once. */
  async landed(ask: string): Promise<void> {
    await this.parts.asking.use(ask)
  }

  /** What was taken back takes its pass with it; a yes that came to nothing may be used by another file like it. */
  private async tidy(): Promise<void> {
    const { asking, waiting } = this.parts
    await asking.release(() => waiting.holders())
    await waiting.withdraw(await asking.approved())
  }

  private async goOn(file: Waiting, request: Asking['request']): Promise<void> {
    const { saving, waiting, prompt } = this.parts
    if (request?.state === 'approved') {
      const approved = await this.claim(file)
      if (!approved) return
      await saving().letThrough(file.id, approved)
      // Chosen again it works, or it is blocked by now: the pupil has to know.
      const now = waiting.all().find(({ id }) => id === file.id)
      if (now?.state === 'again' || now?.state === 'blocked') await prompt()
    } else if (request?.state === 'refused' && file.told !== true) {
      await waiting.change(file.id, { told: true })
      await prompt()
    }
  }

  /** One yes is for one file: the oldest that it fits. */
  private async claim(file: Waiting): Promise<Approved | undefined> {
    const subject = subjectOf(file)
    return subject && this.parts.asking.claim(subject, file.id)
  }

  private theirs(): readonly Waiting[] {
    return this.parts.waiting.all().filter(({ state }) => state === 'adult')
  }
}

/** As it is asked for: by an address of the host that gives it. Undefined when nobody can say which that is. */
function subjectOf(file: Waiting): Subject | undefined {
  const { name, kind, bytes, host } = file
  if (host === null) return undefined
  const address = [
    /^https?:/i.test(file.url ?? '') ? file.url : null,
    addressOf({ ...file, url: null }),
  ].find((one) => one !== null && canonical(one)?.host === host)
  return { url: address ?? `https://${host}/`, frame: false, file: { name, kind, bytes } }
}
