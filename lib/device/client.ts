/**
 * Signed requests to the school server. Every answer of the server carries the nonce for the next request; each
 * nonce proves one request only, and the device's clock proves nothing.
 */
import { type Bytes, utf8 } from '../protocol/bytes.ts'
import { NONCE_HEADER, signRequest } from '../protocol/signature.ts'
import { errorSchema, nonceResponseSchema } from '../protocol/wire.ts'
import type { z } from '../zod.ts'
import type { Installation } from './keys.ts'
import { WireError } from '../protocol/wire-error.ts'

export interface ClientParts {
  /** The school server, for example `https://kerb.school.example`. */
  readonly server: string
  readonly installation: Pick<Installation, 'id' | 'privateKey'>
  readonly fetch?: typeof fetch
  readonly timeoutMs?: number
}

export interface Ask {
  readonly method: 'GET' | 'POST'
  /** Absolute, for example `/v1/heartbeat`. */
  readonly path: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** Compress the body: worth it from a few kilobytes. */
  readonly gzip?: boolean
  readonly headers?: Readonly<Record<string, string>>
  /** For the whole answer, where it is larger than others. */
  readonly timeoutMs?: number
  /** The answer is no text: it comes as `bytes`. */
  readonly isBinary?: boolean
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Empty for one that came as bytes. */
  readonly text: string
  readonly bytes?: Bytes
}

export interface Client {
  /** Sends a signed request; answers other than 2xx and 304 reject, as every failure does, with a WireError. */
  send(ask: Ask): Promise<Answer>
  /** The same, with the answer held to a schema. */
  ask<T extends z.ZodMiniType>(ask: Ask, schema: T): Promise<z.output<T>>
}

const TIMEOUT_MS = 30_000
/** Nonces kept for later: more than a worker has requests at once would only grow old. */
const MOST_NONCES = 4

/** Throws a WireError of kind `insecure` unless the address is https, or http on this machine. */
export function checkServer(server: string): URL {
  const url = URL.parse(server)
  const loopback = url && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname)
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback))) {
    throw new WireError('insecure', 'The school server’s address must start with https://.')
  }
  return url
}

export function createClient(parts: ClientParts): Client {
  const server = checkServer(parts.server)
  const nonces: string[] = []

  const go = async (
    path: string,
    init: RequestInit,
    { timeoutMs = parts.timeoutMs ?? TIMEOUT_MS, isBinary = false }: Partial<Ask> = {},
  ): Promise<Answer> => {
    const { fetch: fetcher = fetch } = parts
    try {
      const response = await fetcher(new URL(path, server), {
        ...init,
        cache: 'no-store',
        credentials: 'omit',
        // A redirect would be an answer that nobody signed for, maybe from another host.
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(timeoutMs),
      })
      const nonce = response.headers.get(NONCE_HEADER)
      if (nonce) nonces.push(nonce)
      // The oldest go first: they would be refused soonest.
      if (nonces.length > MOST_NONCES) nonces.shift()
      const { status, headers } = response
      // What is refused says why in words.
      if (isBinary && response.ok)
        return { status, headers, text: '', bytes: new Uint8Array(await response.arrayBuffer()) }
      return { status, headers, text: await response.text() }
    } catch (error) {
      const late = error instanceof DOMException && error.name === 'TimeoutError'
      if (late) throw new WireError('timeout', 'The school server did not answer in time.', { cause: error })
      throw new WireError('network', 'The school server cannot be reached.', { cause: error })
    }
  }

  const nonce = async (): Promise<string> => {
    const kept = nonces.pop()
    if (kept !== undefined) return kept
    const answer = await go('/v1/nonce', { method: 'GET' })
    if (answer.status !== 200) throw statusError(answer)
    // Its header carries one more; the body's is the one that was asked for.
    return read(answer, nonceResponseSchema).nonce
  }

  const once = async (request: Ask, body: Bytes): Promise<Answer> => {
    const { method, path } = request
    const { pathname, search } = new URL(path, server)
    const signed = await signRequest(parts.installation.privateKey, {
      method,
      path: pathname,
      query: search.slice(1),
      body,
      nonce: await nonce(),
      keyId: parts.installation.id,
    })
    const headers = {
      ...request.headers,
      ...(request.body !== undefined && { 'Content-Type': 'application/json' }),
      ...(request.gzip && { 'Content-Encoding': 'gzip' }),
      ...signed,
    }
    return go(path, { method, headers, ...(method !== 'GET' && { body }) }, request)
  }

  const send = async (request: Ask): Promise<Answer> => {
    const plain = request.body === undefined ? utf8('') : utf8(JSON.stringify(request.body))
    const body = request.gzip ? await gzip(plain) : plain
    let answer = await once(request, body)
    if (answer.status === 401 && statusError(answer).code === 'nonce') {
      // Grown old, and what else is kept may be as old. The refusal itself carried a fresh one.
      nonces.splice(0, nonces.length - (answer.headers.has(NONCE_HEADER) ? 1 : 0))
      answer = await once(request, body)
    }
    if (answer.status !== 304 && (answer.status < 200 || answer.status > 299)) throw statusError(answer)
    return answer
  }

  return { send, ask: async (request, schema) => read(await send(request), schema) }
}

/** What the server says went wrong. */
function statusError({ status, headers, text }: Answer): WireError {
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN)
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined
  const parsed = errorSchema.safeParse(json(text))
  if (parsed.success)
    return new WireError('status', parsed.data.message, { status, code: parsed.data.error, retryAfter })
  return new WireError('status', `The school server answered ${status}.`, {
    status,
    code: `status-${status}`,
    retryAfter,
  })
}

function read<T extends z.ZodMiniType>(answer: Answer, schema: T): z.output<T> {
  const parsed = schema.safeParse(json(answer.text))
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new WireError('answer', `The school server’s answer does not fit${where && ` at ${where}`}.`)
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // The schema says what is wrong with it.
  }
}

/** Gzip, as browsers and Node have it built in. */
export async function gzip(bytes: Bytes): Promise<Bytes> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}
