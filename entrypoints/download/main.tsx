import { closePrompt, downloadNews } from '../../lib/browser/downloads.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { DownloadPage } from '../../lib/ui/download/DownloadPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

startPage(() => <DownloadPage ask={ask} news={downloadNews} close={() => void closePrompt()} />)
