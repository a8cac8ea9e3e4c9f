/** Where there is nothing else to do. */
import { useWords } from '../i18n/context.ts'

export function TryAgain({ retry }: { retry: () => void }) {
  const { t } = useWords()
  return (
    <div class="actions">
      <button type="button" class="button button--main" onClick={retry}>
        {t('action.tryAgain')}
      </button>
    </div>
  )
}
