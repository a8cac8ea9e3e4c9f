/** A button for what cannot be taken back: pressed, it says what will be, and asks once more. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../i18n/context.ts'

interface Props {
  readonly ask: string
  /** The accessible name of the first button, where `ask` alone does not say which. */
  readonly label?: string
  readonly title?: string
  readonly lead: string
  readonly yes: string
  readonly done: () => Promise<unknown>
}

export function Confirm({ ask, label, title, lead, yes, done }: Props) {
  const { t } = useWords()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isAsking) box.current?.focus()
  }, [isAsking])
  const go = async () => {
    setBusy(true)
    await done()
    setBusy(false)
    setAsking(false)
  }
  if (!isAsking)
    return (
      <div class="actions">
        <button type="button" class="button" aria-label={label} onClick={() => setAsking(true)}>
          {ask}
        </button>
      </div>
    )
  return (
    <div ref={box} class="confirm stack" role="group" tabIndex={-1} aria-label={title ?? label ?? ask}>
      {title !== undefined && <h3>{title}</h3>}
      <p>{lead}</p>
      <div class="actions">
        <button type="button" class="button button--main" disabled={isBusy} onClick={() => void go()}>
          {yes}
        </button>
        <button type="button" class="button" onClick={() => setAsking(false)}>
          {t('safeguarding.keys.cancel')}
        </button>
      </div>
    </div>
  )
}
