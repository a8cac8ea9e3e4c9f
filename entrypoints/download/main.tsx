import { cover } from '../../lib/browser/cover.ts'
import { closePrompt, downloadNews } from '../../lib/browser/downloads.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, leave } from '../../lib/browser/page.ts'
import { tellHere } from '../../lib/browser/report.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { CoverGate } from '../../lib/ui/cover/CoverGate.tsx'
import { DownloadPage } from '../../lib/ui/download/DownloadPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

startPage(() => (
  <CoverGate ask={ask} cover={cover} again={again} leave={leave} tell={tellHere}>
    <DownloadPage ask={ask} news={downloadNews} close={() => void closePrompt()} />
  </CoverGate>
))
