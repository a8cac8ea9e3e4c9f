/**
 * At which step the reader is: in the page's address, so that a reload and the browser's Back know it too. Beside it
 * stands whose step it is: who reads, which text, which school year. A step of another is none.
 */
import { useEffect, useState } from 'preact/hooks'
import { contentHash } from '../../policy/hash.ts'
import type { AgreementView, Asked } from '../../messages/agreement.ts'

/** Of one reader, text and school year. It names nobody: an address stays in the browser's history. */
export const readingOf = ({ person }: Pick<AgreementView, 'person'>, { name, year }: Asked): string =>
  contentHash([person ?? null, name, year]).slice(0, 12)

/** As the page's address has it. */
export const stepHash = (step: number, reading: string): string => `#step-${step + 1}-${reading}`

/**
 * `0` reads; then a step for each question; the last one agrees.
 * @param reading whose steps these are; another one needs another component
 */
export function useStep(
  last: number,
  reading: string,
): { step: number; moved: boolean; go: (step: number) => void } {
  const [step, setStep] = useState(() => read(reading))
  const [moved, setMoved] = useState(false)
  useEffect(() => {
    const turned = (): void => {
      setMoved(true)
      setStep(read(reading))
    }
    addEventListener('hashchange', turned)
    return () => removeEventListener('hashchange', turned)
  }, [reading])
  const go = (to: number): void => {
    location.hash = stepHash(to, reading)
    setMoved(true)
    setStep(to)
  }
  return { step: Math.min(step, last), moved, go }
}

function read(reading: string): number {
  const [, step = '1', whose] = /^#step-(\d{1,2})-([0-9a-f]+)$/.exec(location.hash) ?? []
  return whose === reading ? Math.max(0, Number(step) - 1) : 0
}
