import { sendToWorker } from '../../lib/browser/messaging.ts'
import { lessonNews, openBelow } from '../../lib/browser/page.ts'
import { openReport, tabInFront } from '../../lib/browser/report.ts'
import { isTeamHere } from '../../lib/concern/team-here.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { PopupPage } from '../../lib/ui/popup/PopupPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

// By itself: the worker may hang, and is asked only what may go with it.
const tell = async (): Promise<void> => {
  await openReport(await tabInFront(), (url) => ask('report.page', { url }))
  window.close()
}

startPage(() => (
  <PopupPage ask={ask} news={lessonNews} open={openBelow} tell={() => void tell()} isTeam={isTeamHere} />
))
