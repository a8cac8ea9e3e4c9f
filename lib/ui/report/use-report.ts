/** The state behind a report that is being written: what the worker said of it, the draft, and its sending. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { OpenReport } from '../../browser/report-page.ts'
import { NotKept, type ConcernBox } from '../../concern/box.ts'
import { compose, NoReaderError } from '../../concern/compose.ts'
import { type Draft, newDraft, withoutPicture } from '../../concern/draft.ts'
import { type ConcernKind, pictureRefused } from '../../concern/kinds.ts'
import { usualReader } from '../../concern/readers.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'

export interface ReportParts {
  readonly ask: Ask
  readonly report: OpenReport
  readonly box: Pick<ConcernBox, 'keep'>
  /** Asked before anything is sent in somebody's name. */
  readonly isStill: (who: string) => Promise<boolean>
}

export type Wrong = 'kept' | 'noRoom' | 'failed' | 'nobody'

/** What the pupil gets for it. `isSent`: the school has it. */
export interface Receipt {
  readonly number: string
  readonly isSent: boolean
}

/** The draft is kept this long after the last key, so that a picture is not written anew with each. Milliseconds. */
const KEEP_AFTER_MS = 250

export function useReport(parts: ReportParts, start: ConcernStart, now: () => number) {
  const { ask, report, box, isStill } = parts
  const [draft, setDraft] = useState<Draft>(() => report.draft ?? newDraft())
  const [receipt, setReceipt] = useState<Receipt>()
  const [wrong, setWrong] = useState<Wrong>()
  const [busy, setBusy] = useState(false)
  useKept(draft, start.who, receipt === undefined, report)
  useLatePage(ask, report)

  const change = useCallback((part: Partial<Draft>) => {
    setDraft((last) => ({ ...last, ...part }))
  }, [])
  const choose = useCallback(
    (kind: ConcernKind) =>
      setDraft((last) => {
        const chosen = { ...last, kind, step: 'words' as const }
        const whom = kind === last.kind ? last.whom : usualReader(kind, start.keys)
        const refused = pictureRefused(kind, report.page?.categories ?? [])
        return { ...(refused ? withoutPicture(chosen) : chosen), whom }
      }),
    [start, report],
  )
  const send = useCallback(async () => {
    const { kind } = draft
    if (kind === undefined || busy) return
    setBusy(true)
    setWrong(undefined)
    try {
      if (!(await isStill(start.who))) return
      const setting = { ...start, page: report.page }
      const { request, receipt: number, secret, pair, at } = await compose({ ...draft, kind }, setting, now())
      await box.keep({ request, at, who: start.who, secret, reply: pair })
      setReceipt({ number, isSent: false })
      await report.over()
      setReceipt({ number, isSent: await delivered(ask) })
    } catch (error) {
      setWrong(wrongOf(error))
    } finally {
      setBusy(false)
    }
  }, [draft, busy, start, report, box, ask, now, isStill])
  /** After a receipt, an empty page; what is being written stays. */
  const again = useCallback(() => {
    if (receipt === undefined) return
    setDraft(newDraft())
    setReceipt(undefined)
  }, [receipt])
  return { draft, change, choose, send, receipt, wrong, busy, again }
}
export type Telling = ReturnType<typeof useReport>

/** It is on the disk: whatever the worker says or does not say, nothing is lost. */
async function delivered(ask: Ask): Promise<boolean> {
  try {
    return (await ask('concern.saved', {})).sent
  } catch {
    return false // A worker that does not answer finds it when it starts again.
  }
}

function wrongOf(error: unknown): Wrong {
  if (error instanceof NotKept) return error.noRoom ? 'noRoom' : 'kept'
  return error instanceof NoReaderError ? 'nobody' : 'failed'
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
