import type { Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** What is new is found this soon while the page is looked at. Milliseconds. */
const REFRESH = 15_000

/** While a page is shown: what it shows is read anew, and read again as long as somebody looks at it. */
export function useFresh<T>(shown: Signal<T | null>, load: () => Promise<void>): void {
  useEffect(() => {
    shown.value = null
    void load()
    const timer = setInterval(() => document.visibilityState === 'visible' && void load(), REFRESH)
    return () => clearInterval(timer)
  }, [])
}
