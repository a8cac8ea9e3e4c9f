/** Asks the worker one thing for a page that only shows it, and again when the answer may be another one. */
import { useEffect, useState } from 'preact/hooks'

export type Answer<T> =
  | { readonly kind: 'asking' }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'answered'; readonly value: T }

/** Calls `hear` whenever something has changed, until what it gives back is called. */
export type News = (hear: () => void) => () => void

/** When to ask again, beyond each time the page is looked at again. The same functions at every drawing. */
export interface Again<T> {
  readonly news?: News
  /** In how many milliseconds after this answer, if at all. */
  readonly next?: (answer: Answer<T>) => number | undefined
}

/** Longest wait a timer can hold; a later change is met by asking again when the page is looked at. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
const SHORTEST_MS = 1_000

/** @param ask the question; the same function at every drawing, or it is asked again */
export function useAnswer<T>(ask: () => Promise<T>, { news, next }: Again<T> = {}): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ kind: 'asking' })
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    let isLatest = true
    // An older answer that arrives late says nothing about now.
    const take = (told: Answer<T>) => isLatest && setAnswer(told)
    ask().then(
      (value) => take({ kind: 'answered', value }),
      // The reason is the worker's to record; the page says that there was no answer.
      () => take({ kind: 'unanswered' }),
    )
    return () => {
      isLatest = false
    }
  }, [ask, turn])
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const again = () => setTurn((last) => last + 1)
    const seen = () => document.visibilityState === 'visible' && again()
    document.addEventListener('visibilitychange', seen, { signal })
    addEventListener('pageshow', (event) => event.persisted && again(), { signal })
    const deaf = news?.(again)
    return () => {
      stop.abort()
      deaf?.()
    }
  }, [news])
  useEffect(() => {
    const wait = next?.(answer)
    if (wait === undefined || wait > LONGEST_TIMER_MS) return undefined
    const timer = setTimeout(() => setTurn((last) => last + 1), Math.max(SHORTEST_MS, wait))
    return () => clearTimeout(timer)
  }, [answer, next])
  return answer
}
