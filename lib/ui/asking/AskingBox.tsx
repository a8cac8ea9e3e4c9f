/** Asking for something: the button, the one box, and how it stands. It holds only whether the box is open. */
import { useState } from 'preact/hooks'
import type { Asking } from '../../messages/asking.ts'
import { useWords } from '../i18n/context.ts'
import { AskForm } from './AskForm.tsx'
import { Standing, type StandingParts } from './Standing.tsx'

interface Props extends Pick<StandingParts, 'of' | 'at'> {
  /** Names it on its page. */
  readonly id: string
  readonly asking: Asking
  readonly send: (why: string) => Promise<void>
  readonly busy: boolean
}

/** After these the pupil may ask anew. */
const AGAIN: readonly (string | undefined)[] = [undefined, 'ended', 'many']

const BUTTON = { page: 'asking.button', file: 'asking.file.button' } as const
const NOBODY = { page: 'asking.nobody', file: 'asking.file.nobody' } as const

export function AskingBox({ id, of, at, asking, send, busy }: Props) {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  if (asking.may === 'nobody') return <p>{t(NOBODY[of])}</p>
  const { request, waits } = asking
  const mayAsk = AGAIN.includes(request?.state)
  return (
    <div class="asking">
      {mayAsk && isOpen && <AskForm id={id} of={of} send={send} busy={busy} leave={() => setOpen(false)} />}
      <div role="status" tabIndex={-1} id={`${id}-standing`} class="asking__standing">
        {request && <Standing of={of} at={at} request={request} waits={waits} />}
      </div>
      {mayAsk && !isOpen && (
        <p>
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {t(BUTTON[of])}
          </button>
        </p>
      )}
    </div>
  )
}
