/** The fleet's files are whole: a device that is heard from while one is made moves nobody out of it. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { testServer, type TestServer } from '../testing.ts'
import { fleetCsv, neverSeenCsv } from './csv.ts'

let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

const KNOWN = { policy: null, lists: null, standings: new Map(), outdated: new Map() } as const

/** Devices `asset-1`…, the last of them heard from most recently. */
async function devices(from: number, to: number): Promise<void> {
  await sql`WITH RECURSIVE n (i) AS (SELECT CAST(${from} AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i < ${to})
    INSERT INTO installations (installation, public_key, state, state_reason, state_since, asset_id, platform, browser,
      extension, ephemeral, first_seen, last_seen, asked_from, place)
    SELECT printf('%043d', i), x'00', 'confirmed', 'click', 0, 'asset-' || i, 'Linux', 'Chrome 156', '1.0.0', 0, 0, i, '',
      'unknown' FROM n`.execute(server.context.db)
}

const named = (csv: string): string[] => [...csv.matchAll(/"(asset-\d+)"/g)].map(([, name]) => name ?? '')

it('has each device once, in order, when the longest unseen is heard from meanwhile', async () => {
  const { db } = server.context
  await devices(1, 450)
  const found: string[] = []
  for await (const piece of fleetCsv(
    db,
    { show: 'all', sort: 'last-seen', find: '', page: '0' },
    KNOWN,
    1000,
  )) {
    found.push(...named(piece))
    if (found.length > 0)
      await db
        .updateTable('installations')
        .set({ last_seen: 900 })
        .where('asset_id', '=', 'asset-1')
        .execute()
  }
  expect(found).toEqual(Array.from({ length: 450 }, (_, i) => `asset-${450 - i}`))
})

it('has each device that never asked when another one asks meanwhile', async () => {
  const { db } = server.context
  await sql`WITH RECURSIVE n (i) AS (SELECT 1001 UNION ALL SELECT i + 1 FROM n WHERE i < 1120)
    INSERT INTO expected (kind, value, added) SELECT 'asset', 'asset-' || i, 0 FROM n`.execute(db)
  const found: string[] = []
  let asks = 1001
  for await (const piece of neverSeenCsv(db)) {
    found.push(...named(piece))
    if (found.includes(`asset-${asks}`)) await devices(asks, asks++)
  }
  expect(found).toEqual(Array.from({ length: 120 }, (_, i) => `asset-${1001 + i}`))
})
