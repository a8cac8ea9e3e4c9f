import { sendToWorker } from '../../lib/browser/messaging.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { RecordPage } from '../../lib/ui/record/RecordPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

startPage(() => <RecordPage ask={ask} />)
