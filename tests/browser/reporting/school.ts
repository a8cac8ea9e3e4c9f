/** The school's side for tests of reporting: its safeguarding team, let in over the wire as their own pages do it. */
import { join } from 'node:path'
import { memberClient, type MemberClient } from '../../../lib/concern/member-client.ts'
import type { OwnKey } from '../../../lib/concern/member-key.ts'
import { createClient } from '../../../lib/device/client.ts'
import type { Role } from '../../../lib/protocol/staff-roles.ts'
import type { Statement } from '../../../lib/protocol/safeguarding-keys.ts'
import { openDatabase } from '../../../server/db/open.ts'
import { People } from '../../../server/db/people.ts'
import { databaseFile, readEnvironment } from '../../../server/environment.ts'
import { dataKeyOf } from '../../../server/keys/data-key.ts'
import { Vault } from '../../../server/keys/vault.ts'
import { makeCode } from '../../../server/safeguarding/joining.ts'
import { setRoles } from '../../../server/staff/roles.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { minuteNow } from '../../rig/numbers.ts'
import type { School } from '../../rig/server.ts'
import { until } from '../../rig/until.ts'
import { reportingValues, type Team } from './stage.ts'

type Joined = Extract<Statement, { kind: 'join' }>

/** Lets the whole team in, and gives back how its members speak to the server, by name. */
export async function letIn(school: School, team: Team): Promise<Map<string, MemberClient>> {
  const { folder } = school
  const environment = readEnvironment({ KERB_DATA: join(folder, 'data'), KERB_KEYS: join(folder, 'keys') })
  const db = await openDatabase(databaseFile(environment))
  const people = new People(new Vault(dataKeyOf(environment).key))
  const clients = new Map<string, MemberClient>()
  const statements = team.ledger as readonly Joined[]
  try {
    for (const [place, own] of [team.khan, team.jones, team.head].entries()) {
      const { name, role } = statements[place]!
      const person = await people.numberOf(db, `${place}@hill.test`)
      const roles: readonly Role[] = role === 'team' ? ['dsl'] : ['teacher']
      await setRoles(db, person, 'administrator', roles, Date.now())
      const { code } = await makeCode(db, { person, role }, Date.now())
      const client = clientOf(school, own)
      clients.set(name, client)
      await client.join({ code, keys: own.keys, name, ...(place === 0 && { first: statements[0]! }) })
      if (place > 0) await clients.get('Mrs Khan')?.append(statements[place]!)
    }
  } finally {
    await db.destroy()
  }
  return clients
}

/** Managed values of a pupil's browser at this school. */
export const valuesOf = (school: School, team: Team) => ({
  ...reportingValues(team),
  serverAddress: school.address,
  serverKeys: [...school.keys],
  enrolmentToken: school.token,
})

/** A device looks for its server each minute; twice that, on a busy machine. */
export const MINUTES = 150_000

/** Resolves once the browser has the team's keys from the server. */
export async function knowsTeam(browser: ManagedBrowser): Promise<void> {
  const knows = () =>
    browser.evaluateInWorker(async () => 'safeguarding' in (await chrome.storage.local.get('safeguarding')))
  await sooner(browser, knows, 'the team’s keys')
}

/** What comes within a minute comes at once where the device is asked. */
export const sooner = (
  browser: ManagedBrowser,
  look: () => Promise<boolean> | boolean,
  what: string,
): Promise<unknown> =>
  until(async () => (await look()) || (await minuteNow(browser), false), {
    what,
    within: MINUTES,
    every: 1_000,
  })

const clientOf = ({ address }: School, { id, signKey }: OwnKey): MemberClient =>
  memberClient(createClient({ server: address, installation: { id, privateKey: signKey }, fetch }))
