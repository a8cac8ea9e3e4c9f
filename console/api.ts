/** The school server, as the console speaks to it: every answer is held to its schema. */
import { errorSchema } from '../lib/protocol/wire.ts'
import {
  createdTokenSchema,
  decidedSchema,
  sessionSchema,
  tokensSchema,
  windowSchema,
} from '../lib/protocol/staff.ts'
import type { z } from '../lib/zod.ts'
import { attendance } from './attended.ts'

/** What went wrong, in words that can be shown. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** The field that is to blame, where the server names one. */
  readonly field: string | undefined

  constructor(status: number, message: string, field?: string) {
    super(message)
    this.status = status
    this.field = field
  }
}

type Method = 'GET' | 'POST' | 'DELETE'

/** A form with files is sent as one, a file as its bytes, anything else as JSON. */
export async function call(method: Method, path: string, body?: unknown): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...attendance(),
        ...typeOf(body),
      },
      ...(body === undefined
        ? {}
        : { body: body instanceof FormData || body instanceof Blob ? body : JSON.stringify(body) }),
    })
  } catch {
    throw new ApiError(0, 'The server did not answer. This page tries again by itself.')
  }
  const text = await response.text()
  const answer: unknown = text === '' ? undefined : JSON.parse(text)
  if (response.ok) return answer
  const said = errorSchema.safeParse(answer)
  throw new ApiError(
    response.status,
    said.success ? said.data.message : `The server answered ${response.status}.`,
    said.success ? said.data.field : undefined,
  )
}

function typeOf(body: unknown): { 'Content-Type'?: string } {
  if (body === undefined || body instanceof FormData) return {}
  return { 'Content-Type': body instanceof Blob ? 'application/octet-stream' : 'application/json' }
}

export async function ask<S extends z.ZodMiniType>(schema: S, method: Method, path: string, body?: unknown) {
  const answer = schema.safeParse(await call(method, path, body))
  if (!answer.success)
    throw new ApiError(0, 'The server and this page are of different versions: load the page again.')
  return answer.data
}

export const api = {
  session: () => ask(sessionSchema, 'GET', '/admin/session'),
  signIn: (link: string) => ask(sessionSchema, 'POST', '/admin/session', { link }),
  signOut: () => call('DELETE', '/admin/session'),
  signOutEverywhere: () => call('DELETE', '/admin/sessions'),
  decide: (installation: string, state: 'confirmed' | 'refused' | 'waiting') =>
    ask(decidedSchema, 'POST', `/admin/installations/${installation}/decision`, { state }),
  window: () => ask(windowSchema, 'GET', '/admin/window'),
  openWindow: (most: number, minutes: number) =>
    ask(windowSchema, 'POST', '/admin/window', { most, minutes }),
  closeWindow: () => ask(windowSchema, 'DELETE', '/admin/window'),
  tokens: () => ask(tokensSchema, 'GET', '/admin/tokens'),
  createToken: (label: string, days: number | undefined) =>
    ask(createdTokenSchema, 'POST', '/admin/tokens', { label, ...(days === undefined ? {} : { days }) }),
  revokeToken: (id: number) => ask(tokensSchema, 'DELETE', `/admin/tokens/${id}`),
}
