/** The receipt, at once, online or not. */
import type { OpenReport } from '../../browser/report-page.ts'
import type { ConcernStart } from '../../messages/concerns.ts'
import { useWords } from '../i18n/context.ts'
import { Heading } from './Heading.tsx'
import { Leave } from './Leave.tsx'
import type { Receipt } from './use-sending.ts'

interface Props {
  readonly receipt: Receipt
  readonly start: ConcernStart
  readonly report: OpenReport
  readonly mine: () => void
}

/** Where the pupil finds what comes back. */
const answers = ({ unkept }: Receipt, { sender }: ConcernStart) =>
  unkept ?? (sender.name === undefined ? 'mineNobody' : 'mine')

export function Done({ receipt, start, report, mine }: Props) {
  const { t } = useWords()
  return (
    <>
      <Heading take>{t('report.done.title')}</Heading>
      <p class="lead" role="status">
        {t(
          receipt.isSent ? 'report.done.sent' : start.forgets ? 'report.done.forgets' : 'report.done.waiting',
        )}
      </p>
      <div class="receipt">
        <p>{t('report.done.number')}</p>
        <p class="receipt__number">
          <bdi dir="ltr">{receipt.number}</bdi>
        </p>
        <p class="small soft">{t('report.done.numberHint')}</p>
      </div>
      <section class="part" aria-labelledby="next">
        <h2 id="next">{t('report.done.next')}</h2>
        <p>{t(`report.done.${answers(receipt, start)}`)}</p>
      </section>
      <div class="actions">
        <Leave report={report} />
        <button type="button" class="button" onClick={mine}>
          {t('report.mine')}
        </button>
      </div>
    </>
  )
}
