/** In place of everything, when nobody is at the page or its owner says so. */
import { useEffect, useRef } from 'preact/hooks'
import { useWords } from '../i18n/context.ts'

export function Cover({ show }: { show: () => void }) {
  const { t } = useWords()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <section class="panel cover" aria-labelledby="cover">
      <h2 id="cover">{t('safeguarding.cover.title')}</h2>
      <p>{t('safeguarding.cover.lead')}</p>
      <div class="actions">
        <button ref={button} type="button" class="button button--main" onClick={show}>
          {t('safeguarding.cover.show')}
        </button>
      </div>
    </section>
  )
}
