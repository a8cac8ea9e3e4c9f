import { cover } from '../../lib/browser/cover.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, knowingNews, leave } from '../../lib/browser/page.ts'
import { tellHere } from '../../lib/browser/report.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { CoverGate } from '../../lib/ui/cover/CoverGate.tsx'
import { startPage } from '../../lib/ui/start.tsx'
import { WelcomePage } from '../../lib/ui/welcome/WelcomePage.tsx'

const ask = createAsk(sendToWorker)

// Nobody has read in somebody else's name what is recorded.
startPage(() => (
  <CoverGate ask={ask} cover={cover} again={again} leave={leave} tell={tellHere}>
    <WelcomePage ask={ask} news={knowingNews} leave={leave} />
  </CoverGate>
))
