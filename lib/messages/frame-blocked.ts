/**
 * What the worker tells the content script of a document in which a frame was stopped. This file runs on every
 * page, so it imports nothing and checks by hand.
 */

/** Words ready to show: the content script has no languages of its own. */
export interface FrameWords {
  readonly title: string
  readonly detail: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
}

/** The pupil may ask for the frame: the worker knows by the token which one it is. */
export interface FrameAsk {
  readonly token: string
  readonly button: string
  readonly wait: string
  readonly unanswered: string
}

export interface FrameBlocked {
  readonly kerb: 'frame-blocked'
  /** Absolute addresses of the stopped frame: what it asked for and each redirect. */
  readonly urls: readonly string[]
  readonly host: string
  readonly words: FrameWords
  readonly ask?: FrameAsk
}

const isText = (value: unknown): value is string => typeof value === 'string'

const isWords = (value: unknown): value is FrameWords => {
  const words = value as FrameWords | null
  return (
    typeof words === 'object' &&
    words !== null &&
    isText(words.title) &&
    isText(words.detail) &&
    isText(words.lang) &&
    (words.dir === 'ltr' || words.dir === 'rtl')
  )
}

const isAsk = (value: unknown): value is FrameAsk => {
  const ask = value as FrameAsk | null
  return (
    typeof ask === 'object' && ask !== null && [ask.token, ask.button, ask.wait, ask.unanswered].every(isText)
  )
}

/** True for a well-formed `frame-blocked` message; anything else is not for the content script. */
export const isFrameBlocked = (value: unknown): value is FrameBlocked => {
  const message = value as FrameBlocked | null
  return (
    typeof message === 'object' &&
    message !== null &&
    message.kerb === 'frame-blocked' &&
    Array.isArray(message.urls) &&
    message.urls.every(isText) &&
    isText(message.host) &&
    isWords(message.words) &&
    (message.ask === undefined || isAsk(message.ask))
  )
}

/** What the worker answered to an ask, in words for the pupil; undefined when it did not answer as asked. */
export const saidIn = (reply: unknown): string | undefined => {
  const { ok, body } = (reply ?? {}) as { ok?: unknown; body?: { said?: unknown } }
  return ok === true && isText(body?.said) ? body.said : undefined
}
