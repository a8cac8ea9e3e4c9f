/** In place of everything, when nobody is at the page or its owner says so. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../i18n/context.ts'

export function Cover({ show }: { show: () => void }) {
  const { t } = useWords()
  const button = useRef<HTMLButtonElement>(null)
  // Before the browser leaves what is hidden now: a half-written answer is gone on with where it was.
  useLayoutEffect(() => {
    const had = document.activeElement
    button.current?.focus()
    return () => void requestAnimationFrame(() => had instanceof HTMLElement && had.focus())
  }, [])
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
