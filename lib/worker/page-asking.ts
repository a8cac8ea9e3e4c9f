/**
 * Asking for a page, as far as the device goes: a request is kept before it is sent, sent until the server has it, and
 * told of to the person who made it alone. Works without a network; the worker may end at any step.
 */
import type { Client } from '../device/client.ts'
import { sendAsks } from '../device/page-requests.ts'
import { ASKING_NEWS, type Asking } from '../messages/asking.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { toBase64url, utf8 } from '../protocol/bytes.ts'
import { MOST_ASKS, type PageAsk, type PageStates } from '../protocol/page-requests.ts'
import type { EnrolmentState } from '../protocol/wire.ts'
import { askedAddress } from './asked-address.ts'
import type { Faults } from './faults.ts'
import { isOver, KeptAsks, type KeptAsk } from './kept-asks.ts'
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

export interface Wanted {
  readonly url: string
  readonly why: string
  readonly frame: boolean
  /** The lesson that closed it. */
  readonly lesson?: string | undefined
}

/** A pupil who has asked waits this long to hear that it has been sent; else it is said to be kept. Milliseconds. */
const SENT_WITHIN = 2_000
/** What the server said of this installation when it was asked last, in this browser session. */
const STANDING = 'asking-standing'

export class PageAsking {
  private readonly parts: PageAskingParts
  private last: Promise<void> = Promise.resolve()

  constructor(parts: PageAskingParts) {
    this.parts = parts
  }

  /** How asking for a page, or a part of one, stands, for whoever uses the device now. */
  async view(url: string, frame = false): Promise<Asking> {
    const { kept } = this.parts
    const may = await this.may()
    const waits = await this.waits()
    const address = askedAddress(url)
    if (may !== 'yes' || address === null) return { may: address === null ? 'closed' : may, waits }
    const mine = kept.of(await this.mark()).filter((one) => one.url === address && one.frame === frame)
    const newest = mine.toSorted((a, b) => b.at - a.at)[0]
    return newest ? { may, waits, request: this.shown(newest) } : { may, waits }
  }

  /** Whether somebody could be asked from here. */
  async may(): Promise<Asking['may']> {
    const { client, enrolment, person } = this.parts
    if ((await client()) === null || (await enrolment()) === 'refused') return 'closed'
    return person() === undefined ? 'nobody' : 'yes'
  }

  /** Asks for a page, once: one that waits already is not asked for again. */
  async ask(wanted: Wanted): Promise<Asking> {
    const url = askedAddress(wanted.url)
    if (url !== null && (await this.may()) === 'yes') {
      await this.inTurn(() => this.keep({ ...wanted, url }))
      await noLongerThan(SENT_WITHIN, this.sync())
    }
    return this.view(wanted.url, wanted.frame)
  }

  /** Sends what the server does not have, and hears how everything stands. Never rejects. */
  sync(): Promise<void> {
    return this.inTurn(() => this.parts.faults.run('asking', () => this.exchange()))
  }

  private async keep({ url, why, frame, lesson }: Wanted): Promise<void> {
    const { kept, now } = this.parts
    const mine = await this.mark()
    const same = kept.of(mine).filter((one) => one.url === url && one.frame === frame)
    // A no stands for as long as it is shown.
    const stands = (one: KeptAsk) => !this.hasEnded(one) && (!isOver(one) || one.said?.state === 'refused')
    if (same.some(stands)) return
    const id = toBase64url(crypto.getRandomValues(new Uint8Array(16)))
    const ask = { id, url, why: why.trim(), frame, ...(lesson !== undefined && { lesson }) }
    await kept.add({ ...ask, mine, at: now() })
    await this.tell()
  }

  private async exchange(): Promise<void> {
    const { kept, person, client: clientOf, session } = this.parts
    const [name, mine, client] = [person(), await this.mark(), await clientOf()]
    const open = kept.of(mine).filter((one) => !isOver(one))
    if (name === undefined || client === null || open.length === 0) return
    const asks = open.filter(({ said }) => said === undefined).slice(0, MOST_ASKS)
    const answer: PageStates = await sendAsks(client, { person: name, asks: asks.map(asked) })
    await session.set(STANDING, answer.standing)
    if (answer.standing === 'known') await kept.hear(mine, answer.states)
    await this.tell()
  }

  private shown(one: KeptAsk): NonNullable<Asking['request']> {
    const { said } = one
    if (said === undefined) return { state: this.parts.kept.isKept(one) ? 'kept' : 'unkept', with: 'network' }
    return this.hasEnded(one) ? { ...said, state: 'ended' } : said
  }

  /** Its time is over, whether the server could say so or not. */
  private hasEnded({ said }: KeptAsk): boolean {
    return said?.state === 'approved' && said.until !== undefined && said.until <= this.parts.now()
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

  /** Who uses this device, as a hash: names do not lie on its disk. */
  private async mark(): Promise<string> {
    const { id } = await this.parts.installation
    const digest = await crypto.subtle.digest('SHA-256', utf8(`${id}\n${this.parts.person() ?? ''}`))
    return toBase64url(new Uint8Array(digest)).slice(0, 22)
  }

  /** One after the other. The caller hears of a failure; the next one must not. */
  private inTurn(work: () => Promise<unknown>): Promise<void> {
    const next = this.last.then(async () => void (await work()))
    this.last = next.catch(() => undefined)
    return next
  }
}

/** What goes over the wire of it. */
const asked = ({ id, url, why, frame, lesson }: KeptAsk): PageAsk => ({
  id,
  url,
  why,
  frame,
  ...(lesson !== undefined && { lesson }),
})
