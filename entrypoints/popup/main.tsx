import { sendToWorker } from '../../lib/browser/messaging.ts'
import { lessonNews, openBelow } from '../../lib/browser/page.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { PopupPage } from '../../lib/ui/popup/PopupPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

startPage(() => <PopupPage ask={ask} news={lessonNews} open={openBelow} />)
