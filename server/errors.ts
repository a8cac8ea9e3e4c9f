/** Errors that a client should read. Everything else that is thrown is ours, and is a 500. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'

/** A 4xx (or 503) with its code, one sentence that says what to put right, and the field when one is to blame. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined

  constructor(
    status: number,
    code: string,
    message: string,
    more: { field?: string | undefined; retryAfter?: number | undefined } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.field = more.field
    this.retryAfter = more.retryAfter
  }
}

interface Answer {
  readonly status: number
  readonly error: string
  readonly message: string
  readonly field?: string
  readonly retryAfter?: number
}

/** What Fastify itself refuses, in our words. */
const FASTIFY: Readonly<Record<string, readonly [number, string, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    413,
    'too-large',
    'The body is larger than this route takes: send less at a time.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'media-type', 'Send the body as application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'length', 'Content-Length is not the length of the body.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'body', 'The body is empty: send JSON.'],
  FST_ERR_VALIDATION: [422, 'invalid', 'The request does not fit its description at /docs.'],
}

/** SQLITE_BUSY and its extended codes: another connection holds the lock, as the weekly rewriting does. */
const isLocked = (error: Error & { errcode?: unknown }): boolean =>
  typeof error.errcode === 'number' && (error.errcode & 0xff) === 5

/** What is answered for anything thrown while a request was handled. */
export function answerFor(error: FastifyError | Error): Answer {
  if (error instanceof Refusal) {
    return {
      status: error.status,
      error: error.code,
      message: error.message,
      ...(error.field === undefined ? {} : { field: error.field }),
      ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    }
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const first = error.validation[0]
    const field = (first?.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.')
    const where = field
      ? `${error.validationContext ?? 'request'}, ${field}`
      : (error.validationContext ?? 'request')
    const message = `${where}: ${first?.message ?? 'not valid'}`.slice(0, 500)
    return { status: 422, error: 'invalid', message, ...(field ? { field: field.slice(0, 200) } : {}) }
  }
  if (isLocked(error)) {
    const message = 'The database is being looked after: try again shortly.'
    return { status: 503, error: 'busy', message, retryAfter: 30 }
  }
  const known = FASTIFY[(error as FastifyError).code ?? '']
  if (known) return { status: known[0], error: known[1], message: known[2] }
  const status = (error as FastifyError).statusCode ?? 500
  if (status === 429) return { status, error: 'rate', message: error.message }
  if (status >= 400 && status < 500)
    return { status, error: 'bad-request', message: error.message.slice(0, 500) }
  if (status === 503)
    return { status, error: 'busy', message: 'The server is busy: try again shortly.', retryAfter: 10 }
  return { status: 500, error: 'internal', message: 'Something went wrong in the server; it has been noted.' }
}

/** Fastify's error handler. Only our own faults are logged, and never what was sent. */
export function handleError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const answer = answerFor(error)
  if (answer.status >= 500) request.log.error({ err: error }, 'request failed')
  if (answer.retryAfter !== undefined) reply.header('Retry-After', String(answer.retryAfter))
  const { status, retryAfter: _retryAfter, ...body } = answer
  reply.code(status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body)
}
