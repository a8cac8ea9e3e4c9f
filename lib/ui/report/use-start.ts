/**
 * Asks the worker what a report needs, and again when the page is looked at after a while: somebody else may be at it by
 * then. And tells the time.
 */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { OpenReport } from '../../browser/report-page.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import type { Answer } from '../use-answer.ts'

/** A worker that hangs must not leave a child before an empty page. */
const ANSWERS_WITHIN_MS = 8_000
/** Nor before a button that does nothing: then whoever it was sends it. */
const SAYS_WHO_WITHIN_MS = 2_000

/** @param report goes under what it was begun */
export function useStart(ask: Ask, report: Pick<OpenReport, 'another'>) {
  const [answer, setAnswer] = useState<Answer<ConcernStart>>({ kind: 'asking' })
  const [turn, setTurn] = useState(0)
  const heard = useRef({ at: 0, mono: 0 })
  const latest = useRef(0)

  const enquire = useCallback(async (): Promise<ConcernStart | undefined> => {
    latest.current += 1
    const mine = latest.current
    // An older answer that arrives late says nothing about now.
    const show = (told: Parameters<typeof setAnswer>[0]) => latest.current === mine && setAnswer(told)
    try {
      const { another } = report
      const value = await ask('concern.start', another === undefined ? {} : { another })
      heard.current = { at: value.now, mono: performance.now() }
      show({ kind: 'answered', value })
      return value
    } catch {
      show(unlessAnswered) // The worker tells of it; the page goes on with what was known, or says whom to call.
      return undefined
    }
  }, [ask, report])

  useEffect(() => {
    // One that comes later is welcome all the same.
    const timer = setTimeout(() => setAnswer(unlessAnswered), ANSWERS_WITHIN_MS)
    void enquire()
    return () => clearTimeout(timer)
  }, [enquire, turn])
  useLookedAt(enquire)

  const retry = useCallback(() => {
    setAnswer({ kind: 'asking' })
    setTurn((last) => last + 1)
  }, [])
  /** Whether it is still this person, as far as the worker says within a moment. What it says is shown in any case. */
  const isStill = useCallback(
    async (who: string): Promise<boolean> => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), SAYS_WHO_WITHIN_MS)
      })
      const value = await Promise.race([enquire(), late]).finally(() => clearTimeout(timer))
      return value === undefined || value.who === who
    },
    [enquire],
  )
  const now = useCallback(() => heard.current.at + performance.now() - heard.current.mono, [])
  return { answer, retry, now, isStill }
}

const unlessAnswered = (last: Answer<ConcernStart>): Answer<ConcernStart> =>
  last.kind === 'asking' ? { kind: 'unanswered' } : last

/** Calls it when this page comes in front again. */
function useLookedAt(look: () => unknown): void {
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const seen = (): void => {
      if (document.visibilityState === 'visible') look()
    }
    addEventListener('focus', seen, { signal })
    document.addEventListener('visibilitychange', seen, { signal })
    return () => stop.abort()
  }, [look])
}
