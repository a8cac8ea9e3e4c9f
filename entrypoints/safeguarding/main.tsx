import { KerbDatabase } from '../../lib/activity/database.ts'
import { sendToWorker } from '../../lib/browser/messaging.ts'
import { memberClient } from '../../lib/concern/member-client.ts'
import { OwnKeyStore } from '../../lib/concern/own-key-store.ts'
import { Team } from '../../lib/concern/team.ts'
import { createClient } from '../../lib/device/client.ts'
import { loadInstallation } from '../../lib/device/keys.ts'
import { createAsk } from '../../lib/messages/send.ts'
import { ledgerResponseSchema } from '../../lib/protocol/concerns.ts'
import { SafeguardingPage } from '../../lib/ui/safeguarding/SafeguardingPage.tsx'
import { startPage } from '../../lib/ui/start.tsx'

const ask = createAsk(sendToWorker)
const database = new KerbDatabase()
// The ledger is every installation's to ask for, before and after its owner has a key.
const installation = loadInstallation(database).finally(() => database.close())

const team = new Team({
  store: new OwnKeyStore(),
  start: () => ask('safeguarding.start', {}),
  ledger: async (server) => {
    const client = createClient({ server, installation: await installation })
    return (await client.ask({ method: 'GET', path: '/v1/safeguarding' }, ledgerResponseSchema)).ledger
  },
  member: (server, { id, signKey }) =>
    memberClient(createClient({ server, installation: { id, privateKey: signKey } })),
})

startPage(() => <SafeguardingPage team={team} />)
