/**
 * A shared device: each sign-in begins with an empty profile folder and ends by throwing it away. What is the same each
 * time is what its management says, the asset id among it. The real server, a network that can be told to fail.
 */
import { createServer, request } from 'node:http'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../server/db/open.ts'
import { fleet } from '../../server/fleet/fleet.ts'
import type { ManagedBrowser } from '../rig/browser.ts'
import { packedKerb } from '../rig/crx.ts'
import { listen, stop } from '../rig/listen.ts'
import { startSchool } from '../rig/server.ts'
import type { School, StoredRow } from '../rig/server.ts'
import { until } from '../rig/until.ts'
import { startUpdateFeed } from '../rig/update-feed.ts'
import type { UpdateFeed } from '../rig/update-feed.ts'
import { startWeb } from '../rig/web.ts'
import type { TestWeb } from '../rig/web.ts'
import {
  edit,
  openPage,
  PATIENTLY,
  showsBlocked,
  startSchoolBrowser,
  type Values,
} from './backstops/school.ts'

const SELF_HARM = 'https://www.sanctioned-suicide.net/'
const MINUTES = 60_000

let web: TestWeb
let school: School
let feed: UpdateFeed
let network: Server
let address: string
/** Rows get no further than the network; heartbeats do. */
let isDownForRows = false
const measured: Record<string, number> = {}

beforeAll(async () => {
  ;[web, school, feed] = await Promise.all([
    startWeb(),
    startSchool({ environment: { KERB_SITE_ADDRESSES: '127.0.0.0/8' } }),
    packedKerb().then(startUpdateFeed),
  ])
  network = createServer((asked, answer) => {
    if (isDownForRows && asked.url === '/v1/activity') {
      asked.socket.destroy()
      return
    }
    const options = { method: asked.method ?? 'GET', headers: asked.headers }
    const onward = request(school.address + (asked.url ?? ''), options, (said) => {
      answer.writeHead(said.statusCode ?? 502, said.headers)
      said.pipe(answer)
    })
    onward.on('error', () => asked.socket.destroy())
    asked.pipe(onward)
  })
  address = `http://127.0.0.1:${await listen(network)}`
  // Enough for the first sign-in and nobody after it.
  await school.openWindow(1)
})
afterAll(async () => {
  console.info('shared device, ms:', JSON.stringify(measured))
  if (network) await stop(network)
  await feed?.close()
  await school?.close()
  await web?.close()
})

const values = (): Values => ({
  serverAddress: address,
  serverKeys: school.keys,
  enrolmentToken: school.token,
  assetId: 'CB-7',
  sharedDevices: 'on',
})

const installations = () =>
  school.query<{ id: number; installation: string; state: string; written: number; acknowledged: number }>(
    'SELECT id, installation, state, written, acknowledged FROM installations ORDER BY id',
  )

/** Runs `work` and notes how long it took. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await work()
  measured[what] = Math.round(performance.now() - began)
  return result
}

/** A new profile folder on the same device, enrolled. Returns its browser and the installation that it is. */
async function signIn(number: number): Promise<{ browser: ManagedBrowser; installation: string }> {
  const [browser, own] = await timed(`from-nothing-to-enrolled-${number}`, async () => {
    const started = await startSchoolBrowser(values(), { web, feed })
    const isIn = () =>
      installations()
        .slice(number - 1)
        .find(({ state }) => state === 'confirmed')
    const what = `sign-in ${number} to be confirmed`
    return [started, await until(isIn, { what, within: PATIENTLY })] as const
  })
  expect(installations()).toHaveLength(number)
  return { browser, installation: own.installation }
}

/** Waits until a row of this installation is stored at the school. */
const stored = (installation: string, fits: (row: StoredRow) => boolean): Promise<StoredRow> =>
  until(() => school.rows().find((row) => row.installation === installation && fits(row)), {
    what: 'a row at the school',
    within: PATIENTLY,
  })

/** Closes every tab, and with the last one the last window; then the profile is thrown away. */
async function signOut(browser: ManagedBrowser, installation: string, number: number): Promise<void> {
  await timed(`signed-out-${number}`, async () => {
    for (const { targetId } of await browser.tabs())
      await browser.cdp.send('Target.closeTarget', { targetId })
    await stored(installation, ({ kind }) => kind === 'stop')
  })
  await browser.close()
}

async function lookAtFleet(now = Date.now()) {
  const db = await openDatabase(join(school.folder, 'data/kerb.sqlite'))
  try {
    return await fleet(db, { show: 'all', page: '0' }, now)
  } finally {
    await db.destroy()
  }
}

const whole = (installation: string): void => {
  const rows = school.rows().filter((row) => row.installation === installation)
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
}

test('one profile after another is let in by itself, its rows arrive whole and in time, and the fleet shows one device', async () => {
  const first = await signIn(1)
  await openPage(first.browser, 'http://first.test/')
  await timed('ordinary', () => stored(first.installation, ({ host }) => host === 'first.test'))
  await signOut(first.browser, first.installation, 1)
  whole(first.installation)

  const second = await signIn(2)
  await openPage(second.browser, 'http://second.test/')
  await showsBlocked(second.browser, await second.browser.open(SELF_HARM), SELF_HARM)
  await timed('urgent', () => stored(second.installation, ({ kind }) => kind === 'blocked'))
  await openPage(second.browser, 'http://second.test/last')
  await signOut(second.browser, second.installation, 2)
  whole(second.installation)

  const third = await signIn(3)
  expect(await lookAtFleet()).toMatchObject({
    total: 1,
    counts: { confirmed: 1, waiting: 0, held: 0, behind: 0, gaps: 0 },
    installations: [
      {
        installation: third.installation,
        assetId: 'CB-7',
        ending: null,
        earlier: { finished: 2, unsaid: 0, cutOff: 0, rowsCutOff: 0 },
      },
    ],
  })

  // A network that lets heartbeats through, and then a battery that is empty.
  isDownForRows = true
  const before = installations().at(-1)?.written ?? 0
  await openPage(third.browser, 'http://third.test/')
  await edit(third.browser, { ...values(), schoolContact: 'Mrs Patel' })
  await until(() => installations().some((one) => one.id === 3 && one.written > before), {
    what: 'the heartbeat to say how much is written',
    within: PATIENTLY,
  })
  await third.browser.kill()
  await third.browser.close()
  const known = installations().at(-1)
  if (!known) throw new Error('the third is gone')
  expect(known.written).toBeGreaterThan(known.acknowledged)
  const later = await lookAtFleet(Date.now() + 10 * MINUTES)
  expect(later).toMatchObject({
    total: 1,
    installations: [{ installation: third.installation, ending: 'cut-off', written: known.written }],
  })
  const [shown] = later.installations
  expect(shown?.gaps).toEqual([{ from: known.acknowledged + 1, to: known.written, passed: false }])
  expect(measured['ordinary']).toBeLessThan(20_000)
  expect(measured['urgent']).toBeLessThan(10_000)
}, 180_000)
