/** Asks the worker what a report needs, once: it must not change under the pupil's hands. And tells the time from then on. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { ConcernStart } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import type { Answer } from '../use-answer.ts'

/** A worker that hangs must not leave a child before an empty page. */
const ANSWERS_WITHIN_MS = 8_000

export function useStart(ask: Ask) {
  const [answer, setAnswer] = useState<Answer<ConcernStart>>({ kind: 'asking' })
  const [turn, setTurn] = useState(0)
  const heard = useRef({ at: 0, mono: 0 })
  useEffect(() => {
    let isLatest = true
    const take = (told: Answer<ConcernStart>) => {
      clearTimeout(timer)
      // An older answer that arrives late says nothing about now; this one is welcome, however late.
      if (isLatest) setAnswer(told)
    }
    const timer = setTimeout(() => take({ kind: 'unanswered' }), ANSWERS_WITHIN_MS)
    const enquire = async (): Promise<void> => {
      try {
        const value = await ask('concern.start', {})
        heard.current = { at: value.now, mono: performance.now() }
        take({ kind: 'answered', value })
      } catch {
        take({ kind: 'unanswered' }) // The worker tells of it; the page says whom to call.
      }
    }
    void enquire()
    return () => {
      isLatest = false
      clearTimeout(timer)
    }
  }, [ask, turn])
  const retry = useCallback(() => {
    setAnswer({ kind: 'asking' })
    setTurn((last) => last + 1)
  }, [])
  const now = useCallback(() => heard.current.at + performance.now() - heard.current.mono, [])
  return { answer, retry, now }
}
