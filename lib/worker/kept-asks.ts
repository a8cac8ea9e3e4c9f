/**
 * What was asked for on this device, on the disk: a request is there before anybody is told that it is kept, and what
 * the server said of it beside it, so that the worker may end at any moment. Whose it is stands there as a hash.
 */
import { pageAskSchema, pageStateSchema, type PageState } from '../protocol/page-requests.ts'
import { z } from '../zod.ts'
import type { LocalPort } from './careful-storage.ts'

const KEY = 'page-asks'
/** Of one person: nobody's requests push out another's. Those that are over go first, those not sent yet last. */
const MOST = 60
const DAY = 86_400_000
/** Decided ones are shown this long, and an open one is asked about this long. Milliseconds. */
const SHOWN = DAY
const ASKED_ABOUT = 14 * DAY

const { id: _, ...said } = pageStateSchema.shape
const keptAskSchema = z.object({
  ...pageAskSchema.shape,
  /** Whose, as a hash. */
  mine: z.string(),
  at: z.number(),
  /** What the server said last, and when that was news. */
  said: z.optional(z.object(said)),
  saidAt: z.optional(z.number()),
  /** The file that its yes lets through, by the name of its question. */
  bound: z.optional(z.string()),
  /** A file that was let through once, and is there. */
  used: z.optional(z.boolean()),
  /** The school knows that it is. */
  usedTold: z.optional(z.boolean()),
})
export type KeptAsk = z.infer<typeof keptAskSchema>
const keptSchema = z.array(keptAskSchema)

/** Nothing more comes of it. */
export const isOver = ({ said, used }: KeptAsk): boolean =>
  used === true || (said !== undefined && said.state !== 'open' && said.state !== 'approved')

/** Its file is there, and the school has not heard of that. */
export const isUntold = ({ used, usedTold }: KeptAsk): boolean => used === true && usedTold !== true

export class KeptAsks {
  private readonly local: LocalPort
  private readonly now: () => number
  private asks: readonly KeptAsk[] = []
  /** What the disk refused: said so, and tried again with the next change. */
  private readonly unkept = new Set<string>()

  constructor(local: LocalPort, now: () => number) {
    this.local = local
    this.now = now
  }

  async load(): Promise<void> {
    const read = keptSchema.safeParse((await this.local.get([KEY]))[KEY])
    // What came while the disk was read is newer.
    const known = new Set(this.asks.map(({ id }) => id))
    const stored = read.success ? read.data.filter(({ id }) => !known.has(id)) : []
    this.asks = [...stored, ...this.asks]
  }

  of(mine: string): readonly KeptAsk[] {
    return this.asks.filter((one) => one.mine === mine)
  }

  isKept({ id }: KeptAsk): boolean {
    return !this.unkept.has(id)
  }

  /** On the disk when it resolves, or known not to be. */
  async add(ask: KeptAsk): Promise<void> {
    this.asks = [...this.asks, ask]
    await this.save([ask.id])
  }

  /** What it asked for was let through, and is there. */
  async use(id: string): Promise<void> {
    if (!this.asks.some((one) => one.id === id)) return
    this.asks = this.asks.map((one) => (one.id === id ? { ...one, used: true } : one))
    await this.save([])
  }

  /** The school has heard that these were used. */
  async toldUsed(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    this.asks = this.asks.map((one) => (ids.includes(one.id) ? { ...one, usedTold: true } : one))
    await this.save([])
  }

  /** Its yes is this file's, and no other's. @returns false where it is another's already */
  async bind(id: string, file: string): Promise<boolean> {
    const one = this.asks.find((ask) => ask.id === id)
    if (!one || !isFree(one, file)) return false
    this.asks = this.asks.map((ask) => (ask === one ? { ...one, bound: file } : ask))
    await this.save([])
    return true
  }

  /** Nothing has come of these: their yes is for another file like it. */
  async release(ids: readonly string[]): Promise<void> {
    this.asks = this.asks.map((one) => (ids.includes(one.id) ? unbound(one) : one))
    await this.save([])
  }

  /** Somebody else is there: nothing of these is shown, sent or used. */
  async forget(mine: string): Promise<void> {
    this.asks = this.asks.filter((one) => one.mine !== mine)
    await this.save([])
  }

  /** What the server says of one person's. One that it had and knows no more (a restored backup) is sent again. */
  async hear(mine: string, states: readonly PageState[]): Promise<void> {
    const byId = new Map(states.map(({ id, ...rest }) => [id, rest]))
    this.asks = this.asks.map((one) => {
      if (one.mine !== mine || isOver(one)) return one
      const heard = byId.get(one.id)
      if (heard === undefined) return without(one)
      if (JSON.stringify(heard) === JSON.stringify(one.said)) return one
      // What the pupil wrote is needed no more once it is decided.
      const why = heard.state === 'open' ? one.why : ''
      return { ...one, why, said: heard, saidAt: this.now() }
    })
    await this.save([])
  }

  private async save(added: readonly string[]): Promise<void> {
    const now = this.now()
    const left = this.asks.filter((one) => isUnsent(one) || (now - one.at < ASKED_ABOUT && !isOld(one, now)))
    this.asks = [...Map.groupBy(left, ({ mine }) => mine).values()].flatMap((mine) =>
      mine.toSorted((a, b) => worth(a) - worth(b) || a.at - b.at).slice(-MOST),
    )
    if (await this.local.set({ [KEY]: this.asks })) this.unkept.clear()
    else for (const id of added) this.unkept.add(id)
  }
}

/** @returns whether its yes, when there is one, may be used for this file. A used one is nobody's: it says so itself. */
export const isFree = ({ bound, used }: KeptAsk, file: string | undefined): boolean =>
  bound === undefined || bound === file || used === true

const isUnsent = ({ said }: KeptAsk): boolean => said === undefined

const worth = (one: KeptAsk): number => (isOver(one) && !isUntold(one) ? 0 : isUnsent(one) ? 2 : 1)

const isOld = (one: KeptAsk, now: number): boolean =>
  isOver(one) && !isUntold(one) && now - (one.saidAt ?? one.at) > SHOWN

const without = ({ said: _said, saidAt: _at, ...one }: KeptAsk): KeptAsk => one
const unbound = ({ bound: _bound, ...one }: KeptAsk): KeptAsk => one
