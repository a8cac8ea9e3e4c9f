import type { Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** What is new is found this soon while the page is looked at. Milliseconds. */
const REFRESH = 15_000

/** What a page shows is read anew when it is opened, and forgotten when it is left: somebody may be writing in it. */
export function useAnew<T>(shown: Signal<T | null>, load: () => Promise<void>): void {
  useEffect(() => {
    shown.value = null
    void load()
    return () => void (shown.value = null)
  }, [])
}

/** The same, and read again as long as somebody looks at it. */
export function useFresh<T>(shown: Signal<T | null>, load: () => Promise<void>): void {
  useAnew(shown, load)
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && void load(), REFRESH)
    return () => clearInterval(timer)
  }, [])
}
