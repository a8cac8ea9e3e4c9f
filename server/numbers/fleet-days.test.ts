/** The fleet by day: one row for each, of devices that are let in, and nothing older than a year. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DAY, HOUR } from '../../lib/time/zone.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { countNumbers } from './count.ts'
import { noteFleetDay } from './fleet-days.ts'

let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

it('is counted once a day, heard of and enforcing apart', async () => {
  const { db } = server.context
  const now = Math.floor(Date.now() / DAY) * DAY + 3 * HOUR
  const days = async () => (await countNumbers(db, now)).fleetDays
  expect(await days()).toEqual([])
  const beat = async (at: number, enforcing: string | null) => {
    const { id } = await TestDevice.confirmed(server)
    await db
      .updateTable('installations')
      .set({ last_beat: at, enforcing })
      .where('installation', '=', id)
      .execute()
  }
  await beat(now - HOUR, 'marker')
  await beat(now - HOUR, null)
  await beat(now - 1.5 * DAY, 'marker')
  await TestDevice.make(server).then((one) => one.enrol())
  for (const at of [now - 400 * DAY, now - DAY, now, now + HOUR]) await noteFleetDay(db, at)
  expect(await days()).toEqual([
    { from: now - 3 * HOUR - 2 * DAY, confirmed: 3, heard: 3, enforcing: 2 },
    { from: now - 3 * HOUR - DAY, confirmed: 3, heard: 2, enforcing: 1 },
  ])
  expect(await db.selectFrom('fleet_days').selectAll().execute()).toHaveLength(2)
})
