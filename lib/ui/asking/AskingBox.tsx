/** Asking for something: the button, the one box, and how it stands. It holds only whether the box is open. */
import { useEffect, useState } from 'preact/hooks'
import type { Asking } from '../../messages/asking.ts'
import { useWords } from '../i18n/context.ts'
import { Picto } from '../parts/Picto.tsx'
import { AskForm } from './AskForm.tsx'
import { Standing, type StandingParts } from './Standing.tsx'
import { type KeptWords, useKept } from './use-kept.ts'

interface Props extends Pick<StandingParts, 'of' | 'at'> {
  /** Names it on its page. */
  readonly id: string
  readonly asking: Asking
  readonly send: (why: string) => Promise<void>
  readonly busy: boolean
  /** Where what is half written outlives the page; it is lost with it where this is left out. */
  readonly kept?: KeptWords | undefined
}

/** After these the pupil may ask anew. */
const AGAIN: readonly (string | undefined)[] = [undefined, 'ended', 'many']

const BUTTON = { page: 'asking.button', file: 'asking.file.button' } as const
const NOBODY = { page: 'asking.nobody', file: 'asking.file.nobody' } as const

export function AskingBox({ id, of, at, asking, send, busy, kept }: Props) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [why, setWhy] = useKept(kept)
  const isSent = !AGAIN.includes(asking.request?.state)
  useEffect(() => {
    if (isSent) setWhy('')
  }, [isSent, setWhy])
  if (asking.may === 'nobody') return <p>{t(NOBODY[of])}</p>
  const { request, waits } = asking
  const mayAsk = !isSent
  const isWriting = isOpen || why !== ''
  const leave = (): void => {
    setWhy('')
    setOpen(false)
  }
  return (
    <div class="asking">
      {mayAsk && isWriting && <AskForm {...{ id, of, send, busy, leave, why, setWhy }} />}
      <div role="status" tabIndex={-1} id={`${id}-standing`} class="asking__standing">
        {request && <Standing of={of} at={at} request={request} waits={waits} />}
      </div>
      {mayAsk && !isWriting && (
        <p>
          <button type="button" class="button" onClick={() => setOpen(true)}>
            <Picto name="ask" />
            {t(BUTTON[of])}
          </button>
        </p>
      )}
    </div>
  )
}
