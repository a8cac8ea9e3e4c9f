import { sendToWorker } from '../../lib/browser/messaging.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { SettingsPage } from '../../lib/ui/settings/SettingsPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)

startPage(() => <SettingsPage ask={ask} />)
