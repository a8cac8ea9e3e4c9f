/** A report is whose it was begun. Somebody else at the same page begins anew, with nothing of it. */
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { OpenReport } from '../../browser/report-page.ts'

export interface Own {
  /** As who is at the page now may see it. */
  readonly report: OpenReport
  /** It was somebody else's before. */
  readonly isAnew: boolean
}

/** One that was begun under a cover lost the name of who is signed in, not its writer. */
const isNowNameless = ({ isUnderCover }: OpenReport, who: string): boolean =>
  isUnderCover && who.startsWith('session ')

/** @param who as the worker names who is at the page; undefined until it has answered */
export function useOwn(report: OpenReport, who: string | undefined): Own {
  const first = useRef(report.draft?.who)
  first.current ??= who
  // Whoever was first gets nothing back either: it is gone.
  const wasLeft = useRef(false)
  wasLeft.current ||= who !== undefined && who !== first.current && !isNowNameless(report, who)
  const isAnew = wasLeft.current
  useEffect(() => {
    if (isAnew) void report.over()
  }, [isAnew, report])
  return useMemo(
    () => ({ isAnew, report: isAnew ? { ...report, page: undefined, draft: null } : report }),
    [report, isAnew],
  )
}
