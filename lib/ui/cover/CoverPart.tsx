/** On a page that must stay whoever is there: what is one person's own on it is left out until they say so. */
import { useState } from 'preact/hooks'
import type { Ask } from '../../messages/send.ts'
import { useWords } from '../i18n/context.ts'

export function CoverPart({ ask, isForgotten }: { ask: Ask; isForgotten: boolean }) {
  const { t } = useWords()
  const [failed, setFailed] = useState(false)
  const say = (same: boolean) => () => {
    setFailed(false)
    ask('cover.answer', { same }).catch(() => setFailed(true))
  }
  return (
    <section class="part">
      <h2>{t('cover.title')}</h2>
      <p>{t('cover.part')}</p>
      {failed && (
        <p class="note" role="alert">
          {t('cover.unanswered')}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={say(true)}>
          {t('cover.yes')}
        </button>
        {!isForgotten && (
          <button type="button" class="button" onClick={say(false)}>
            {t('cover.no')}
          </button>
        )}
      </div>
      {!isForgotten && <p class="small soft">{t('cover.what')}</p>}
    </section>
  )
}
