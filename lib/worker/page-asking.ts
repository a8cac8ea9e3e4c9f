/**
 * Asking for a page or a file, as far as the device goes: a request is kept before it is sent, sent until the server has it, and
 * told of to the person who made it alone. Works without a network; the worker may end at any step.
 */
import type { Client } from '../device/client.ts'
import { sendAsks } from '../device/page-requests.ts'
import { type Approved, sameSize } from '../download/waiting.ts'
import { ASKING_NEWS, type Asking } from '../messages/asking.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { toBase64url } from '../protocol/bytes.ts'
import { MOST_ASKS, type PageAsk, type PageStates, type Subject } from '../protocol/page-requests.ts'
import type { EnrolmentState } from '../protocol/wire.ts'
import { oneAtATime } from '../rules/queue.ts'
import { canonical } from '../verdict/address.ts'
import { askedAddress } from './asked-address.ts'
import type { Faults } from './faults.ts'
import { isFree, isOver, isUntold, KeptAsks, type KeptAsk } from './kept-asks.ts'
import { markOf } from './mark.ts'
import { noLongerThan } from './patience.ts'

export interface PageAskingParts {
  readonly kept: KeptAsks
  readonly session: SessionPort
  readonly installation: Promise<{ readonly id: string }>
  /** Who uses the device. */
  readonly person: () => string | undefined
  /** The school server's; null where there is none. */
  readonly client: () => Promise<Client | null>
  /** How this installation stands with it. */
  readonly enrolment: () => Promise<EnrolmentState | undefined>
  readonly now: () => number
  readonly faults: Faults
}

export interface Wanted extends Subject {
  readonly why: string
  /** The lesson that closed it. */
  readonly lesson?: string | undefined
}

/** A pupil who has asked waits this long to hear that it has been sent; else it is said to be kept. Milliseconds. */
const SENT_WITHIN = 2_000
/** What the server said of this installation when it was asked last, in this browser session. */
const STANDING = 'asking-standing'

export class PageAsking {
  private readonly parts: PageAskingParts
  private readonly inTurn = oneAtATime()
  private marked: { readonly person: string; readonly mark: Promise<string> } | undefined

  constructor(parts: PageAskingParts) {
    this.parts = parts
  }

  /** How asking for a page, or a part of one, stands, for whoever uses the device now. */
  view(url: string, frame = false): Promise<Asking> {
    return this.standing({ url, frame })
  }

  /** The same of whatever can be asked for. @param holder of a file: which one it is, of several that are alike */
  async standing(of: Subject, holder?: string): Promise<Asking> {
    const may = await this.may()
    const waits = await this.waits()
    const url = askedAddress(of.url)
    if (may !== 'yes' || url === null) return { may: url === null ? 'closed' : may, waits }
    const newest = (await this.mine({ ...of, url }, holder)).toSorted((a, b) => b.at - a.at)[0]
    return newest ? { may, waits, request: this.shown(newest) } : { may, waits }
  }

  /** Whether somebody could be asked from here. */
  async may(): Promise<Asking['may']> {
    const { client, enrolment, person } = this.parts
    if ((await client()) === null || (await enrolment()) === 'refused') return 'closed'
    return person() === undefined ? 'nobody' : 'yes'
  }

  /** Asks for a page, once: one that waits already is not asked for again. */
  async ask(wanted: Wanted, holder?: string): Promise<Asking> {
    const url = askedAddress(wanted.url)
    if (url !== null && (await this.may()) === 'yes') {
      await this.inTurn(() => this.keep({ ...wanted, url }, holder))
      await noLongerThan(SENT_WITHIN, this.sync())
    }
    return this.standing(wanted, holder)
  }

  /** A file that was let through is there: the yes was for once. The school hears of it as soon as it can. */
  async use(id: string): Promise<void> {
    await this.parts.kept.use(id)
    await this.tell()
    void this.sync()
  }

  /** Takes a yes for one file. It stays that file's until it is used, or released. */
  async claim(of: Subject, holder: string): Promise<Approved | undefined> {
    const url = askedAddress(of.url)
    const free = url === null ? [] : (await this.mine({ ...of, url }, holder)).filter(this.stands)
    const one = free.find(({ bound }) => bound === holder) ?? free[0]
    if (!one || !(await this.parts.kept.bind(one.id, holder))) return undefined
    return { ask: one.id, until: one.said?.until ?? 0 }
  }

  /** Gives back the yes of what is not coming. @param holders what may still come, when it is looked at */
  async release(holders: () => readonly string[]): Promise<void> {
    const { kept } = this.parts
    const mine = kept.of(await this.mark())
    const held = holders()
    const isIdle = ({ id, bound, used }: KeptAsk) =>
      bound !== undefined && used !== true && !held.includes(bound) && !held.includes(id)
    const idle = mine.filter(isIdle)
    if (idle.length > 0) await kept.release(idle.map(({ id }) => id))
  }

  /** The yeses that stand. */
  async approved(): Promise<string[]> {
    return this.parts.kept
      .of(await this.mark())
      .filter(this.stands)
      .map(({ id }) => id)
  }

  /** Whoever is there says that they are somebody else: what was asked for here is theirs no more. */
  async forget(): Promise<void> {
    await this.parts.kept.forget(await this.mark())
    await this.tell()
  }

  private readonly stands = (one: KeptAsk): boolean => one.said?.state === 'approved' && !this.hasEnded(one)

  /** What whoever is there has asked for of it, but for what is another file's. */
  private async mine(of: Subject, holder?: string): Promise<readonly KeptAsk[]> {
    return this.parts.kept.of(await this.mark()).filter((one) => isSame(one, of) && isFree(one, holder))
  }

  /** Sends what the server does not have, and hears how everything stands. Never rejects. */
  async sync(): Promise<void> {
    await this.inTurn(() => this.parts.faults.run('asking', () => this.exchange()))
  }

  private async keep({ why, lesson, url, frame, file }: Wanted, holder?: string): Promise<void> {
    const { kept, now } = this.parts
    const mine = await this.mark()
    const same = await this.mine({ url, frame, file }, holder)
    // A no stands for as long as it is shown.
    const stands = (one: KeptAsk) => !this.hasEnded(one) && (!isOver(one) || one.said?.state === 'refused')
    if (same.some(stands)) return
    const id = toBase64url(crypto.getRandomValues(new Uint8Array(16)))
    await kept.add({ ...asked({ id, url, why: why.trim(), frame, file, lesson }), mine, at: now() })
    await this.tell()
  }

  private async exchange(): Promise<void> {
    const { kept, person, client: clientOf, session } = this.parts
    const [name, mine, client] = [person(), await this.mark(), await clientOf()]
    const open = kept.of(mine).filter((one) => !isOver(one))
    const used = kept.of(mine).flatMap((one) => (isUntold(one) ? one.id : []))
    if (name === undefined || client === null || open.length + used.length === 0) return
    const asks = open.filter(({ said }) => said === undefined).slice(0, MOST_ASKS)
    const told = used.slice(0, MOST_ASKS)
    const answer: PageStates = await sendAsks(client, {
      person: name,
      asks: asks.map(asked),
      ...(told.length > 0 && { used: told }),
    })
    await session.set(STANDING, answer.standing)
    if (answer.standing === 'known') {
      await kept.hear(mine, answer.states)
      await kept.toldUsed(told)
    }
    await this.tell()
  }

  private shown(one: KeptAsk): NonNullable<Asking['request']> {
    const { said } = one
    if (said === undefined) return { state: this.parts.kept.isKept(one) ? 'kept' : 'unkept', with: 'network' }
    return this.hasEnded(one) ? { ...said, state: 'ended' } : said
  }

  /** Its time is over, whether the server could say so or not; or what was let through once is there. */
  private hasEnded({ said, used }: KeptAsk): boolean {
    if (said?.state !== 'approved') return false
    return used === true || (said.until !== undefined && said.until <= this.parts.now())
  }

  private async waits(): Promise<boolean> {
    const state = await this.parts.enrolment()
    if (state !== 'confirmed') return true
    return (await this.parts.session.get<unknown>(STANDING)) === 'withheld'
  }

  /** Stopped pages of ours ask again. */
  private async tell(): Promise<void> {
    const all = this.parts.kept.of(await this.mark())
    await this.parts.session.set(ASKING_NEWS, JSON.stringify(all.map(({ id, said }) => [id, said])))
  }

  /** Who uses this device, as a hash. */
  private mark(): Promise<string> {
    const person = this.parts.person() ?? ''
    // Asked for many times over while files wait; it is the same for the same person.
    if (this.marked?.person !== person) this.marked = { person, mark: this.hash(person) }
    return this.marked.mark
  }

  private async hash(person: string): Promise<string> {
    const { id } = await this.parts.installation
    return markOf(id, person)
  }
}

/** What goes over the wire of it. */
const asked = ({ id, url, why, frame, file, lesson }: PageAsk): PageAsk => ({
  id,
  url,
  why,
  frame,
  ...(file && { file }),
  ...(lesson !== undefined && { lesson }),
})

/** A file is the same wherever on its host it lies: a link to it may be another each time. */
function isSame(one: Subject, of: Subject): boolean {
  if (!one.file || !of.file) return !one.file && !of.file && one.url === of.url && one.frame === of.frame
  const [a, b] = [one.file, of.file]
  return hostOf(one) === hostOf(of) && a.name === b.name && a.kind === b.kind && sameSize(a.bytes, b.bytes)
}

const hostOf = ({ url }: Subject): string | undefined => canonical(url)?.host
