/** A school with two safeguarding members, each in a managed browser, and a pupil's device that speaks to the server. */
import { join } from 'node:path'
import { enrol } from '../../../lib/device/enrolment.ts'
import type { Client } from '../../../lib/device/client.ts'
import { ledgerResponseSchema, type ConcernRequest } from '../../../lib/protocol/concerns.ts'
import { fingerprintOf, type MemberKey, readLedger } from '../../../lib/protocol/safeguarding-keys.ts'
import { openContext } from '../../../server/context.ts'
import type { Context } from '../../../server/context.ts'
import { readEnvironment } from '../../../server/environment.ts'
import { makeCode } from '../../../server/safeguarding/joining.ts'
import { setRoles } from '../../../server/staff/roles.ts'
import { REAL_CLAIM, realDevice } from '../../fixtures/real-device.ts'
import type { ManagedBrowser } from '../../rig/browser.ts'
import { startSchool, type School } from '../../rig/server.ts'
import { until } from '../../rig/until.ts'
import { PATIENTLY, SCHOOL, startSchoolBrowser } from '../backstops/school.ts'
import { letIn, publishOpen } from '../lessons/stage.ts'
import { LyingServer } from './lying-server.ts'

export const KHAN = 'khan@hill.test'
export const JONES = 'jones@hill.test'

export interface TeamStage {
  readonly school: School
  readonly context: Context
  /** What both browsers take for the school server. */
  readonly liar: LyingServer
  readonly khan: ManagedBrowser
  readonly jones: ManagedBrowser
  readonly pupil: Client
  /** A one-time code of the console for this account. */
  code(address: string): Promise<string>
  /** The keys in force as the real server hands them on. */
  keys(): Promise<{ readonly keys: readonly MemberKey[]; readonly last: string }>
  send(request: ConcernRequest): Promise<void>
  /** Puts a fingerprint into the managed values of both browsers. */
  pin(safeguardingKey: string, ...browsers: readonly ManagedBrowser[]): Promise<void>
  close(): Promise<void>
}

export interface StageOptions {
  /** Of the school server. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where each browser saves what it downloads. */
  readonly folders?: { readonly khan: string; readonly jones: string }
}

export async function openTeamStage({ environment = {}, folders }: StageOptions = {}): Promise<TeamStage> {
  const school = await startSchool({ environment })
  await school.openWindow(10)
  const group = await publishOpen(school)
  const liar = await LyingServer.before(school.address)
  const values = (userName: string) => ({
    serverAddress: liar.address,
    serverKeys: school.keys,
    enrolmentToken: school.token,
    userName,
    group,
  })
  const seat = (userName: string, folder?: string) =>
    startSchoolBrowser(values(userName), {
      debugging: true,
      ...(folder !== undefined && {
        extraPolicies: { DownloadDirectory: folder, PromptForDownloadLocation: false },
      }),
    })
  const khan = await seat(KHAN, folders?.khan)
  await letIn(school, khan, 1)
  const jones = await seat(JONES, folders?.jones)
  await letIn(school, jones, 2)
  const context = await openContext(
    readEnvironment({ KERB_DATA: join(school.folder, 'data'), KERB_KEYS: join(school.folder, 'keys') }),
  )
  const device = await realDevice(school.address)
  await enrol(device.client, device.installation, school.token, REAL_CLAIM)
  const people = new Map([
    [khan, KHAN],
    [jones, JONES],
  ])
  return {
    school,
    context,
    liar,
    khan,
    jones,
    pupil: device.client,
    async code(address) {
      const person = await context.people.numberOf(context.db, address)
      await setRoles(context.db, person, 'administrator', ['dsl'], Date.now())
      return (await makeCode(context.db, { person, role: 'team' }, Date.now())).code
    },
    async keys() {
      const ask = { method: 'GET' as const, path: '/v1/safeguarding' }
      const { ledger } = await device.client.ask(ask, ledgerResponseSchema)
      const [first] = ledger
      const read = await readLedger(ledger, first?.kind === 'join' ? await fingerprintOf(first.keys) : '')
      if (!read.ok) throw new Error(`the server’s ledger does not read: ${read.fault}`)
      return { keys: read.keys, last: read.names.at(-1) ?? '' }
    },
    send: async (body) => void (await device.client.send({ method: 'POST', path: '/v1/concerns', body })),
    async pin(safeguardingKey, ...browsers) {
      for (const browser of browsers) {
        browser.setPolicy({ ...SCHOOL, ...values(people.get(browser) ?? ''), safeguardingKey })
        const arrived = () => browser.evaluateInWorker(() => chrome.storage.managed.get('safeguardingKey'))
        await until(async () => (await arrived())['safeguardingKey'] === safeguardingKey, {
          what: 'the fingerprint in the managed values',
          within: PATIENTLY,
        })
      }
    },
    async close() {
      await Promise.all([khan.close(), jones.close()])
      await context.close()
      await liar.close()
      await school.close()
    },
  }
}
