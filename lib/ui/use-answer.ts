/** Asks the worker one thing for a page that only shows it, and again when the page is looked at again. */
import { useEffect, useState } from 'preact/hooks'

export type Answer<T> =
  | { readonly kind: 'asking' | 'unanswered' }
  | { readonly kind: 'answered'; readonly value: T }

/** @param ask the question; the same function at every drawing, or it is asked again */
export function useAnswer<T>(ask: () => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ kind: 'asking' })
  useEffect(() => {
    const enquire = () => {
      ask().then(
        (value) => setAnswer({ kind: 'answered', value }),
        // The reason is the worker's to record; the page says that there was no answer.
        () => setAnswer({ kind: 'unanswered' }),
      )
    }
    enquire()
    const seen = () => document.visibilityState === 'visible' && enquire()
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [ask])
  return answer
}
