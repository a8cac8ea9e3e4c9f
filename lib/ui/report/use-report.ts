/** The state behind a report that is being written: what the worker said of it, the draft, and its sending. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { OpenReport } from '../../browser/report-page.ts'
import { compose, NoReaderError } from '../../concern/compose.ts'
import { type Draft, newDraft, withoutPicture } from '../../concern/draft.ts'
import { type ConcernKind, pictureRefused } from '../../concern/kinds.ts'
import { usualReader } from '../../concern/readers.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import { type Sealed, type SendingParts, useSending } from './use-sending.ts'

export interface ReportParts extends SendingParts {
  readonly report: OpenReport
  /** Asked before anything is sent in somebody's name. */
  readonly isStill: (who: string) => Promise<boolean>
}

export type Wrong = 'kept' | 'noRoom' | 'failed' | 'nobody'

/** The draft is kept this long after the last key, so that a picture is not written anew with each. Milliseconds. */
const KEEP_AFTER_MS = 250

export function useReport(parts: ReportParts, start: ConcernStart, now: () => number) {
  const { ask, report, isStill } = parts
  const [draft, setDraft] = useState<Draft>(() => report.draft ?? newDraft())
  const [wrong, setWrong] = useState<Wrong>()
  const [busy, setBusy] = useState(false)
  const { receipt, going, send: bring, drop } = useSending(parts)
  useKept(draft, start.who, receipt === undefined, report)
  useLatePage(ask, report)

  /** What was not sent and is written anew is sent as it is then, and not before. */
  const set = useCallback(
    (next: (last: Draft) => Draft) => {
      setDraft(next)
      setWrong(undefined)
      drop()
    },
    [drop],
  )
  const change = useCallback((part: Partial<Draft>) => set((last) => ({ ...last, ...part })), [set])
  const choose = useCallback(
    (kind: ConcernKind) =>
      set((last) => {
        const chosen = { ...last, kind, step: 'words' as const }
        const whom = kind === last.kind ? last.whom : usualReader(kind, start.keys)
        const refused = pictureRefused(kind, report.page?.categories ?? [])
        return { ...(refused ? withoutPicture(chosen) : chosen), whom }
      }),
    [start, report, set],
  )
  const send = useCallback(async () => {
    const { kind } = draft
    if (kind === undefined || busy) return
    setBusy(true)
    setWrong(undefined)
    try {
      if (!(await isStill(start.who))) return
      // One that is on its way has its number already: two of them would be two concerns.
      const unkept = await bring(going ?? (await seal({ ...draft, kind }, { start, report, at: now() })))
      if (unkept) setWrong(unkept.noRoom ? 'noRoom' : 'kept')
    } catch (error) {
      setWrong(error instanceof NoReaderError ? 'nobody' : 'failed')
    } finally {
      setBusy(false)
    }
  }, [draft, busy, start, report, going, bring, now, isStill])
  /** After a receipt, an empty page; what is being written stays. */
  const again = useCallback(() => {
    if (receipt !== undefined) set(() => newDraft())
  }, [receipt, set])
  return { draft, change, choose, send, receipt, wrong, busy, again }
}
export type Telling = ReturnType<typeof useReport>

interface Sealing {
  readonly start: ConcernStart
  readonly report: OpenReport
  readonly at: number
}

async function seal(
  draft: Draft & { readonly kind: ConcernKind },
  { start, report, at: now }: Sealing,
): Promise<Sealed> {
  const { request, receipt, secret, pair, at } = await compose(draft, { ...start, page: report.page }, now)
  return { concern: { request, at, who: start.who, secret, reply: pair }, number: receipt }
}

/** Draws anew when it is said late what the page was: it goes along, and the pupil is shown that it does. */
function useLatePage(ask: Ask, report: OpenReport): void {
  const [, setKnown] = useState(false)
  useEffect(() => {
    void report.learn((url) => ask('report.page', { url })).then((isNew) => isNew && setKnown(true))
  }, [ask, report])
}

/** Keeps the draft a moment after it has changed, or as soon as it goes out of sight. */
function useKept(draft: Draft, who: string, isOpen: boolean, report: OpenReport): void {
  const isFirst = useRef(true)
  const unkept = useRef<(() => void) | undefined>(undefined)
  useEffect(() => {
    // What was just read need not be written, once it says whose it is.
    const isNew = isOpen && !(isFirst.current && report.draft?.who === who)
    isFirst.current = false
    unkept.current = undefined
    if (!isNew) return undefined
    const keep = (): void => {
      unkept.current = undefined
      void report.keep({ ...draft, who })
    }
    unkept.current = keep
    const timer = setTimeout(keep, KEEP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [draft, who, isOpen, report])
  // It may be covered between two keys.
  useEffect(() => () => unkept.current?.(), [])
}
