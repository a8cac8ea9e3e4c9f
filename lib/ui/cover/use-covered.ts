/** Whether a page of ours is covered, or the report on it: read from session memory, and again at each change of it. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CoverState } from '../../messages/cover.ts'
import type { News } from '../use-answer.ts'

export interface CoverPort {
  readonly state: () => Promise<CoverState>
  /** Hears that the state has changed. */
  readonly news: News
}

export type Covered = 'asking' | { readonly state: CoverState }

/**
 * @param again a page that was covered is loaded anew: nothing of what it held before is used
 */
export function useCovered({ state, news }: CoverPort, again: () => void): Covered {
  const [covered, setCovered] = useState<Covered>('asking')
  const wasCovered = useRef(false)
  useEffect(() => {
    let isOver = false
    const take = (found: CoverState): void => {
      if (isOver) return
      if (found === null && wasCovered.current) again()
      else {
        wasCovered.current ||= found !== null
        setCovered({ state: found })
      }
    }
    const look = (): void => {
      // Where it cannot be read, who is there is not known either.
      state().then(take, () => take({ forgotten: false }))
    }
    look()
    const deaf = news(look)
    return () => {
      isOver = true
      deaf()
    }
  }, [state, news, again])
  return covered
}
