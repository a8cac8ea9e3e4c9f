/** What is in sight when the pupil hides the page: nothing that says what it was. */
import { useEffect, useRef } from 'preact/hooks'
import { useWords } from '../i18n/context.ts'

export function Hidden({ show }: { show: () => void }) {
  const { t } = useWords()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <>
      <h1>{t('report.hidden.title')}</h1>
      <div class="actions">
        <button ref={button} type="button" class="button" onClick={show}>
          {t('report.hidden.show')}
        </button>
      </div>
    </>
  )
}
