/** What the routes of one running server share. */
import { randomBytes } from 'node:crypto'
import { Alerts } from './alerts/alerts.ts'
import { weekLetter } from './alerts/week-letter.ts'
import { Backups } from './backup/backups.ts'
import type { Database, Say } from './db/open.ts'
import { databaseFile, type Environment } from './environment.ts'
import { openDatabase } from './db/open.ts'
import { People } from './db/people.ts'
import { DeviceKeys } from './device/device-keys.ts'
import { Nonces } from './device/nonces.ts'
import { Envelopes } from './documents/envelopes.ts'
import { Found } from './found/found.ts'
import { Enrolment } from './enrolment/enrol.ts'
import { WaitingList } from './enrolment/waiting-list.ts'
import { Decoder } from './ingest/decoder.ts'
import { dataKeyOf } from './keys/data-key.ts'
import { SealKeys } from './keys/seal-key.ts'
import { SigningKeys } from './keys/signing.ts'
import { Vault } from './keys/vault.ts'
import { Packs } from './evidence/pack/packs.ts'
import { SiteChecker } from './lessons/checker.ts'
import { Lists } from './lists/lists.ts'
import { Live } from './live/live.ts'
import { Mail, postThrough } from './mail/mail.ts'
import { Metrics } from './metrics.ts'
import { Previews } from './policy/preview/previews.ts'
import { Ledgers } from './safeguarding/ledger.ts'

export interface Context {
  readonly environment: Environment
  readonly db: Database
  readonly vault: Vault
  readonly people: People
  readonly nonces: Nonces
  readonly deviceKeys: DeviceKeys
  readonly live: Live
  readonly enrolment: Enrolment
  readonly envelopes: Envelopes
  readonly signing: SigningKeys
  readonly seal: SealKeys
  readonly decoder: Decoder
  readonly siteChecker: SiteChecker
  readonly packs: Packs
  readonly previews: Previews
  readonly found: Found
  readonly alerts: Alerts
  readonly ledgers: Ledgers
  readonly lists: Lists
  readonly mail: Mail
  readonly backups: Backups
  readonly metrics: Metrics
  /** Hashes networks in the database, fresh at every start. */
  readonly networkKey: Buffer
  /** What the person who started the server should read. */
  readonly notices: readonly string[]
  close(): Promise<void>
}

const NO_MAIL =
  'No mail server is set: nobody is told when a concern waits. Set KERB_MAIL_URL and KERB_MAIL_FROM, see docs/server.md.'

/** Opens everything a server needs. Makes keys and database on the first start. @param say as of `openDatabase` */
export async function openContext(environment: Environment, say?: Say): Promise<Context> {
  const dataKey = dataKeyOf(environment)
  const vault = new Vault(dataKey.key)
  const signing = new SigningKeys(environment.keysDir)
  await signing.current()
  const seal = new SealKeys(environment.keysDir)
  await seal.all()
  const db = await openDatabase(databaseFile(environment), say)
  const people = new People(vault)
  const waiting = new WaitingList()
  const decoder = new Decoder({ keysDir: environment.keysDir, dataKey: dataKey.key })
  const file = databaseFile(environment)
  const reading = { file, dataDir: environment.dataDir, dataKey: dataKey.key }
  const siteChecker = new SiteChecker(reading)
  const previews = new Previews(reading)
  const packs = new Packs({ file, keysDir: environment.keysDir, dataKey: dataKey.key })
  const mail = new Mail({
    db,
    people,
    post: environment.mail && postThrough(environment.mail),
    compose: { 'alerts-week': (asked) => weekLetter({ db, vault }, asked) },
  })
  const live = new Live({ db, vault })
  const lists = new Lists({ db, vault, people, mail, environment })
  const backups = new Backups({ db, vault, environment, mail })
  const found = new Found({ db, vault, siteChecker, live })
  const alerts = new Alerts({ db, vault, people, mail })
  return {
    environment,
    db,
    vault,
    people,
    nonces: new Nonces(),
    deviceKeys: new DeviceKeys(),
    live,
    enrolment: new Enrolment(db, people, waiting),
    envelopes: new Envelopes(db, vault, signing),
    signing,
    seal,
    decoder,
    siteChecker,
    packs,
    previews,
    found,
    alerts,
    ledgers: new Ledgers(db, vault),
    lists,
    mail,
    backups,
    metrics: new Metrics(),
    networkKey: randomBytes(32),
    notices: [...(dataKey.notice ? [dataKey.notice] : []), ...(environment.mail ? [] : [NO_MAIL])],
    async close() {
      await previews.close()
      await backups.close()
      await live.close()
      await alerts.close()
      await mail.close()
      await found.close()
      await lists.close()
      await decoder.close()
      await siteChecker.close()
      await packs.close()
      await waiting.write(db)
      await db.destroy()
    },
  }
}
