/** A page's side of lib/messages/protocol.ts. */
import {
  PROTOCOL,
  replySchema,
  type MessageErrorCode,
  type MessageType,
  type Request,
  type Response,
} from './protocol.ts'

/** The worker did not answer as asked. `unreachable`: it could not be reached (an update is being installed). */
export class MessageError extends Error {
  override readonly name = 'MessageError'
  readonly code: MessageErrorCode | 'unreachable'

  constructor(code: MessageErrorCode | 'unreachable', message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Carries a message to the worker and brings back whatever it said. */
export type Port = (message: unknown) => Promise<unknown>

/** Asks the worker one thing; what pages are given. */
export type Ask = <T extends MessageType>(type: T, body: Request<T>) => Promise<Response<T>>

/**
 * Makes the function with which a page asks the worker. It rejects with a MessageError when the worker cannot be
 * reached, refuses, fails, or answers in a shape we do not know.
 */
export function createAsk(port: Port): Ask {
  return async <T extends MessageType>(type: T, body: Request<T>): Promise<Response<T>> => {
    let raw: unknown
    try {
      raw = await port({ kerb: type, body })
    } catch (cause) {
      throw new MessageError('unreachable', 'Kerb’s worker did not answer.', { cause })
    }
    const reply = replySchema.safeParse(raw)
    if (!reply.success) throw new MessageError('bad-response', 'Kerb’s worker gave no readable answer.')
    if (!reply.data.ok) throw new MessageError(reply.data.error, reply.data.message)
    const response = PROTOCOL[type].response.safeParse(reply.data.body)
    if (!response.success) throw new MessageError('bad-response', 'Kerb’s worker gave an unexpected answer.')
    return response.data as Response<T>
  }
}
