import { useEffect } from 'preact/hooks'

/** Does something when the page has not been looked at for so long. */
export function useHidden(after: number, work: () => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const change = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'hidden') timer = setTimeout(work, after)
    }
    document.addEventListener('visibilitychange', change)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', change)
    }
  }, [])
}
