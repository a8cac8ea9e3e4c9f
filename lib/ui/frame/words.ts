/** The words of a frame's notice, made by the worker: the content script has no languages of its own. */
import type { FrameAsk, FrameBlocked, FrameWords } from '../../messages/frame-blocked.ts'
import type { Words } from '../i18n/words.ts'

/** @param host the stopped host, or undefined where it must not be named (illegal) */
function frameWords({ t, lang, dir }: Words, host: string | undefined): FrameWords {
  const detail = host ? t('frame.detail', { host }) : t('frame.detailPlain')
  return { title: t('frame.title'), detail, lang, dir }
}

const askWords = ({ t }: Words, token: string): FrameAsk => ({
  token,
  button: t('asking.frame.button'),
  wait: t('asking.frame.wait'),
  unanswered: t('asking.frame.unanswered'),
})

/** The message for the content script of the document that holds the frame. */
export function frameBlocked(
  words: Words,
  stopped: {
    readonly urls: readonly string[]
    readonly host: string
    readonly illegal: boolean
    /** By which it is asked for; undefined where nobody can be asked. */
    readonly token?: string | undefined
  },
): FrameBlocked {
  const named = stopped.illegal ? undefined : stopped.host
  return {
    kerb: 'frame-blocked',
    urls: stopped.urls,
    host: named ?? '',
    words: frameWords(words, named),
    ...(stopped.token !== undefined && { ask: askWords(words, stopped.token) }),
  }
}
