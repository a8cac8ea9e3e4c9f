/** A challenge on its way to an authenticator and back: in a sealed cookie of the browser that asked, and used once. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Guard } from './guard.ts'
import { type RelyingParty, relyingParty } from './passkeys.ts'
import { SignInCookie } from './sign-in-cookie.ts'
import { finishTransaction, openTransaction, sealTransaction, type Transaction } from './transactions.ts'

export class PasskeyChallenge<S extends z.ZodMiniType> {
  readonly #context: Context
  readonly #cookie: SignInCookie
  readonly #purpose: string
  readonly #schema: S
  readonly #rp: RelyingParty | null

  /** @param purpose what the challenge is for; one of another purpose is not taken */
  constructor(context: Context, guard: Guard, purpose: string, schema: S) {
    this.#context = context
    this.#purpose = `passkey-${purpose}`
    this.#schema = schema
    this.#cookie = new SignInCookie(`passkey-${purpose}`, 'strict', guard.secure)
    this.#rp = relyingParty(context.environment)
  }

  get available(): boolean {
    return this.#rp !== null
  }

  /** What passkeys are bound to; throws a Refusal where there can be none. */
  get rp(): RelyingParty {
    if (this.#rp) return this.#rp
    throw new Refusal(
      404,
      'no-passkeys',
      'Passkeys need KERB_PUBLIC_URL with https and a host name: see docs/server.md.',
    )
  }

  give(reply: FastifyReply, value: z.infer<S>): void {
    this.#cookie.set(reply, sealTransaction(this.#context.vault, this.#purpose, value, Date.now()))
  }

  /** What was given to this browser; throws a Refusal when nothing was, or too long ago. */
  under(request: FastifyRequest, now: number): Transaction<z.infer<S>> {
    const cookie = this.#cookie.read(request)
    const under = openTransaction(this.#context.vault, this.#purpose, this.#schema, cookie, now)
    if (under) return under
    throw new Refusal(
      400,
      'passkey-lost',
      'That took too long, or was begun in another browser. Start again.',
    )
  }

  /** Ends it; throws a Refusal for all but the first. */
  async finish(reply: FastifyReply, under: Transaction<unknown>, now: number): Promise<void> {
    this.#cookie.clear(reply)
    if (await finishTransaction(this.#context.db, under, now)) return
    throw new Refusal(400, 'passkey-used', 'This was used already. Start again.')
  }
}
