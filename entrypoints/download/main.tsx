import { coverNews, coverState } from '../../lib/browser/cover.ts'
import { closePrompt, downloadNews } from '../../lib/browser/downloads.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, leave } from '../../lib/browser/page.ts'
import { openReport, tabInFront } from '../../lib/browser/report.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { CoverGate } from '../../lib/ui/cover/CoverGate.tsx'
import { DownloadPage } from '../../lib/ui/download/DownloadPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

const cover = { state: coverState, news: coverNews }

// Of a page of ours no picture is taken: nobody need be asked.
const tell = async (): Promise<void> => openReport(await tabInFront(), async () => null)

startPage(() => (
  <CoverGate ask={ask} cover={cover} again={again} leave={leave} tell={() => void tell()}>
    <DownloadPage ask={ask} news={downloadNews} close={() => void closePrompt()} />
  </CoverGate>
))
