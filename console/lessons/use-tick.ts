import { useEffect } from 'preact/hooks'
import { now } from './state.ts'

/** While a part is shown: steps the page's time, and does something as often while the page is looked at. */
export function useTick(every: number, work?: () => void): void {
  useEffect(() => {
    now.value = Date.now()
    const timer = setInterval(() => {
      now.value = Date.now()
      if (document.visibilityState === 'visible') work?.()
    }, every)
    return () => clearInterval(timer)
  }, [])
}
