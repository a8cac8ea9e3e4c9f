/** Covers the page when nobody is at it. What is under the cover stays as it was: a half-written answer is not lost. */
import { useEffect, useState } from 'preact/hooks'

/** Without a key or a pointer. */
export const IDLE_MS = 120_000
/** Out of sight: behind another tab, or minimised. */
export const HIDDEN_MS = 30_000

const USED = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchmove'] as const

export function useCover(): { readonly covered: boolean; readonly setCovered: (covered: boolean) => void } {
  const [covered, setCovered] = useState(false)
  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const waitFor = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => setCovered(true), ms)
    }
    const used = () => waitFor(IDLE_MS)
    const seen = () => waitFor(document.visibilityState === 'visible' ? IDLE_MS : HIDDEN_MS)
    for (const name of USED)
      addEventListener(name, used, { passive: true, capture: true, signal: stop.signal })
    document.addEventListener('visibilitychange', seen, { signal: stop.signal })
    used()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [])
  return { covered, setCovered }
}
