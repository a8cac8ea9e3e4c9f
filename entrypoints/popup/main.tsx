import { cover } from '../../lib/browser/cover.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, openBelow, statusNews } from '../../lib/browser/page.ts'
import { openReport, tabInFront } from '../../lib/browser/report.ts'
import { isTeamHere } from '../../lib/concern/team-here.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { CoverGate } from '../../lib/ui/cover/CoverGate.tsx'
import { PopupPage } from '../../lib/ui/popup/PopupPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

// By itself: the worker may hang, and is asked only what may go with it.
const tell = async (): Promise<void> => {
  await openReport(await tabInFront(), (url) => ask('report.page', { url }))
  window.close()
}

startPage(() => (
  <CoverGate ask={ask} cover={cover} again={again} leave={() => window.close()} tell={() => void tell()}>
    <PopupPage ask={ask} news={statusNews} open={openBelow} tell={() => void tell()} isTeam={isTeamHere} />
  </CoverGate>
))
