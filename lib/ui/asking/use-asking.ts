/** The state behind asking for a page: how it stands, by the worker, and what the pupil sends. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Asking } from '../../messages/asking.ts'
import type { Ask } from '../../messages/send.ts'
import { type News, useAnswer } from '../use-answer.ts'
import type { KeptWords } from './use-kept.ts'

export interface AskingParts {
  /** The stopped address. */
  readonly address: string
  readonly ask: Ask
  /** Hears when a request stands otherwise than before. */
  readonly news: News
  /** Where what is half written outlives the page. */
  readonly kept?: KeptWords | undefined
}

export function useAsking({ address, ask, news }: AskingParts) {
  const [sent, setSent] = useState<Asking | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const enquire = useCallback(() => ask('asking', { url: address }), [ask, address])
  const answer = useAnswer(enquire, { news })
  // What is heard later is newer than what sending answered.
  useEffect(() => setSent(undefined), [answer])
  const send = useCallback(
    async (why: string): Promise<void> => {
      setBusy(true)
      try {
        setSent(await ask('ask-for', { url: address, why }))
      } catch {
        // The worker did not answer: the form stays, with what was written.
      }
      setBusy(false)
    },
    [ask, address],
  )
  return { asking: sent ?? (answer.kind === 'answered' ? answer.value : undefined), answer, send, busy }
}
