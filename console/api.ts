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
  const response = await send(method, path, body)
  const text = await response.text()
  const answer: unknown = text === '' ? undefined : JSON.parse(text)
  if (response.ok) return answer
  throw refused(response.status, answer)
}

/** A file that the server makes. By a link, a refusal would be a download that fails and does not say why. */
export const callFile = async (path: string): Promise<Blob> => (await callFileSaying(path, '')).file

/** The same, and what the answer says under this header. */
export async function callFileSaying(
  path: string,
  header: string,
): Promise<{ readonly file: Blob; readonly said: string | null }> {
  const response = await send('GET', path)
  if (!response.ok) throw refused(response.status, await response.json().catch(() => undefined))
  const file = await response.blob().catch(() => {
    throw new ApiError(0, 'The file did not arrive whole: try again.')
  })
  return { file, said: header === '' ? null : response.headers.get(header) }
}

async function send(method: Method, path: string, body?: unknown): Promise<Response> {
  try {
    return await fetch(path, {
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
}

function refused(status: number, answer: unknown): ApiError {
  const said = errorSchema.safeParse(answer)
  return said.success
    ? new ApiError(status, said.data.message, said.data.field)
    : new ApiError(status, `The server answered ${status}.`)
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
