import { coverNews, coverState } from '../../lib/browser/cover.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, askingNews, goBack, goTo, knowingNews } from '../../lib/browser/page.ts'
import { openReport, tabInFront } from '../../lib/browser/report.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { BlockedPage } from '../../lib/ui/blocked/BlockedPage.tsx'
import { cameBack } from '../../lib/ui/blocked/came-back.ts'
import { startPage } from '../../lib/ui/start.tsx'
import { stoppedAddress } from '../../lib/ui/web-address.ts'

const ask = createAsk(sendToWorker)
const address = stoppedAddress(location.search)

// What was stopped is known from our own address, and of a page of ours no picture is taken: nobody need be asked.
const tell = async (): Promise<void> => openReport(await tabInFront(), async () => null)

const cover = { state: coverState, news: coverNews }

startPage(() => (
  <BlockedPage
    address={address}
    ask={ask}
    askingNews={askingNews}
    news={knowingNews}
    cover={cover}
    again={again}
    goBack={goBack}
    goTo={goTo}
    tell={() => void tell()}
    cameBack={cameBack}
  />
))
