import { sendToWorker } from '../../lib/browser/messaging.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { PopupPage } from '../../lib/ui/popup/PopupPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

startPage(() => <PopupPage ask={ask} />)
