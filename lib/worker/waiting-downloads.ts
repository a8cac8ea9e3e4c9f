/** The files that wait and the passes that were given, in memory and in the session's storage. */
import {
  type Approved,
  type Pass,
  passFits,
  type Passing,
  passMayFit,
  passSchema,
  type Waiting,
  waitingSchema,
} from '../download/waiting.ts'
import { DOWNLOADS_NEWS } from '../messages/download.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { z } from '../zod.ts'

const PASSES = 'download-passes'
/** The oldest go first. */
const MOST = 200
/** A question that nobody has answered is forgotten: the page that gave the file is long gone. Milliseconds. */
const FORGOTTEN = 2 * 3_600_000
const PASS_LASTS = 15 * 60_000

const allSchema = z.array(waitingSchema)
const passesSchema = z.array(passSchema)

export class WaitingDownloads {
  private readonly session: SessionPort
  private readonly now: () => number
  private readonly who: () => string | undefined
  private files: readonly Waiting[] = []
  private passes: readonly Pass[] = []

  /** @param who the name of the person at the device: of others nothing is shown, and nothing let through */
  constructor(session: SessionPort, now: () => number, who: () => string | undefined) {
    this.session = session
    this.now = now
    this.who = who
  }

  async load(): Promise<void> {
    const [files, passes] = await Promise.all([
      this.session.get<unknown>(DOWNLOADS_NEWS),
      this.session.get<unknown>(PASSES),
    ])
    // What came while storage was read is newer.
    this.files = [...(allSchema.safeParse(files).data ?? []), ...this.files]
    this.passes = [...(passesSchema.safeParse(passes).data ?? []), ...this.passes]
  }

  all(): readonly Waiting[] {
    const who = this.who()
    return this.files.filter(({ at, person }) => person === who && at > this.now() - FORGOTTEN)
  }

  /** Those that whoever is there may be told of. */
  told(): readonly Waiting[] {
    return this.all().filter(({ left }) => left !== true)
  }

  /** @returns whether the same file is on its way already */
  isComing(file: Named): boolean {
    return this.told().some((one) => isSame(one, file) && one.state === 'saving')
  }

  /** One of the same address, name and kind takes the place of the one before it, unless that is on its way. */
  async add(file: Omit<Waiting, 'person'>): Promise<void> {
    const others = this.all().filter((one) => one.state === 'saving' || !isSame(one, file))
    await this.keep([...others, { ...file, ...this.mark() }].slice(-MOST))
  }

  async change(id: string, to: Partial<Waiting>): Promise<void> {
    const all = this.all().map((one) => (one.id === id ? { ...one, ...to } : one))
    await this.keep(all.filter(({ left, state }) => left !== true || state === 'saving'))
  }

  /** Puts them away. What is on its way stays: nothing else knows what it has to be, and to whom it was let. */
  async drop(ids: readonly string[]): Promise<void> {
    await this.keep(this.all().filter(({ id, state }) => state === 'saving' || !ids.includes(id)))
  }

  /** @returns whether there is something to tell of another one than these */
  hasMore(ids: readonly string[]): boolean {
    return this.told().some(({ id, state }) => state !== 'saved' && !ids.includes(id))
  }

  /** Whoever is there says that they are somebody else: nothing is theirs, shown to them, or let through for them. */
  async leave(): Promise<void> {
    const coming = this.all().filter(({ state }) => state === 'saving')
    await this.keep(coming.map((one) => ({ ...one, left: true })))
    await this.keepPasses([])
  }

  /** Takes back what came of an adult's yes that stands no more. @param stands the asks that are still approved */
  async withdraw(stands: readonly string[]): Promise<void> {
    const isOver = ({ ask }: { readonly ask?: string | undefined }) =>
      ask !== undefined && !stands.includes(ask)
    if (this.passes.some(isOver)) await this.keepPasses(this.passes.filter((one) => !isOver(one)))
    const gone = (one: Waiting) => one.state === 'again' && isOver(one)
    if (this.all().some(gone)) await this.keep(this.all().map((one) => (gone(one) ? unapproved(one) : one)))
  }

  /** What an adult's yes is bound to: files that wait or are on their way, and the asks of passes. */
  holders(): readonly string[] {
    const files = this.all().filter(({ state }) => state === 'adult' || state === 'saving')
    const passes = this.own().filter(({ until }) => until > this.now())
    return [...files.map(({ id }) => id), ...passes.flatMap(({ ask }) => ask ?? [])]
  }

  /** Everything that is there has been shown. */
  async shown(): Promise<void> {
    if (this.all().some(({ seen }) => !seen))
      await this.keep(this.all().map((one) => ({ ...one, seen: true })))
  }

  /** @param approved the yes of an adult; left out, it is the pupil's own */
  async give(pass: Passing, approved?: Approved): Promise<void> {
    const until = Math.min(this.now() + PASS_LASTS, approved?.until ?? Number.POSITIVE_INFINITY)
    const adult = approved && { ask: approved.ask }
    await this.keepPasses([...this.passes, { ...pass, until, ...adult, ...this.mark() }].slice(-MOST))
  }

  /** Uses up the pass that fits, at once. @param adults it is for an adult to decide @returns the one that did */
  take(file: Passing, adults: boolean): Pass | undefined {
    const pass = this.own(adults).find((one) => passFits(one, file, this.now()))
    if (pass) void this.keepPasses(this.passes.filter((one) => one !== pass))
    return pass
  }

  /** Somebody else may be there: what was another's goes, also from the page that shows it. */
  async forgetOthers(): Promise<void> {
    const who = this.who()
    if (this.files.some(({ person }) => person !== who)) await this.keep(this.all())
    if (this.passes.some(({ person }) => person !== who)) await this.keepPasses(this.own())
  }

  /** @returns whether there is a pass for such a file, once it is known where it comes from */
  mayTake(file: Passing, adults: boolean): boolean {
    return this.own(adults).some((one) => passMayFit(one, file, this.now()))
  }

  private own(adults = false): readonly Pass[] {
    const who = this.who()
    return this.passes.filter(({ person, ask }) => person === who && (!adults || ask !== undefined))
  }

  private mark(): Pick<Pass, 'person'> {
    const person = this.who()
    return person === undefined ? {} : { person }
  }

  private async keep(files: readonly Waiting[]): Promise<void> {
    this.files = files
    await this.session.set(DOWNLOADS_NEWS, files)
  }

  private async keepPasses(passes: readonly Pass[]): Promise<void> {
    this.passes = passes.filter(({ until }) => until > this.now())
    await this.session.set(PASSES, this.passes)
  }
}

type Named = Pick<Waiting, 'url' | 'page' | 'name' | 'kind'>

const isSame = (one: Named, file: Named): boolean =>
  one.url === file.url && one.page === file.page && one.name === file.name && one.kind === file.kind

/** It waits for an adult again. */
const unapproved = ({ approved: _until, ask: _ask, ...one }: Waiting): Waiting => ({ ...one, state: 'adult' })
