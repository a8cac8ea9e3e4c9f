/** A blocked page with no explanation: none yet, no address, no answer, or nothing to stop any more. */
import { useWords } from '../i18n/context.ts'
import { Picto } from '../parts/Picto.tsx'
import { Tell } from '../parts/Tell.tsx'

interface Props {
  readonly kind: 'asking' | 'generic' | 'unanswered' | 'open'
  readonly goBack: () => void
  readonly retry: () => void
  readonly open: () => void
  readonly tell: () => void
}

export function Plain({ kind, goBack, retry, open, tell }: Props) {
  const { t } = useWords()
  // Shown by CSS only when the answer takes long: no flash of words that change at once.
  if (kind === 'asking') return <h1 class="wait">{t('blocked.wait')}</h1>
  return (
    <>
      <h1>{t(`blocked.title.${kind}`)}</h1>
      <p class="lead">{t(`blocked.lead.${kind}`)}</p>
      <div class="actions">
        {kind === 'open' && (
          <button type="button" class="button button--main" onClick={open}>
            {t('action.open')}
          </button>
        )}
        <button type="button" class={kind === 'open' ? 'button' : 'button button--main'} onClick={goBack}>
          <Picto name="back" />
          {t('action.goBack')}
        </button>
        {kind === 'unanswered' && (
          <button type="button" class="button" onClick={retry}>
            <Picto name="again" />
            {t('action.tryAgain')}
          </button>
        )}
        <Tell tell={tell} />
      </div>
    </>
  )
}
