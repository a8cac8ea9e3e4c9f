/**
 * The safeguarding keys as this device believes them: read against the fingerprint that management pins, and never
 * shorter or other than what it believed before. What it refuses is a problem that staff see here, and travels in each
 * concern, where the server cannot take it out.
 */
import type { Client } from '../device/client.ts'
import { ledgerResponseSchema } from '../protocol/concerns.ts'
import {
  goesOnFrom,
  type Ledger,
  type LedgerFault,
  ledgerSchema,
  type MemberKey,
  readLedger,
  statementName,
} from '../protocol/safeguarding-keys.ts'
import { WireError } from '../protocol/wire-error.ts'
import { z } from '../zod.ts'
import type { LocalPort } from './careful-storage.ts'
import type { Problems } from './problems.ts'

const KEY = 'safeguarding'
const CODE = 'safeguarding-keys'
/** So long a refused ledger is told of in concerns: a server that goes back to the right one wipes nothing out. */
const TOLD_MS = 30 * 24 * 3_600_000

const storedSchema = z.object({
  root: z.string(),
  ledger: ledgerSchema,
  refused: z.optional(z.object({ at: z.number(), words: z.string(), offered: z.string() })),
})
type Stored = z.infer<typeof storedSchema>

/** What is believed. */
export interface Believed {
  readonly keys: readonly MemberKey[]
  readonly names: readonly string[]
  readonly ledger: Ledger
  /** Within the last month this device was offered keys that it refused: in words. */
  readonly refused?: string
}

const NOTHING: Believed = { keys: [], names: [], ledger: [] }

export interface LedgerParts {
  readonly local: LocalPort
  /** The pinned fingerprint. */
  readonly root: () => string | undefined
  readonly problems: Pick<Problems, 'set'>
  readonly now: () => number
}

export class SafeguardingLedger {
  private readonly parts: LedgerParts
  private stored: Stored | undefined
  /** What `stored` says, read once for each worker and fingerprint. */
  private read: { readonly of: Stored; readonly is: Believed } | undefined

  constructor(parts: LedgerParts) {
    this.parts = parts
  }

  /** What holds now. Rejects while the disk cannot be read: an older ledger than the one there must not be believed. */
  async believed(): Promise<Believed> {
    const stored = await this.kept()
    if (stored === undefined) return NOTHING
    if (this.read?.of !== stored) {
      const read = await readLedger(stored.ledger, stored.root)
      // Damaged on the disk; the server hands it on again.
      const is = read.ok ? { keys: read.keys, names: read.names, ledger: stored.ledger } : NOTHING
      this.read = { of: stored, is }
    }
    const { refused } = stored
    const isRecent = refused !== undefined && this.parts.now() - refused.at < TOLD_MS
    return isRecent ? { ...this.read.is, refused: refused.words } : this.read.is
  }

  /** The server names its ledger's last statement; one that is news is fetched. */
  async offered(name: string | undefined, client: Pick<Client, 'ask'>): Promise<void> {
    const { root, problems } = this.parts
    if (root() === undefined) return problems.set(CODE, [])
    if (name === undefined) return
    const { names } = await this.believed()
    if (names.at(-1) === name) return problems.set(CODE, [])
    if ((await this.kept())?.refused?.offered === name) return this.tell()
    try {
      const ledger = await askFor(client)
      await this.take(ledger, name)
      if (await this.isBehind(ledger)) await this.giveBack(client)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      // The server went away meanwhile: the next heartbeat says it again.
    }
  }

  /** The pinned fingerprint. */
  root(): string | undefined {
    return this.parts.root()
  }

  /** Asks for the ledger without having been told of it. Never rejects because of the server. */
  async fetch(client: Pick<Client, 'ask'>): Promise<void> {
    try {
      const ledger = await askFor(client)
      const last = ledger.at(-1)
      if (last) await this.take(ledger, await statementName(last))
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      // It is offered with the next heartbeat.
    }
  }

  /** Whether this is the beginning of what is believed here: a server that went back to a backup. Not where it is empty. */
  private async isBehind(ledger: Ledger): Promise<boolean> {
    const { ledger: own } = await this.believed()
    const isSame = (one: Ledger[number], i: number): boolean => one.signature === own[i]?.signature
    return ledger.length > 0 && ledger.length < own.length && ledger.every(isSame)
  }

  private async giveBack(client: Pick<Client, 'ask'>): Promise<void> {
    const body = { ledger: [...(await this.believed()).ledger] }
    await client.ask({ method: 'POST', path: '/v1/safeguarding', body }, ledgerResponseSchema)
  }

  /** Believes a ledger, or refuses it and says so. */
  async take(ledger: Ledger, name: string): Promise<void> {
    const root = this.parts.root()
    if (root === undefined) return
    const before = await this.believed()
    const read = await readLedger(ledger, root)
    const fault = !read.ok ? read.fault : goesOnFrom(before.names, read.names) ? null : 'went-back'
    if (fault === null) {
      const refused = (await this.kept())?.refused
      // The name that was refused may be offered again, by a server that was put right or by one that was not.
      await this.keep({ root, ledger: [...ledger], ...(refused && { refused: { ...refused, offered: '' } }) })
      return this.parts.problems.set(CODE, [])
    }
    const words = await this.wordsOf(fault, ledger, before)
    const refused = { at: this.parts.now(), words, offered: name }
    await this.keep({ root, ledger: [...before.ledger], refused })
    this.tell()
  }

  private tell(): void {
    const words = this.stored?.refused?.words ?? ''
    this.parts.problems.set(CODE, [{ code: CODE, detail: words }])
  }

  private async wordsOf(fault: LedgerFault | 'went-back', ledger: Ledger, before: Believed): Promise<string> {
    const known = new Set(before.ledger.map(({ signature }) => signature))
    const names = ledger.flatMap((one) =>
      one.kind === 'join' && !known.has(one.signature) ? [one.name] : [],
    )
    const whose = names.length === 0 ? '' : ` New in it: ${names.join(', ')}.`
    // The day alone: where the name is hidden, a minute would say which device it was.
    const day = new Date(this.parts.now()).toISOString().slice(0, 10)
    return `${day}: the school server offered safeguarding keys that this device does not believe (${WORDS[fault]}). It goes on with those that it knew.${whose}`.slice(
      0,
      500,
    )
  }

  private async kept(): Promise<Stored | undefined> {
    const root = this.parts.root()
    if (this.stored === undefined) {
      const read = storedSchema.safeParse((await this.parts.local.get([KEY]))[KEY])
      if (read.success) this.stored = read.data
    }
    // Another school's, or from before the school began anew.
    return root !== undefined && this.stored?.root === root ? this.stored : undefined
  }

  private async keep(stored: Stored): Promise<void> {
    this.stored = stored
    await this.parts.local.set({ [KEY]: stored })
  }
}

async function askFor(client: Pick<Client, 'ask'>): Promise<Ledger> {
  return (await client.ask({ method: 'GET', path: '/v1/safeguarding' }, ledgerResponseSchema)).ledger
}

const WORDS: Record<LedgerFault | 'went-back', string> = {
  'wrong-first': 'the first key is not the one that the school’s settings name',
  'broken-chain': 'a part of the list is missing or was changed',
  unsigned: 'a key in it was vouched for by nobody of the team',
  senseless: 'it contradicts itself',
  'nobody-left': 'it leaves the team without a key',
  'went-back': 'it is older than, or another than, what this device has seen',
}
