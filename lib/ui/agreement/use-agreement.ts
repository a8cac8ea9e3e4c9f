/** The state behind the agreement's page: how it stands, and agreeing to it. */
import { useCallback, useState } from 'preact/hooks'
import type { AgreementView, Asked } from '../../messages/agreement.ts'
import type { Ask } from '../../messages/send.ts'
import { type Answer, type News, useAnswer } from '../use-answer.ts'

export interface AgreementParts {
  readonly ask: Ask
  /** Hears that the agreement stands otherwise than before. */
  readonly news: News
}

/** A text that is not here yet is asked for again after this long. Milliseconds. */
const AGAIN_MS = 20_000

const next = (answer: Answer<AgreementView>): number | undefined => {
  const asked = answer.kind === 'answered' ? answer.value.asked : undefined
  return answer.kind === 'unanswered' || (asked && !asked.text) ? AGAIN_MS : undefined
}

export function useAgreement({ ask, news }: AgreementParts) {
  const [turn, setTurn] = useState(0)
  // Another turn is another question.
  const question = useCallback(() => ask('agreement', {}), [ask, turn])
  const answer = useAnswer(question, { news, next })
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const [isNew, setIsNew] = useState(false)
  const agree = useCallback(
    async ({ name, year }: Asked) => {
      setBusy(true)
      setFailed(false)
      try {
        const { asked } = await ask('agree', { name, year })
        setIsNew(asked?.name === name && asked.missing !== 'reading')
      } catch {
        setFailed(true) // Whether it was kept, the next answer says.
      }
      setTurn((last) => last + 1)
      setBusy(false)
    },
    [ask],
  )
  return { answer, agree, busy, failed, isNew, retry: () => setTurn((last) => last + 1) }
}
