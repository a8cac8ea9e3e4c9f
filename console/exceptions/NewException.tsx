/** What a new unblock and a new pause have in common: a form below a line that opens it, a reason, and until when. */
import type { ComponentChildren } from 'preact'
import { type Signal, useSignal } from '@preact/signals'
import { Form, Wrong } from '../Form.tsx'
import { LEAST_REASON } from '../Why.tsx'
import type { End } from './Ending.tsx'
import { endOf, type Span } from './until.ts'

interface Asked {
  readonly reason: Signal<string>
  readonly end: End
  readonly wrong: Signal<readonly string[]>
  /** @returns what was written, or null where something has to be put right: `wrong` says what, in the order of the fields */
  readonly read: (
    before: readonly string[],
    noReason: string,
    after?: readonly string[],
  ) => { readonly reason: string; readonly until: number } | null
}

export function useException(span: Span): Asked {
  const reason = useSignal('')
  const end = { span: useSignal(span), day: useSignal('') }
  const wrong = useSignal<readonly string[]>([])
  const read: Asked['read'] = (before, noReason, after = []) => {
    const words = reason.value.trim()
    const until = endOf(end.span.value, end.day.value, Date.now())
    wrong.value = [
      ...before,
      ...(words.length < LEAST_REASON ? [noReason] : []),
      ...after,
      ...(until === null ? ['Choose the last day.'] : []),
    ]
    return wrong.value.length > 0 || until === null ? null : { reason: words, until }
  }
  return { reason, end, wrong, read }
}

interface NewExceptionProps {
  readonly id: string
  readonly summary: string
  readonly button: string
  readonly wrong: readonly string[]
  readonly send: () => Promise<void>
  readonly children: ComponentChildren
}

export const NewException = ({ id, summary, button, wrong, send, children }: NewExceptionProps) => (
  <details class="policy__more panel">
    <summary>{summary}</summary>
    <Form class="policy__add" aria-describedby={`${id}-wrong`} send={send}>
      {children}
      <Wrong id={`${id}-wrong`} words={wrong} />
      <div class="actions">
        <button type="submit" class="button button--main">
          {button}
        </button>
      </div>
    </Form>
  </details>
)
