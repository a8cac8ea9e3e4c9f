import { sendToWorker } from '../../lib/browser/messaging.ts'
import { goBack, goTo } from '../../lib/browser/page.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { BlockedPage } from '../../lib/ui/blocked/BlockedPage.tsx'
import { cameBack } from '../../lib/ui/blocked/came-back.ts'
import { startPage } from '../../lib/ui/start.tsx'
import { stoppedAddress } from '../../lib/ui/web-address.ts'

const ask = createAsk(sendToWorker)
const address = stoppedAddress(location.search)

startPage(() => <BlockedPage address={address} ask={ask} goBack={goBack} goTo={goTo} cameBack={cameBack} />)
