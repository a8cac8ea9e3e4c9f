/** Asking for a stopped page: the button, the one box, and how it stands. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Explanation } from '../../messages/protocol.ts'
import { useWords } from '../i18n/context.ts'
import { AskForm } from './AskForm.tsx'
import { Standing } from './Standing.tsx'
import { type AskingParts, useAsking } from './use-asking.ts'

interface Props extends AskingParts {
  readonly explanation: Explanation
  /** What is said where nobody can be asked from here. */
  readonly children: ComponentChildren
}

/** After these the pupil may ask anew. */
const AGAIN: readonly (string | undefined)[] = [undefined, 'ended', 'many']

export function Asking({ explanation, children, ...parts }: Props) {
  const { t } = useWords()
  const { asking, answer, send, busy } = useAsking(parts)
  const [isOpen, setOpen] = useState(false)
  if (answer.kind === 'unanswered' || asking?.may === 'closed') return <>{children}</>
  if (asking === undefined) return null
  if (asking.may === 'nobody') return <p>{t('asking.nobody')}</p>
  const { request, waits } = asking
  const mayAsk = AGAIN.includes(request?.state)
  return (
    <div class="asking">
      {mayAsk && isOpen && <AskForm send={send} busy={busy} leave={() => setOpen(false)} />}
      <div role="status" tabIndex={-1} id="asking-standing" class="asking__standing">
        {request && <Standing request={request} waits={waits} explanation={explanation} />}
      </div>
      {mayAsk && !isOpen && (
        <p>
          <button type="button" class="button" onClick={() => setOpen(true)}>
            {t('asking.button')}
          </button>
        </p>
      )}
    </div>
  )
}
