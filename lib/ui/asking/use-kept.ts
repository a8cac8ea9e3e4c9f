/** Words that are half written: the page may be covered meanwhile, and loaded anew when its writer is back. */
import { useCallback, useEffect, useState } from 'preact/hooks'

export interface KeptWords {
  /** What was being written; empty for nothing. */
  read(): Promise<string>
  /** Empty: nothing stays. */
  keep(words: string): Promise<void>
}

/** The words of a box, kept as they are written. */
export function useKept(kept: KeptWords | undefined) {
  const [words, setWords] = useState('')
  useEffect(() => {
    let isThere = true
    // What was written since is newer.
    void kept?.read().then((found) => isThere && setWords((last) => last || found))
    return () => void (isThere = false)
  }, [kept])
  const write = useCallback(
    (next: string): void => {
      setWords(next)
      void kept?.keep(next)
    },
    [kept],
  )
  return [words, write] as const
}
