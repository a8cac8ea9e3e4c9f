import { cover } from '../../lib/browser/cover.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, agreementNews, goTo, leave } from '../../lib/browser/page.ts'
import { tellHere } from '../../lib/browser/report.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { AgreementPage } from '../../lib/ui/agreement/AgreementPage.tsx'
import { CoverGate } from '../../lib/ui/cover/CoverGate.tsx'
import { startPage } from '../../lib/ui/start.tsx'
import { stoppedAddress } from '../../lib/ui/web-address.ts'

const ask = createAsk(sendToWorker)
const address = stoppedAddress(location.search)

// Nobody agrees in somebody else's name by sitting down at their browser.
startPage(() => (
  <CoverGate ask={ask} cover={cover} again={again} leave={leave} tell={tellHere}>
    <AgreementPage
      ask={ask}
      news={agreementNews}
      goOn={() => (address === undefined ? leave() : goTo(address))}
      tell={tellHere}
    />
  </CoverGate>
))
