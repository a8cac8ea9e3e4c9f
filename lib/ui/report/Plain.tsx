/** The report's page when there is nothing to fill in: not yet, no answer, or a school that has not set it up. */
import type { OpenReport } from '../../browser/report-page.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import { useWords } from '../i18n/context.ts'
import { AskSomebody } from '../parts/AskSomebody.tsx'
import { TryAgain } from '../parts/TryAgain.tsx'
import { Leave } from './Leave.tsx'

// Shown by CSS only when the answer takes long: no flash of words that change at once.
export function Wait() {
  const { t } = useWords()
  return <h1 class="wait">{t('report.wait')}</h1>
}

export function Unanswered({ retry }: { retry: () => void }) {
  const { t } = useWords()
  return (
    <>
      <h1>{t('report.wrong.unansweredTitle')}</h1>
      <p class="lead" role="alert">
        {t('report.wrong.unanswered')}
      </p>
      <TryAgain retry={retry} />
    </>
  )
}

/** The school has set it up, and this device has not heard of it yet. */
export function NotReady({ retry, school }: Pick<ConcernStart, 'school'> & { retry: () => void }) {
  const { t } = useWords()
  return (
    <>
      <h1>{t('report.notReady.title')}</h1>
      <p class="lead" role="alert">
        {t('report.notReady.lead')}
      </p>
      <Whom school={school} />
      <TryAgain retry={retry} />
    </>
  )
}

function Whom({ school }: Pick<ConcernStart, 'school'>) {
  const { t } = useWords()
  const [named, anybody] = [t('report.notSetUp.contact'), t('report.notSetUp.contactPlain')]
  return <AskSomebody contact={school.contact} named={named} anybody={anybody} />
}

export function NotSetUp({ school, report }: Pick<ConcernStart, 'school'> & { report: OpenReport }) {
  const { t } = useWords()
  return (
    <>
      <h1>{t('report.notSetUp.title')}</h1>
      <p class="lead">{t('report.notSetUp.lead')}</p>
      <Whom school={school} />
      <div class="actions">
        <Leave report={report} />
      </div>
    </>
  )
}
