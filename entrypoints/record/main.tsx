import { cover } from '../../lib/browser/cover.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, knowingNews, leave } from '../../lib/browser/page.ts'
import { tellHere } from '../../lib/browser/report.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { CoverGate } from '../../lib/ui/cover/CoverGate.tsx'
import { RecordPage } from '../../lib/ui/record/RecordPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

startPage(() => (
  <CoverGate ask={ask} cover={cover} again={again} leave={leave} tell={tellHere}>
    <RecordPage ask={ask} news={knowingNews} />
  </CoverGate>
))
