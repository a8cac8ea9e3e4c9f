import { sendToWorker } from '../../lib/browser/messaging.ts'
import { openReportPage } from '../../lib/browser/report-page.ts'
import { ConcernBox } from '../../lib/concern/box.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { ReportPage } from '../../lib/ui/report/ReportPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)
const box = new ConcernBox()
const view = location.search === '?mine' ? 'mine' : 'tell'

void openReportPage(location.hash).then((report) =>
  startPage(() => <ReportPage ask={ask} report={report} box={box} view={view} />),
)
