/** Why a request to the school server came to nothing. */
export type WireErrorKind =
  /** No answer: offline, name not found, TLS refused. */
  | 'network'
  | 'timeout'
  /** The address is plain http and not this machine. */
  | 'insecure'
  /** The server answered with an error. */
  | 'status'
  /** The server answered well, but not with what it should. */
  | 'answer'

export class WireError extends Error {
  override readonly name = 'WireError'
  readonly kind: WireErrorKind
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined
  /** The server's error code (errorSchema), or the kind. */
  readonly code: string
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfter: number | undefined

  constructor(
    kind: WireErrorKind,
    message: string,
    details: { status?: number; code?: string; retryAfter?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause })
    this.kind = kind
    this.status = details.status
    this.code = details.code ?? kind
    this.retryAfter = details.retryAfter
  }

  /** True when the same request may do better later; false when it never will as it stands. */
  get retryable(): boolean {
    if (this.kind === 'insecure') return false
    if (this.kind !== 'status' || this.status === undefined) return true
    return this.status >= 500 || RETRYABLE.has(this.status)
  }

  /** True when it is the body that the server does not take: too large, or not what it can read. */
  get refusesBody(): boolean {
    return this.kind === 'status' && (this.status === 400 || this.status === 413 || this.status === 422)
  }
}

/** Enrolment, signatures and rates put themselves right; the body is not to blame. */
const RETRYABLE = new Set([401, 403, 404, 408, 409, 425, 429])
