import { coverNews, coverState } from '../../lib/browser/cover.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, agreementNews, goTo, leave } from '../../lib/browser/page.ts'
import { openReport, tabInFront } from '../../lib/browser/report.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { AgreementPage } from '../../lib/ui/agreement/AgreementPage.tsx'
import { CoverGate } from '../../lib/ui/cover/CoverGate.tsx'
import { startPage } from '../../lib/ui/start.tsx'
import { stoppedAddress } from '../../lib/ui/web-address.ts'

const ask = createAsk(sendToWorker)
const address = stoppedAddress(location.search)

// Of a page of ours no picture is taken: nobody need be asked.
const tell = async (): Promise<void> => openReport(await tabInFront(), async () => null)

const cover = { state: coverState, news: coverNews }

// Nobody agrees in somebody else's name by sitting down at their browser.
startPage(() => (
  <CoverGate ask={ask} cover={cover} again={again} leave={leave} tell={() => void tell()}>
    <AgreementPage
      ask={ask}
      news={agreementNews}
      goOn={() => (address === undefined ? leave() : goTo(address))}
      tell={() => void tell()}
    />
  </CoverGate>
))
