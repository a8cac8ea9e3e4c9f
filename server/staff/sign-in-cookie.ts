/** The cookie of a sign-in under way: short-lived, and not the session's. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { TRANSACTION_LIFE } from './transactions.ts'

export class SignInCookie {
  readonly #name: string
  readonly #options: {
    readonly httpOnly: true
    readonly sameSite: 'lax' | 'strict'
    readonly secure: boolean
    readonly path: '/'
  }

  /** @param sameSite `lax` where the browser comes back from another site, which is a GET; otherwise `strict` */
  constructor(name: string, sameSite: 'lax' | 'strict', secure: boolean) {
    this.#name = secure ? `__Host-kerb-${name}` : `kerb-${name}`
    this.#options = { httpOnly: true, sameSite, secure, path: '/' }
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.#name]
  }

  set(reply: FastifyReply, value: string): void {
    reply.setCookie(this.#name, value, { ...this.#options, maxAge: TRANSACTION_LIFE / 1000 })
  }

  clear(reply: FastifyReply): void {
    reply.clearCookie(this.#name, this.#options)
  }
}
