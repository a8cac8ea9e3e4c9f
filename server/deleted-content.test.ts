/** What is deleted is gone from the files too; and when that happens. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { publish } from './documents/documents.ts'
import { databaseFile } from './environment.ts'
import { compact, mustCompact } from './jobs/compact.ts'
import { Jobs } from './jobs/jobs.ts'
import { samplePolicy, TestDevice, testServer, type TestServer, visit } from './testing.ts'
import { filesBelow } from './testing-disk.ts'
import { DAY, kept, NOW, old, run } from './testing-retention.ts'

let server: TestServer
beforeEach(async () => {
  server = await testServer()
})
afterEach(() => server.close())

describe('deleted content', () => {
  const folder = () => join(server.folder, 'data')
  const count = (text: string) =>
    filesBelow(folder()).reduce((sum, file) => sum + readFileSync(file, 'latin1').split(text).length - 1, 0)
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
    const { rows } = await run(server)
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
    expect(await kept(server)).toEqual([])
  })
})
