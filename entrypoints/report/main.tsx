import { cover, ownReportsCover, showMine } from '../../lib/browser/cover.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, beginAnew } from '../../lib/browser/page.ts'
import { openReportPage } from '../../lib/browser/report-page.ts'
import { ConcernBox } from '../../lib/concern/box.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { CoverGate } from '../../lib/ui/cover/CoverGate.tsx'
import { ReportPage } from '../../lib/ui/report/ReportPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)
const box = new ConcernBox()
const view = location.search === '?mine' ? 'mine' : 'tell'

// A new person may tell at once; what the one before wrote or was answered is not theirs to see.
void openReportPage(location.hash).then((report) => {
  const ownCover = {
    state: view === 'mine' ? ownReportsCover(again) : () => report.cover(),
    news: cover.news,
  }
  const writer = { is: () => report.isWriter(), isNot: () => report.isNotWriter().then(beginAnew) }
  return startPage(() => (
    <CoverGate ask={ask} cover={ownCover} again={again} leave={beginAnew} writer={writer}>
      <ReportPage ask={ask} report={report} box={box} view={view} showMine={showMine} />
    </CoverGate>
  ))
})
