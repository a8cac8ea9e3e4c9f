/** The worker's side of lib/messages/protocol.ts: checks who asks and what, then hands on to typed handlers. */
import {
  messageSchema,
  PROTOCOL,
  type MessageErrorCode,
  type MessageType,
  type Reply,
  type Request,
  type Response,
} from './protocol.ts'
import { PRIVATE } from './cover.ts'
import { trustOf, type Own, type Sender, type Trust } from './trust.ts'

export type Asker = Exclude<Trust, { kind: 'none' }>

/** One function for each message. `from` says which page asks, and in which tab. */
export type Handlers = {
  readonly [T in MessageType]: (body: Request<T>, from: Asker) => Promise<Response<T>> | Response<T>
}

/** Hears of every message that was not answered as asked: who was refused, which handler failed. */
export type OnRefused = (type: string, error: MessageErrorCode, cause: unknown) => void

/** Answers one message. `undefined`: not one of ours, leave it to another listener. */
export type Route = (message: unknown, sender: Sender) => Promise<Reply> | undefined

const isType = (type: string): type is MessageType => Object.hasOwn(PROTOCOL, type)

function mayAsk(type: MessageType, trust: Trust): trust is Asker {
  const rule: { readonly pages: readonly string[]; readonly content: boolean } = PROTOCOL[type]
  if (trust.kind === 'page') return rule.pages.includes(trust.page)
  return trust.kind === 'content' && rule.content
}

/**
 * @param handlers one for each message
 * @param own our id and origin, against which senders are sorted
 * @param isCovered whether what is one person's own is told to nobody at this moment
 * @param onRefused called with everything that went wrong, before the asker gets its short answer
 */
export function createRouter(
  handlers: Handlers,
  own: Own,
  onRefused: OnRefused = () => {},
  isCovered: () => Promise<boolean> = () => Promise.resolve(false),
): Route {
  const refuse = (type: string, error: MessageErrorCode, message: string, cause?: unknown): Reply => {
    onRefused(type, error, cause)
    return { ok: false, error, message }
  }

  const answer = async (type: string, body: unknown, sender: Sender): Promise<Reply> => {
    if (!isType(type)) return refuse(type, 'unknown', 'There is no such message.')
    const from = trustOf(sender, own)
    if (!mayAsk(type, from))
      return refuse(type, 'not-trusted', 'This page may not send that message.', sender)
    const request = PROTOCOL[type].request.safeParse(body)
    if (!request.success) return refuse(type, 'bad-request', 'The message is malformed.', request.error)
    try {
      if (PRIVATE.includes(type) && (await isCovered()))
        return refuse(type, 'covered', 'Nobody has said yet who is there.')
      const handler = handlers[type] as (body: unknown, from: Asker) => unknown
      const response = PROTOCOL[type].response.safeParse(await handler(request.data, from))
      if (response.success) return { ok: true, body: response.data }
      return refuse(type, 'bad-response', 'Kerb could not answer.', response.error)
    } catch (cause) {
      return refuse(type, 'failed', 'Kerb could not answer.', cause)
    }
  }

  return (message, sender) => {
    const parsed = messageSchema.safeParse(message)
    return parsed.success ? answer(parsed.data.kerb, parsed.data.body, sender) : undefined
  }
}
