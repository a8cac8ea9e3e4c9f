import { askWords } from '../../lib/browser/ask-words.ts'
import { cover } from '../../lib/browser/cover.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { again, askingNews, goBack, goTo, knowingNews } from '../../lib/browser/page.ts'
import { tellHere } from '../../lib/browser/report.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { BlockedPage } from '../../lib/ui/blocked/BlockedPage.tsx'
import { cameBack } from '../../lib/ui/blocked/came-back.ts'
import { startPage } from '../../lib/ui/start.tsx'
import { stoppedAddress } from '../../lib/ui/web-address.ts'

const ask = createAsk(sendToWorker)
const address = stoppedAddress(location.search)
const kept = askWords(address)

startPage(() => (
  <BlockedPage
    address={address}
    ask={ask}
    askingNews={askingNews}
    kept={kept}
    news={knowingNews}
    cover={cover}
    again={again}
    goBack={goBack}
    goTo={goTo}
    tell={tellHere}
    cameBack={cameBack}
  />
))
