import { sendToWorker } from '../../lib/browser/messaging.ts'
import { knowingNews, leave } from '../../lib/browser/page.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { startPage } from '../../lib/ui/start.tsx'
import { WelcomePage } from '../../lib/ui/welcome/WelcomePage.tsx'

const ask = createAsk(sendToWorker)

startPage(() => <WelcomePage ask={ask} news={knowingNews} leave={leave} />)
