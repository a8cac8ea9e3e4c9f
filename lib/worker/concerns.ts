/**
 * Concerns in the worker: what the report's page begins with, and the way to the school server. What was written is in
 * the box (lib/concern/box), which the page fills by itself. Nothing here makes a row or a problem that says that
 * somebody reports: only a box that cannot be opened is told of, and every device opens its box.
 */
import type { ConcernBox, OwnConcern } from '../concern/box.ts'
import { type ConcernServer, deliver, refresh } from '../concern/deliver.ts'
import type { Client } from '../device/client.ts'
import { isFull } from '../disk/full.ts'
import type { Reached, Saved } from '../messages/concerns.ts'
import {
  concernAcceptedSchema,
  type ConcernRequest,
  MAILBOX_HEADER,
  mailboxSchema,
} from '../protocol/concerns.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { Faults } from './faults.ts'

/** So often the school is asked for news of what it has, without anybody looking. */
const NEWS_EVERY_MS = 3_600_000

export interface ConcernsParts {
  readonly box: ConcernBox
  readonly client: () => Promise<Client | null>
  readonly faults: Faults
  readonly now: () => number
  /** When the school was last asked for news, in this browser session. */
  readonly asked: { get(): Promise<number | undefined>; set(at: number): Promise<void> }
}

export class Concerns {
  private readonly parts: ConcernsParts
  private sending: Promise<Saved> | null = null

  constructor(parts: ConcernsParts) {
    this.parts = parts
  }

  /** Sends what waits. Never rejects. @returns whether the school has all of it */
  async send(): Promise<boolean> {
    return (await this.saved()).sent
  }

  /** The same for a page that has just kept something, and still has it in hand where the box cannot be read. */
  async saved(): Promise<Saved> {
    // What was kept while another sending was under way may have missed it.
    await this.sending
    this.sending ??= this.sendNow().finally(() => (this.sending = null))
    return this.sending
  }

  /** One that the disk did not take: tried once, and forgotten. @returns whether the school has it */
  async sendAtOnce(body: ConcernRequest): Promise<boolean> {
    const server = await this.server()
    if (!server) return false
    try {
      await server.send({ kind: 'concern', id: body.id, body }, undefined)
      return true
    } catch (error) {
      if (error instanceof WireError) return false
      throw error
    }
  }

  /** Asks for answers to all that the school has. Never rejects. */
  refresh(): Promise<Reached> {
    return this.ask(() => true)
  }

  /** Each minute. Never rejects. */
  async eachMinute(): Promise<void> {
    const { asked, now } = this.parts
    await this.send()
    const last = await asked.get().catch(() => undefined)
    if (last !== undefined && Math.abs(now() - last) < NEWS_EVERY_MS) return
    const isOpen = ({ state }: OwnConcern): boolean => state !== 'closed'
    if ((await this.ask(isOpen)).reached) await asked.set(now()).catch(() => undefined) // Then it is asked again in a minute.
  }

  private async ask(whether: (concern: OwnConcern) => boolean): Promise<Reached> {
    const { box, faults } = this.parts
    let answer: Reached = { reached: false }
    await faults.run('box', async () => {
      const server = await this.server()
      if (!server) return
      const { reached, unkept } = await refresh(box, server, (await box.sentOff()).filter(whether))
      answer = { reached: reached && unkept === undefined }
      // No fault of this step: what the box does not take would say that somebody reports.
      if (unkept !== undefined && (await isFull(unkept))) answer = { reached: false, full: true }
    })
    return answer
  }

  private async sendNow(): Promise<Saved> {
    let left = true
    const isRead = await this.parts.faults.run('box', async () => {
      const server = await this.server()
      if (!server) return
      left = (await deliver(this.parts.box, server)).left > 0
    })
    return isRead ? { sent: !left } : { sent: false, unread: true }
  }

  private async server(): Promise<ConcernServer | null> {
    const client = await this.parts.client()
    return client && concernServer(client)
  }
}

function concernServer(client: Client): ConcernServer {
  const withSecret = (secret: string) => ({ [MAILBOX_HEADER]: secret })
  return {
    async send(one, secret) {
      const path = one.kind === 'concern' ? '/v1/concerns' : `/v1/concerns/${one.concern}/messages`
      const headers = one.kind === 'message' && secret !== undefined ? withSecret(secret) : {}
      // Sealed bytes in base64url: a quarter of them is for nothing on a slow line.
      const ask = { method: 'POST', path, body: one.body, headers, gzip: true } as const
      return (await client.ask(ask, concernAcceptedSchema)).state
    },
    mailbox: (id, secret) =>
      client.ask({ method: 'GET', path: `/v1/concerns/${id}`, headers: withSecret(secret) }, mailboxSchema),
  }
}
