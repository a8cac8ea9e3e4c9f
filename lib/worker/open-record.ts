/** Opens what rows are kept in: the installation they are numbered for, the keys of this session, the store. */
import { KerbDatabase } from '../activity/database.ts'
import { Outbox } from '../activity/outbox.ts'
import { SessionKeys } from '../activity/session-keys.ts'
import { ActivityStore } from '../activity/store.ts'
import { sessionSecrets } from '../browser/session-secrets.ts'
import { type Installation, loadInstallation } from '../device/keys.ts'

export interface OpenRecord {
  readonly installation: Promise<Installation>
  readonly store: Promise<ActivityStore>
  readonly outbox: Promise<Outbox>
}

export function openRecord(): OpenRecord {
  const database = new KerbDatabase()
  const installation = loadInstallation(database)
  const keys = new SessionKeys(
    sessionSecrets,
    installation.then(({ id }) => id),
  )
  // Asked for at once, beside the installation. What fails here fails again at the first row, and is told there.
  keys.current().catch(() => undefined)
  const store = installation.then(({ id }) => new ActivityStore({ db: database, keys, installation: id }))
  return { installation, store, outbox: store.then((made) => new Outbox(made)) }
}
