/** Views of the fleet through its routes: each shows what it says, pages and sorts, and comes as a file. */
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ExpectedPlan, Fleet, NeverSeen } from '../../lib/protocol/fleet.ts'
import { checkAndPublish } from '../documents/check.ts'
import { KERB_VERSION } from '../kerb-version.ts'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { idOf, samplePolicy, TestDevice, testServer, type TestServer, visit } from '../testing.ts'
import { watchFleet } from './watch.ts'

let server: TestServer
let cookie: string
beforeEach(async () => {
  server = await testServer()
  const by = { actor: 'test', note: '' }
  await checkAndPublish(server.context.db, server.context.vault, 'policy', samplePolicy(), by)
  ;({ cookie } = await memberCookie(server, 'net@school.example', ['network']))
})
afterEach(() => server.close())

const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
  server.app.inject({ method, url, headers: { ...SAME_ORIGIN, cookie }, ...(payload && { payload }) })
const fleet = async (query: string) => (await ask('GET', `/admin/fleet?${query}`)).json<Fleet>()
const names = ({ installations }: Fleet) => installations.map(({ assetId }) => assetId)
const device = (assetId: string, extension = KERB_VERSION) =>
  TestDevice.confirmed(server, { assetId, extension, browser: 'Chrome 156' })
const POLICY = { policy: { epoch: 1, number: 1 }, enforcing: 'marker' }

it('each shows what it says', async () => {
  const well = await device('a-well')
  await well.heartbeat(0, POLICY)
  const old = await device('b-old', '0.0.1')
  await old.heartbeat(0, POLICY)
  const finds = await device('c-finds')
  await finds.heartbeat(0, { ...POLICY, problems: [{ code: 'detour', detail: 'another extension' }] })
  const gap = await device('d-gap')
  await gap.activity([visit(1), visit(3)])
  await gap.heartbeat(3, POLICY)
  const wiped = await device('e-wiped')
  await wiped.heartbeat(5, POLICY)
  await wiped.heartbeat(1, POLICY)
  const off = await device('f-off')
  const { db } = server.context
  const long = { last_seen: Date.now() - 3_600_000, first_seen: Date.now() - 7_200_000, last_beat: 0 }
  await db
    .updateTable('installations')
    .set(long)
    .where('id', '=', await idOf(off))
    .execute()
  const shown = await Promise.all(
    ['outdated', 'findings', 'gaps', 'tampered', 'not-seen'].map((show) => fleet(`show=${show}`)),
  )
  expect(shown.map(names)).toEqual([['b-old'], ['c-finds'], ['d-gap'], ['e-wiped'], ['f-off']])
  const { counts, installations } = await fleet('show=all&sort=name')
  expect(counts).toMatchObject({ outdated: 1, findings: 1, gaps: 1, standings: { tampered: 1 } })
  expect(installations.map(({ assetId }) => assetId?.[0]).join('')).toBe('abcdef')
  expect(installations[1]?.outdated).toEqual(['kerb'])
  expect(names(await fleet('show=all&sort=longest-unseen'))[0]).toBe('f-off')
  expect(names(await fleet('show=all&sort=outstanding'))[0]).toBe('e-wiped')
})

it('pages through more than one page, in one order', async () => {
  const { db } = server.context
  for (let i = 0; i < 103; i += 1)
    await db
      .insertInto('installations')
      .values({
        installation: String(i).padStart(43, 'i'),
        public_key: Buffer.alloc(1),
        state: 'confirmed',
        state_reason: 'click',
        state_since: 0,
        asset_id: `asset-${String(i).padStart(3, '0')}`,
        platform: 'Linux',
        browser: 'Chrome 156',
        extension: KERB_VERSION,
        ephemeral: 0,
        first_seen: 0,
        last_seen: 5,
        asked_from: '',
        place: 'unknown',
      } as never)
      .execute()
  const pages = await Promise.all([0, 1, 2].map((page) => fleet(`show=all&sort=name&page=${page}`)))
  expect(pages.map(({ installations }) => installations.length)).toEqual([50, 50, 3])
  expect(new Set(pages.flatMap(names)).size).toBe(103)
  const csv = (await ask('GET', '/admin/fleet/export?show=all&sort=name')).body
  const rows = parse(csv, { bom: true })
  expect(rows).toHaveLength(104)
  expect(rows[1]?.[1]).toBe('asset-000')
})

it('comes as a file in which nothing is a formula, and the export is in the audit', async () => {
  const hostile = await TestDevice.confirmed(server, {
    assetId: '=HYPERLINK("http://evil.example","x")',
    directoryId: '@SUM(1)',
    platform: '+1\r\n=2',
  })
  await hostile.heartbeat(0, { ...POLICY, problems: [{ code: '-1+cmd', detail: '' }] })
  const sent = await ask('GET', '/admin/fleet/export?show=all')
  expect(sent.headers['content-disposition']).toMatch(/^attachment; filename="kerb-devices-[\d-]+\.csv"$/)
  const rows = parse(sent.body, { bom: true })
  expect(rows).toHaveLength(2)
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  const audit = await server.context.db.selectFrom('audit').select(['action', 'subject']).execute()
  expect(audit).toContainEqual({ action: 'fleet-export', subject: 'all' })
})

it('a list of expected devices is looked at, then taken, and tells who never came', async () => {
  await device('A1')
  await TestDevice.make(server, { assetId: 'A2' }).then((one) => one.enrol())
  const text = 'Asset tag,Owner\nA1,x\nA2,y\nA3,z\n=A4,w\n'
  const preview = await ask('POST', '/admin/expected/preview', { text, isWhole: false })
  expect(preview.json<ExpectedPlan>()).toMatchObject({ rows: 4, added: 4, known: 0, removed: 0, leftOut: 0 })
  expect((await ask('GET', '/admin/fleet/never-seen')).json<NeverSeen>()).toMatchObject({ expected: 0 })
  await ask('POST', '/admin/expected/import', { text, isWhole: false })
  const absent = (await ask('GET', '/admin/fleet/never-seen')).json<NeverSeen>()
  expect(absent).toMatchObject({ expected: 4, total: 2 })
  expect(absent.devices.map(({ value }) => value)).toEqual(['=A4', 'A3'])
  expect((await fleet('show=all')).counts).toMatchObject({ expected: 4, neverSeen: 2 })
  expect((await ask('GET', '/admin/fleet/never-seen/export')).body).toContain(`"'=A4"`)

  // As the whole list: what it does not name leaves it, and a file of nothing empties nothing.
  const whole = { text: 'Asset tag\nA1\nA5\n', isWhole: true }
  expect((await ask('POST', '/admin/expected/preview', whole)).json<ExpectedPlan>()).toMatchObject({
    added: 1,
    known: 1,
    removed: 3,
  })
  await ask('POST', '/admin/expected/import', whole)
  expect((await ask('GET', '/admin/fleet/never-seen')).json<NeverSeen>()).toMatchObject({ expected: 2 })
  expect(
    (await ask('POST', '/admin/expected/import', { text: 'asset id\n,\n', isWhole: true })).statusCode,
  ).toBe(422)
  expect((await ask('GET', '/admin/fleet/never-seen')).json<NeverSeen>()).toMatchObject({ expected: 2 })
})

it('a mail is queued for network managers once, and names no device', async () => {
  const wiped = await device('e-wiped')
  await wiped.heartbeat(5, POLICY)
  await wiped.heartbeat(1, POLICY)
  // A Tuesday at ten, while the device is heard of.
  const now = Date.now()
  const ten = new Date(now)
  ten.setUTCHours(10, 0, 0, 0)
  while (ten.getUTCDay() !== 2) ten.setUTCDate(ten.getUTCDate() + 1)
  const { db, mail } = server.context
  const queue = vi.spyOn(mail, 'queue')
  await watchFleet(server.context, ten.getTime())
  await watchFleet(server.context, ten.getTime() + 3_600_000)
  const told = await db.selectFrom('meta').select('value').where('key', '=', 'fleet-told').executeTakeFirst()
  expect(JSON.parse(told?.value ?? '{}')).toMatchObject({
    tampered: [await idOf(wiped)],
    tamperedAt: ten.getTime(),
  })
  const { person } = await db.selectFrom('staff').select('person').executeTakeFirstOrThrow()
  expect(queue.mock.calls.map(([, people, , about]) => [people, about])).toEqual([
    [[person], 'device-tampered'],
  ])
})
