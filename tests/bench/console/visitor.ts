/** A member of staff's browser, as far as it asks: JSON over loopback HTTP, with how long each answer took. */
import type { Context } from '../../../server/context.ts'
import { startSession } from '../../../server/staff/sessions.ts'

export interface Answered<T> {
  readonly body: T
  /** Milliseconds, until the whole answer was read. */
  readonly took: number
}

export class Visitor {
  readonly #base: string
  readonly #cookie: string

  constructor(base: string, secret: string) {
    this.#base = base
    this.#cookie = `kerb=${secret}`
  }

  /** Throws for a refusal. */
  async ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answered<T>> {
    const began = performance.now()
    const answer = await fetch(this.#base + path, {
      method,
      headers: {
        cookie: this.#cookie,
        origin: this.#base,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const bytes = await answer.arrayBuffer()
    const took = performance.now() - began
    const text = Buffer.from(bytes)
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.toString().slice(0, 300)}`)
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    return { body: (isJson ? JSON.parse(text.toString()) : undefined) as T, took }
  }
}

/** The secret of a new session. */
export async function sessionOf({ db, people }: Pick<Context, 'db' | 'people'>, name: string) {
  const person = await people.numberOf(db, name)
  const { secret } = await startSession(db, { person, how: 'provider' }, Date.now())
  return { person, secret }
}
