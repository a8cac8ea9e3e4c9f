/** Where there is nothing else to do. */
import { useWords } from '../i18n/context.ts'
import { Picto } from './Picto.tsx'

export function TryAgain({ retry }: { retry: () => void }) {
  const { t } = useWords()
  return (
    <div class="actions">
      <button type="button" class="button button--main" onClick={retry}>
        <Picto name="again" />
        {t('action.tryAgain')}
      </button>
    </div>
  )
}
