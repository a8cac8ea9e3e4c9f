/** The state behind the agreement's page: how it stands, and agreeing to it. */
import { useCallback, useState } from 'preact/hooks'
import type { AgreementView, Asked } from '../../messages/agreement.ts'
import type { Ask } from '../../messages/send.ts'
import { type Answer, type News, useAnswer } from '../use-answer.ts'
import { readingOf } from './use-step.ts'

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
  const [agreedTo, setAgreedTo] = useState<string>()
  const agree = useCallback(
    async (shown: Pick<AgreementView, 'person'>, asked: Asked) => {
      setBusy(true)
      setFailed(false)
      try {
        const [{ person }, { name, year }] = [shown, asked]
        const now = await ask('agree', { name, year, ...(person !== undefined && { person }) })
        const reading = readingOf(shown, asked)
        if (now.asked && now.asked.missing !== 'reading' && readingOf(now, now.asked) === reading)
          setAgreedTo(reading)
      } catch {
        setFailed(true) // Whether it was kept, the next answer says.
      }
      setTurn((last) => last + 1)
      setBusy(false)
    },
    [ask],
  )
  return { answer, agree, busy, failed, agreedTo, retry: () => setTurn((last) => last + 1) }
}
