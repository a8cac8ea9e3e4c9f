/** The agreement's page when there is nothing to read on it. */
import type { AgreementView, Asked } from '../../messages/agreement.ts'
import { useWords } from '../i18n/context.ts'
import { AskSomebody } from '../parts/AskSomebody.tsx'
import { TryAgain } from '../parts/TryAgain.tsx'

export function Unanswered({ retry }: { retry: () => void }) {
  const { t } = useWords()
  return (
    <>
      <h1>{t('agreement.unanswered.title')}</h1>
      <p class="lead">{t('agreement.unanswered.lead')}</p>
      <TryAgain retry={retry} />
    </>
  )
}

/** The school asks for none. */
export function None({ goOn }: { goOn: () => void }) {
  const { t } = useWords()
  return (
    <>
      <h1>{t('agreement.none.title')}</h1>
      <p class="lead">{t('agreement.none.lead')}</p>
      <div class="actions">
        <button type="button" class="button button--main" onClick={goOn}>
          {t('agreement.goOn')}
        </button>
      </div>
    </>
  )
}

interface MissingProps {
  readonly asked: Asked
  readonly school: AgreementView['school']
  readonly retry: () => void
}

/** Its text could not be had: what stays open, whom to ask. It comes by itself when it can. */
export function Missing({ asked, school, retry }: MissingProps) {
  const { t } = useWords()
  return (
    <>
      <h1>{t('agreement.missing.title')}</h1>
      <p class="lead" role="status">
        {t('agreement.missing.lead')}
      </p>
      {asked.until !== 'remind' && (
        <p>{t(asked.work ? 'agreement.missing.open' : 'agreement.missing.openHelp')}</p>
      )}
      <Whom school={school} />
      <TryAgain retry={retry} />
    </>
  )
}

export function Whom({ school }: Pick<MissingProps, 'school'>) {
  const { t } = useWords()
  return <AskSomebody contact={school.contact} named={t('agreement.ask')} anybody={t('agreement.askAdult')} />
}
