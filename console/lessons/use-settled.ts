import { useEffect, useState } from 'preact/hooks'

/** A text once it has stopped changing, for what is said aloud. */
export function useSettled(text: string, after: number): string {
  const [settled, settle] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => settle(text), after)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
