/** The way out of the report's page: back to where it was started, or to a new tab. */
import type { OpenReport } from '../../browser/report-page.ts'
import { useWords } from '../i18n/context.ts'
import { Picto } from '../parts/Picto.tsx'

export function Leave({ report }: { report: OpenReport }) {
  const { t } = useWords()
  return (
    <button type="button" class="button" onClick={() => void report.leave()}>
      <Picto name="back" />
      {t(report.canReturn ? 'report.leave' : 'report.close')}
    </button>
  )
}
