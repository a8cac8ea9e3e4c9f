/**
 * The way of a sealed concern off its page: onto the disk, from where the worker sends it. Where the disk takes nothing,
 * straight to the school; and both again while the page is open, for a full disk must keep nobody from telling.
 */
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { OpenReport } from '../../browser/report-page.ts'
import type { ConcernBox, NewConcern } from '../../concern/box.ts'
import { NotKept } from '../../concern/not-kept.ts'
import type { Saved } from '../../messages/concerns.ts'
import type { Ask } from '../../messages/send.ts'
import type { ConcernRequest } from '../../protocol/concerns.ts'

/** What the pupil gets for it. */
export interface Receipt {
  readonly number: string
  /** The school has it. */
  readonly isSent: boolean
  /** Why this device has nothing that opens its answers, so far; absent where it has. */
  readonly unkept?: 'full' | 'failed'
}

/** A sealed concern, and its receipt's number. */
export interface Sealed {
  readonly concern: NewConcern
  readonly number: string
}

interface Going extends Sealed {
  readonly isSent: boolean
}

export interface SendingParts {
  readonly ask: Ask
  readonly report: Pick<OpenReport, 'over'>
  readonly box: Pick<ConcernBox, 'keep'>
}

/** Until it is tried again. Milliseconds. */
const AGAIN_MS = 15_000

export function useSending({ ask, report, box }: SendingParts) {
  const [receipt, setReceipt] = useState<Receipt>()
  /** What the disk did not take, or does not give back. */
  const [going, setGoing] = useState<Going>()
  /** @returns why it is neither kept nor with the school, if so */
  const bring = useCallback(
    async ({ concern, number, isSent }: Going): Promise<NotKept | undefined> => {
      const unkept = await keep(box, concern)
      if (unkept === undefined) {
        setGoing(undefined)
        setReceipt({ number, isSent })
        await report.over()
        const { sent, unread } = await delivered(ask)
        const isThere = isSent || sent || (unread === true && (await sentAtOnce(ask, concern.request)))
        // The worker cannot read it, and nobody else is there to try again.
        if (unread && !isThere) setGoing({ concern, number, isSent: false })
        setReceipt({ number, isSent: isThere })
        return undefined
      }
      const isThere = isSent || (await sentAtOnce(ask, concern.request))
      setGoing({ concern, number, isSent: isThere })
      if (!isThere) return unkept
      setReceipt({ number, isSent: true, unkept: unkept.noRoom ? 'full' : 'failed' })
      await report.over()
      return undefined
    },
    [ask, report, box],
  )
  useEffect(() => {
    if (going === undefined) return undefined
    // The receipt is what counts; a draft that could not be thrown away is nothing to tell of.
    const timer = setTimeout(() => void bring(going).catch(() => undefined), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [going, bring])
  const send = useCallback((sealed: Sealed) => bring({ ...sealed, isSent: false }), [bring])
  /** Nothing of it is tried again. */
  const drop = useCallback(() => {
    setGoing(undefined)
    setReceipt(undefined)
  }, [])
  return { receipt, going, send, drop }
}

async function keep(box: SendingParts['box'], concern: NewConcern): Promise<NotKept | undefined> {
  try {
    await box.keep(concern)
    return undefined
  } catch (error) {
    if (error instanceof NotKept) return error
    throw error
  }
}

/** It is on the disk: whatever the worker says or does not say, nothing is lost. */
async function delivered(ask: Ask): Promise<Saved> {
  try {
    return await ask('concern.saved', {})
  } catch {
    return { sent: false } // A worker that does not answer finds it when it starts again.
  }
}

/** It is nowhere but on this page, or on a disk that does not give it back. */
async function sentAtOnce(ask: Ask, concern: ConcernRequest): Promise<boolean> {
  try {
    return (await ask('concern.send', { concern })).sent
  } catch {
    return false // It is tried again.
  }
}
