/**
 * The text that is asked for, kept on the disk so that it can be read without a network. One for an audience. All
 * devices of a school hear of a new one in the same moment, so each fetches it in its own time.
 */
import type { Client } from '../device/client.ts'
import { fetchText } from '../device/agreement.ts'
import type { Agreement } from '../policy/agreed.ts'
import { type AgreementText, readAgreementText } from '../protocol/agreement.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { WireError } from '../protocol/wire-error.ts'
import { z } from '../zod.ts'
import type { LocalPort } from './careful-storage.ts'
import type { Faults } from './faults.ts'

const keptSchema = z.object({ name: z.string(), received: z.unknown() })

/** When a text's turn comes on this device, in this browser session's memory. */
const TURN = 'agreement-text-turn'
const turnSchema = z.object({
  name: z.string(),
  /** Kerb's own time, epoch milliseconds. */
  since: z.number(),
  until: z.number(),
  /** The server asked for it: whoever waits at the page waits too. */
  isAsked: z.boolean(),
})
type Turn = z.infer<typeof turnSchema>

/** A school of a thousand devices and a file of 2 MB: about ten megabytes a second. */
const SPREAD = 4 * 60_000
/** So much longer at most than a busy server asks. */
const LATER = 0.5

export interface AgreementTextParts {
  readonly local: LocalPort
  readonly session: SessionPort
  readonly client: () => Promise<Client | null>
  readonly faults: Faults
  /** Kerb's own time, epoch milliseconds. */
  readonly now: () => number
  /** 0 to 1. */
  readonly random: () => number
}

type Wanted = Pick<Agreement, 'text' | 'audience'>

export class AgreementTexts {
  private readonly parts: AgreementTextParts
  private fetching: { readonly name: string; readonly done: Promise<AgreementText | null> } | null = null

  constructor(parts: AgreementTextParts) {
    this.parts = parts
  }

  /** For somebody who waits: from the disk, else from the server; null when neither has it now. Never rejects. */
  async get(wanted: Wanted): Promise<AgreementText | null> {
    const kept = await this.kept(wanted)
    if (kept !== null || (await this.turn(wanted))?.isAsked) return kept
    return this.fetch(wanted)
  }

  /** Before anybody waits, once its turn has come. Never rejects. */
  async prepare(wanted: Wanted): Promise<void> {
    if ((await this.kept(wanted)) !== null) return
    const { random } = this.parts
    const known = await this.read()
    if (known?.name !== wanted.text) await this.wait(wanted.text, random() * SPREAD, false)
    if ((await this.turn(wanted)) === undefined) await this.fetch(wanted)
  }

  /** The turn that has not come yet. One that was set before the clock went back has. */
  private async turn({ text }: Wanted): Promise<Turn | undefined> {
    const now = this.parts.now()
    const turn = await this.read()
    return turn?.name === text && turn.since <= now && now < turn.until ? turn : undefined
  }

  private async read(): Promise<Turn | undefined> {
    // Memory that cannot be read knows of no turn: the server says it when it is too early.
    return turnSchema.safeParse(await this.parts.session.get(TURN).catch(() => undefined)).data
  }

  private async wait(name: string, time: number, isAsked: boolean): Promise<void> {
    const since = this.parts.now()
    const turn: Turn = { name, since, until: since + time, isAsked }
    await this.parts.session.set(TURN, turn).catch(() => undefined)
  }

  private async kept({ text, audience }: Wanted): Promise<AgreementText | null> {
    const key = keyOf(audience)
    const stored = await this.parts.local.get([key]).catch((): Record<string, unknown> => ({}))
    const kept = keptSchema.safeParse(stored[key])
    if (!kept.success || kept.data.name !== text) return null
    // Read by its name again: a disk makes mistakes, and others may write to it.
    return readAgreementText(kept.data.received, text)
  }

  private async fetch(wanted: Wanted): Promise<AgreementText | null> {
    if (this.fetching?.name !== wanted.text)
      this.fetching = { name: wanted.text, done: this.fetchNow(wanted).finally(() => (this.fetching = null)) }
    return this.fetching.done
  }

  private async fetchNow({ text: name, audience }: Wanted): Promise<AgreementText | null> {
    let found: AgreementText | null = null
    await this.parts.faults.run('agreement-text', async () => {
      const client = await this.parts.client()
      const fetched =
        client && (await fetchText(client, name).catch((error: unknown) => this.busy(name, error)))
      if (!fetched) return
      found = fetched.text
      await this.parts.local.set({ [keyOf(audience)]: { name, received: fetched.received } })
    })
    return found
  }

  /** A server that asks to come back later has no fault, and neither has the device. */
  private async busy(name: string, error: unknown): Promise<null> {
    if (!(error instanceof WireError) || error.retryAfter === undefined) throw error
    await this.wait(name, error.retryAfter * (1 + this.parts.random() * LATER), true)
    return null
  }
}

const keyOf = (audience: Wanted['audience']): string => `agreement-text-${audience}`
