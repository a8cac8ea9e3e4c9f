/** At which step the reader is: in the page's address, so that a reload and the browser's Back know it too. */
import { useEffect, useState } from 'preact/hooks'

/** `0` reads; then a step for each question; the last one agrees. */
export function useStep(last: number): { step: number; moved: boolean; go: (step: number) => void } {
  const [step, setStep] = useState(read)
  const [moved, setMoved] = useState(false)
  useEffect(() => {
    const turned = (): void => {
      setMoved(true)
      setStep(read())
    }
    addEventListener('hashchange', turned)
    return () => removeEventListener('hashchange', turned)
  }, [])
  const go = (to: number): void => {
    location.hash = `step-${to + 1}`
  }
  return { step: Math.min(step, last), moved, go }
}

const read = (): number => Math.max(0, Number(/^#step-(\d{1,2})$/.exec(location.hash)?.[1] ?? 1) - 1)
