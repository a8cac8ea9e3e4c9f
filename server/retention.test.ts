/** What has been kept long enough goes, for good, and leaves no gap behind. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Row } from '../lib/protocol/rows.ts'
import { gapsOf } from './ingest/gaps.ts'
import { publish } from './documents/documents.ts'
import { databaseFile } from './environment.ts'
import { compact, mustCompact } from './jobs/compact.ts'
import { Jobs } from './jobs/jobs.ts'
import { KEPT, LONGEST, ORDINARY } from './jobs/limits.ts'
import { expire } from './jobs/retention.ts'
import { samplePolicy, TestDevice, testServer, type TestServer, visit } from './testing.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 20, 12)
const daysAgo = (days: number) => NOW - days * DAY

let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

const run = (now = NOW) => expire(server.context.db, server.context.people, now)
const who = (name: string) => ({ name, from: 'profile' as const })
const old = (seq: number, days: number, more: Parameters<typeof visit>[1] = {}): Row =>
  visit(seq, { at: daysAgo(days), ...more })
const blocked = (seq: number, days: number): Row => ({
  seq,
  at: daysAgo(days),
  who: who('amy@school.example'),
  kind: 'blocked',
  host: 'casino.example',
  path: '/tables',
  categories: ['gambling'],
  action: 'block',
  reason: 'category',
  target: 'page',
})
const idOf = async (device: TestDevice) =>
  (
    await server.context.db
      .selectFrom('installations')
      .select('id')
      .where('installation', '=', device.id)
      .executeTakeFirstOrThrow()
  ).id
const kept = async () =>
  (await server.context.db.selectFrom('rows').select(['seq', 'kind']).orderBy('seq').execute()).map(
    ({ seq, kind }) => `${seq} ${kind}`,
  )
const names = async () => {
  const { db, people } = server.context
  const numbers = await db.selectFrom('people').select('person').execute()
  return Promise.all(numbers.map(({ person }) => people.nameOf(db, person)))
}

describe('retention', () => {
  it('keeps ordinary visits for 30 days and anything else for 12 months', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([
      blocked(1, 366),
      old(2, 364),
      blocked(3, 364),
      old(4, 31),
      { seq: 5, at: daysAgo(31), kind: 'stay', visit: 4, seconds: 9 },
      blocked(6, 31),
      old(7, 29),
      { seq: 8, at: daysAgo(31), kind: 'title', visit: 4, title: 'Volcanoes' },
    ])
    expect(await run()).toMatchObject({ rows: 5 })
    expect(await kept()).toEqual(['3 blocked', '6 blocked', '7 visit'])
    expect(await run(NOW + 2 * DAY)).toMatchObject({ rows: 2 })
    expect(await kept()).toEqual(['6 blocked'])
    for (const time of Object.values(KEPT)) expect(time).toBeLessThanOrEqual(LONGEST)
    expect([KEPT.visit, KEPT.stay, KEPT.title]).toEqual([ORDINARY, ORDINARY, ORDINARY])
  })

  it('is audited as a count, and only when there was something', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([old(1, 40), old(2, 40)])
    await run()
    await run()
    const notes = await server.context.db
      .selectFrom('audit')
      .select(['actor', 'subject'])
      .where('action', '=', 'retention')
      .execute()
    expect(notes).toEqual([
      { actor: 'server', subject: '2 rows, 0 unreadable contents, 0 installations, 1 people' },
    ])
  })

  it('leaves what was acknowledged acknowledged, and no gap', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity(Array.from({ length: 40 }, (_, i) => old(i + 1, i < 30 ? 40 : 1)))
    await run()
    expect(await kept()).toHaveLength(10)
    expect((await device.heartbeat(40)).body).toMatchObject({ acknowledged: 40 })
    expect(await gapsOf(server.context.db, await idOf(device))).toEqual([])
    expect((await device.activity([old(41, 0)])).body).toMatchObject({ acknowledged: 41 })
  })

  it('does not let a repeat of an old batch bring rows or names back', async () => {
    const device = await TestDevice.confirmed(server)
    const batch = [old(1, 40, { who: who('gone@school.example') }), old(2, 40), old(3, 1)]
    await device.activity(batch)
    await run()
    const before = await names()
    expect(before).toEqual(['amy.pupil@school.example'])
    const more = [...batch, old(4, 1, { who: who('ben@school.example') })]
    expect((await device.activity(more)).body).toMatchObject({ acknowledged: 4 })
    expect(await kept()).toEqual(['3 visit', '4 visit'])
    expect(await names()).toEqual(expect.arrayContaining([...before, 'ben@school.example']))
    expect(await names()).toHaveLength(2)
  })

  it('keeps the bare number of a row above a hole until the hole is filled', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([old(1, 40), old(3, 40), blocked(4, 40), old(6, 40)], 7)
    const id = await idOf(device)
    const before = await gapsOf(server.context.db, id)
    await run()
    expect(await kept()).toEqual(['3 expired', '4 blocked', '6 expired'])
    const emptied = await server.context.db
      .selectFrom('rows')
      .select(['at', 'received', 'person', 'host', 'secret'])
      .where('kind', '=', 'expired')
      .execute()
    expect(emptied).toEqual(
      Array.from({ length: 2 }, () => ({ at: 0, received: 0, person: null, host: null, secret: null })),
    )
    expect(await gapsOf(server.context.db, id)).toEqual(before)
    const shown = await server.context.db.selectFrom('counted_rows').select('seq').execute()
    expect(shown).toEqual([{ seq: 4 }])
    // A repeat does not fill the number again; what was missing is still taken.
    await device.activity([old(3, 40)])
    expect((await device.activity([old(2, 40), old(5, 1)])).body).toMatchObject({ acknowledged: 6 })
    await run()
    expect(await kept()).toEqual(['4 blocked', '5 visit'])
  })

  it('keeps a lost range only while the count needs it', async () => {
    const device = await TestDevice.confirmed(server)
    const lost: Row = { seq: 6, at: daysAgo(400), kind: 'lost', from: 3, to: 4, reason: 'overflow' }
    await device.activity([old(1, 400), lost, old(7, 1)], 7)
    await run()
    // Number 2 is missing still: forgetting the range now would make 3 and 4 missing too.
    const id = await idOf(device)
    expect((await gapsOf(server.context.db, id)).map(({ from, to }) => [from, to])).toEqual([
      [2, 2],
      [5, 5],
    ])
    expect((await device.activity([old(2, 1), old(5, 1)])).body).toMatchObject({ acknowledged: 7 })
    await run()
    expect(await server.context.db.selectFrom('lost').selectAll().execute()).toEqual([])
    expect((await device.heartbeat(7)).body).toMatchObject({ acknowledged: 7 })
  })

  it('keeps content that nobody could open for 30 days, and that it could not be read for longer', async () => {
    const device = await TestDevice.confirmed(server)
    const moved = { ...(await device.seal(visit(9))), seq: 1 }
    await device.send('POST', '/v1/activity', { written: 1, keys: [device.sessionKey], rows: [moved] })
    const contents = () => server.context.db.selectFrom('unreadable').select('seq').execute()
    await run(Date.now() + 29 * DAY)
    expect(await contents()).toHaveLength(1)
    expect(await run(Date.now() + 31 * DAY)).toMatchObject({ unreadable: 1, rows: 0 })
    expect(await contents()).toEqual([])
    expect(await kept()).toEqual(['1 unreadable'])
    expect(await run(Date.now() + 366 * DAY)).toMatchObject({ rows: 1 })
  })

  it('keeps rival rows no longer than others', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([old(1, 1)])
    await device.activity([old(1, 31, { host: 'rival.example', who: who('rival@school.example') })])
    const rivals = () => server.context.db.selectFrom('forks').select('host').execute()
    expect(await rivals()).toEqual([{ host: 'rival.example' }])
    expect(await run(NOW - 2 * DAY)).toMatchObject({ rows: 0, people: 0 })
    expect(await run()).toMatchObject({ rows: 1, people: 1 })
    expect(await rivals()).toEqual([])
  })

  it('forgets people whom nothing refers to, also in memory', async () => {
    const person = who('amy.pupil@school.example')
    const device = await TestDevice.confirmed(server, { person })
    await device.activity([old(1, 40)])
    // The installation still says who was using it last.
    expect(await run()).toMatchObject({ people: 0 })
    expect(await names()).toEqual([person.name])
    expect(await run(Date.now() + 31 * DAY)).toMatchObject({ people: 1 })
    expect(await names()).toEqual([])
    await device.heartbeat(1)
    const stands = () =>
      server.context.db.selectFrom('installations').select(['person', 'settled_person']).execute()
    expect(await stands()).toMatchObject([{ settled_person: expect.any(Number) }])
    // Now it stands for its person, who is remembered for as long as the installation.
    expect(await run(Date.now() + 31 * DAY)).toMatchObject({ people: 0 })
    expect(await stands()).toMatchObject([{ person: null, settled_person: expect.any(Number) }])
    expect((await device.activity([old(2, 0)])).status).toBe(200)
    expect(await names()).toEqual([person.name])
  })

  it('forgets installations that ended: thrown-away and unconfirmed ones after 30 days, others after 12 months', async () => {
    const { db } = server.context
    const shared = await TestDevice.confirmed(server, { ephemeral: true })
    const cutOff = await TestDevice.confirmed(server, { ephemeral: true })
    const owned = await TestDevice.confirmed(server)
    const stranger = await TestDevice.make(server)
    await stranger.enrol()
    await shared.activity([visit(1)])
    await cutOff.activity([visit(1)], 5)
    const known = async () =>
      (await db.selectFrom('installations').select('installation').execute()).map((r) => r.installation)
    await run(Date.now() + 29 * DAY)
    expect(await known()).toHaveLength(4)
    expect(await run(Date.now() + 31 * DAY)).toMatchObject({ installations: 2 })
    expect((await known()).toSorted()).toEqual([cutOff.id, owned.id].toSorted())
    expect(await run(Date.now() + 366 * DAY)).toMatchObject({ installations: 2 })
    // One that does come back is as new.
    expect((await owned.heartbeat(0)).body).toMatchObject({ error: 'unknown-installation' })
    expect((await owned.enrol()).body).toMatchObject({ state: 'waiting' })
  })

  it('forgets the many throw-away profiles of a shared device, but not the last, nor what they are kept for', async () => {
    const { db } = server.context
    const ids: number[] = []
    const start = { seq: 1, at: Date.now(), kind: 'start', version: '1', browser: 'Chrome' } as const
    for (const row of [visit(2), blocked(2, 0), visit(2)]) {
      const one = await TestDevice.confirmed(server, { ephemeral: true, directoryId: 'd1' })
      await one.activity([start, { ...row, at: Date.now() }])
      ids.push(await idOf(one))
    }
    const [plain = 0, told = 0, last = 0] = ids
    await db
      .updateTable('installations')
      .set({ follower: last, ending: 'finished' })
      .where('id', '!=', last)
      .execute()
    const known = async () => (await db.selectFrom('installations').select('id').execute()).map((r) => r.id)
    await run(Date.now() + 31 * DAY)
    expect(await known()).not.toContain(plain)
    expect(await known()).toEqual([told, last])
    await run(Date.now() + 366 * DAY)
    expect(await known()).toEqual([])
  })

  it('forgets in the end also one of which bare numbers above a gap are left', async () => {
    const cutOff = await TestDevice.confirmed(server, { ephemeral: true, directoryId: 'd1' })
    await cutOff.activity([visit(1, { at: Date.now() }), blocked(4, 0)], 5)
    await run(Date.now() + 364 * DAY)
    expect(await run(Date.now() + 366 * DAY + (Date.now() - NOW))).toMatchObject({ installations: 1 })
    expect(await kept()).toEqual([])
  })

  it('never lets a row be kept longer because the device’s clock was ahead', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([visit(1, { at: Date.now() + 300 * DAY })])
    expect(await run(Date.now() + 31 * DAY)).toMatchObject({ rows: 1 })
  })

  it('can be called off and goes on from there', async () => {
    const device = await TestDevice.confirmed(server)
    for (let i = 0; i < 4; i++)
      await device.activity(Array.from({ length: 500 }, (_, j) => old(i * 500 + j + 1, 40)))
    const stop = new AbortController()
    const work = expire(server.context.db, server.context.people, NOW, stop.signal)
    while ((await kept()).length === 2000) await new Promise(setImmediate)
    stop.abort()
    const { rows } = await work
    expect(rows).toBeGreaterThan(0)
    expect(rows).toBeLessThan(2000)
    expect(await run()).toMatchObject({ rows: 2000 - rows })
  })
})

describe('deleted content', () => {
  const folder = () => join(server.folder, 'data')
  const count = (text: string) =>
    readdirSync(folder()).reduce(
      (sum, file) => sum + readFileSync(join(folder(), file), 'latin1').split(text).length - 1,
      0,
    )
  /** Interleaved, so that pages of the database split and merge. */
  const fill = async (devices: readonly TestDevice[]) => {
    for (let from = 1; from <= 3001; from += 500) {
      for (const [d, device] of devices.entries()) {
        const rows = Array.from({ length: 500 }, (_, i) => {
          const seq = from + i
          const gone = (seq * 7 + d) % 10 < 8
          const host = gone ? `gone-${seq}-forgetme.example` : `kept-${seq}-rememberme.example`
          return old(seq, gone ? 40 + (seq % 50) : 1, { host })
        })
        expect((await device.activity(rows)).status).toBe(200)
      }
    }
  }

  it('is overwritten at once, and its last remains by the weekly rewriting, during which nothing is lost', async () => {
    const { db, environment } = server.context
    const devices = await Promise.all(Array.from({ length: 4 }, () => TestDevice.confirmed(server)))
    await fill(devices)
    const { rows } = await run()
    expect(rows).toBeGreaterThan(10_000)
    // Copies that the database left behind when it moved rows, long before they were deleted.
    expect(count('forgetme')).toBeLessThan(rows / 100)

    expect(await mustCompact(db, NOW)).toBe(true)
    let done = false
    const work = compact(db, databaseFile(environment), NOW).finally(() => (done = true))
    const statuses = new Set<number>()
    let seq = 3501
    while (!done) {
      const { status } = await devices[0]!.activity([old(seq, 1)])
      statuses.add(status)
      if (status === 200) seq += 1
    }
    await work
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([])
    expect((await devices[0]!.activity([old(seq, 1)])).body).toMatchObject({ acknowledged: seq })

    expect(count('forgetme')).toBe(0)
    expect(count('rememberme')).toBeGreaterThan(0)
    const left = await db
      .selectFrom('rows')
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirst()
    expect(left?.n).toBe(14_000 - rows + seq - 3500)
    const { rows: health } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db)
    expect(health).toEqual([{ integrity_check: 'ok' }])
    expect(await mustCompact(db, NOW + DAY)).toBe(false)
  }, 60_000)
})

describe('the nightly job', () => {
  it('runs at start and is due at half past three in the school’s zone; stopping waits for it', async () => {
    const device = await TestDevice.confirmed(server)
    await device.activity([visit(1, { at: Date.now() - 40 * DAY })])
    const done: unknown[] = []
    const jobs = new Jobs(server.context, {
      info: (counts: unknown) => void done.push(counts),
      warn: (fault: unknown) => void done.push(fault),
    } as ConstructorParameters<typeof Jobs>[1])
    await jobs.start()
    const at = (zone: string) =>
      jobs.next?.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
    expect(at('Europe/London')).toBe('03:30')
    await expect.poll(() => done).toMatchObject([{ rows: 1 }])
    await jobs.stop()
    expect(jobs.next).toBeNull()
    const document = { ...samplePolicy(), timeZone: 'Asia/Hong_Kong' }
    await publish(server.context.db, server.context.vault, 'policy', document, { actor: 'test', note: '' })
    const again = new Jobs(server.context, {
      info: () => undefined,
      warn: () => undefined,
    } as ConstructorParameters<typeof Jobs>[1])
    await again.start()
    expect(again.next?.toLocaleTimeString('en-GB', { timeZone: 'Asia/Hong_Kong' })).toBe('03:30:00')
    await again.stop()
    expect(await kept()).toEqual([])
  })
})
