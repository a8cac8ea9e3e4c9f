/** The files that wait and the passes that were given, in memory and in the session's storage. */
import {
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

  /** One of the same address, name and kind takes the place of the one before it. */
  async add(file: Omit<Waiting, 'person'>): Promise<void> {
    const others = this.all().filter(
      (one) =>
        one.url !== file.url || one.page !== file.page || one.name !== file.name || one.kind !== file.kind,
    )
    await this.keep([...others, { ...file, ...this.mark() }].slice(-MOST))
  }

  async change(id: string, to: Partial<Waiting>): Promise<void> {
    await this.keep(this.all().map((one) => (one.id === id ? { ...one, ...to } : one)))
  }

  async drop(ids: readonly string[]): Promise<void> {
    await this.keep(this.all().filter(({ id }) => !ids.includes(id)))
  }

  /** Everything that is there has been shown. */
  async shown(): Promise<void> {
    if (this.all().some(({ seen }) => !seen))
      await this.keep(this.all().map((one) => ({ ...one, seen: true })))
  }

  /** @param approved until when an adult has said yes to it; left out, the pupil has */
  async give(pass: Passing, approved?: number): Promise<void> {
    const until = Math.min(this.now() + PASS_LASTS, approved ?? Number.POSITIVE_INFINITY)
    const adult = approved !== undefined && { adult: true }
    await this.keepPasses([...this.passes, { ...pass, until, ...adult, ...this.mark() }].slice(-MOST))
  }

  /** Uses up the pass that fits, at once. @param adults it is for an adult to decide @returns whether there was one */
  take(file: Passing, adults: boolean): boolean {
    const pass = this.own(adults).find((one) => passFits(one, file, this.now()))
    if (pass) void this.keepPasses(this.passes.filter((one) => one !== pass))
    return pass !== undefined
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
    return this.passes.filter(({ person, adult }) => person === who && (!adults || adult === true))
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
