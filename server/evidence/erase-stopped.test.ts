/** Erasures that end before their end: by an error, a restart, or somebody who stops them. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { EVIDENCE } from '../found/testing-found.ts'
import { STEP } from '../jobs/limits.ts'
import { TEN } from '../lessons/testing-lessons.ts'
import { DAY, LEAD, LookStage, seen, stopped } from '../record/testing-looks.ts'
import { eachAt } from '../testing-clock.ts'
import { carryOut } from './erase.ts'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  return stage.school
})

const context = () => stage.school.server.context
const db = () => context().db
const ask = async (url: string, body?: object) => stage.school.ask(LEAD, 'POST', url, body)

/** Numbers follow each other in time, from two days ago. */
const timeOf = (seq: number) => TEN - 2 * DAY + seq
const locked = (seq: number, at = timeOf(seq)): Row =>
  ({
    ...stopped(seq, ''),
    at,
    path: '',
    listed: { list: 'member', entry: 41 },
    reason: 'illegal',
  }) as Row
const found = (seq: number): Row =>
  ({
    ...stopped(seq, 'found.test'),
    at: timeOf(seq),
    reason: 'found',
    found: { kind: 'unblocker', sureness: 'sure', where: 'page', evidence: [...EVIDENCE] },
  }) as Row
const seenFrom = (first: number, last: number): Row[] =>
  Array.from({ length: last - first + 1 }, (_, i) => seen(first + i, { at: timeOf(first + i) }))

/** An erasure of all of Amy's, confirmed: nothing of it is done yet. */
async function confirmed(): Promise<ErasureSaid> {
  const { id: look } = await stage.look()
  const asked = { look, since: TEN - 3 * DAY, until: TEN, words: 'Her parents asked for it.' }
  const plan = (await ask('/admin/erasures', asked)).json<ErasureSaid>()
  await db().updateTable('erasures').set({ confirmed: TEN }).where('id', '=', plan.id).execute()
  return plan
}

/** The first step succeeds, the second does not; afterwards all is well. */
async function breakAfterOneStep(): Promise<void> {
  await sql`CREATE TRIGGER broken BEFORE UPDATE OF erased ON erasures WHEN OLD.erased > 0 BEGIN
    SELECT RAISE(ABORT, 'the disk is full'); END`.execute(db())
  await expect(carryOut(context(), TEN)).rejects.toThrow('the disk is full')
  await sql`DROP TRIGGER broken`.execute(db())
}

const left = async () =>
  (await db().selectFrom('rows').select('seq').where('person', 'is not', null).orderBy('seq').execute()).map(
    ({ seq }) => seq,
  )
const hits = async () =>
  (await db().selectFrom('locked_hits').select('seq').orderBy('seq').execute()).map(({ seq }) => seq)

describe('an erasure that broke off and is stopped before it goes on', () => {
  // Was broken: nothing said how far it had come, and what was made of the rows stayed, with the name in it.
  it('has erased what was made of the rows that are gone', async () => {
    const last = STEP.first
    await stage.amy.activity([locked(1), found(2), ...seenFrom(3, last - 1), locked(last), locked(last + 1)])
    const rival = await stage.amy.seal(seen(3, { at: timeOf(3), host: 'rival.test' }))
    await stage.amy.send('POST', '/v1/activity', { written: 3, keys: [stage.amy.sessionKey], rows: [rival] })
    const one = await confirmed()
    await breakAfterOneStep()
    expect(await left()).toEqual([last + 1])
    expect((await ask(`/admin/erasures/${one.id}/stop`)).statusCode).toBe(200)
    await carryOut(context(), TEN)
    expect(await left()).toEqual([last + 1])
    expect(await hits()).toEqual([last + 1])
    expect(await db().selectFrom('findings').select('place').execute()).toEqual([])
    expect(await db().selectFrom('forks').select(['kind', 'person']).execute()).toEqual([
      { kind: 'expired', person: null },
    ])
  })

  it('ends between two moments: of one moment all is gone', async () => {
    const last = STEP.first
    await stage.amy.activity([
      ...seenFrom(1, last - 1),
      locked(last),
      locked(last + 1, timeOf(last)),
      locked(last + 2),
    ])
    const { id } = await confirmed()
    await breakAfterOneStep()
    await ask(`/admin/erasures/${id}/stop`)
    await carryOut(context(), TEN)
    expect([await left(), await hits()]).toEqual([[last + 2], [last + 2]])
  })
})

describe('an erasure of which all rows are gone', () => {
  // Was broken: it was said to be stopped, and that the rest stays, of which there was none.
  it.each([
    ['as many as fill a step', STEP.first],
    ['more', STEP.first + 1],
  ])('is not stopped any more: %s', async (_, rows) => {
    await stage.amy.activity(seenFrom(1, rows))
    const { id, planned } = await confirmed()
    await sql`CREATE TRIGGER broken BEFORE UPDATE OF done ON erasures BEGIN
        SELECT RAISE(ABORT, 'the disk is full'); END`.execute(db())
    await expect(carryOut(context(), TEN)).rejects.toThrow('the disk is full')
    await sql`DROP TRIGGER broken`.execute(db())
    expect(await left()).toEqual([])
    expect((await ask(`/admin/erasures/${id}/stop`)).statusCode).toBe(409)
    await carryOut(context(), TEN)
    const done = await db().selectFrom('erasures').select(['erased', 'stopped_by', 'done']).execute()
    expect(done).toEqual([{ erased: planned, stopped_by: null, done: TEN }])
  })

  it('is not stopped between its last row and the next step', async () => {
    await stage.amy.activity(seenFrom(1, STEP.first))
    await confirmed()
    // What a stop finds that comes after the first step.
    await sql`CREATE TABLE seen_after (reached INTEGER, until INTEGER) STRICT`.execute(db())
    await sql`CREATE TRIGGER after_step AFTER UPDATE OF erased ON erasures WHEN NEW.erased > 0 BEGIN
      INSERT INTO seen_after VALUES (NEW.reached, NEW.until); END`.execute(db())
    await carryOut(context(), TEN)
    const { rows } = await sql<{
      reached: number
      until: number
    }>`SELECT reached, until FROM seen_after`.execute(db())
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ reached, until }) => reached === until)).toBe(true)
  })
})

describe('an erasure at which two are at work', () => {
  // Was broken: it was on record twice, and what the one had counted the other wrote over.
  it('is done once, on record once', async () => {
    await stage.amy.activity(seenFrom(1, 2 * STEP.first))
    const rival = await stage.amy.seal(seen(3, { at: timeOf(3), host: 'rival.test' }))
    await stage.amy.send('POST', '/v1/activity', { written: 3, keys: [stage.amy.sessionKey], rows: [rival] })
    const { planned } = await confirmed()
    expect(planned).toBe(2 * STEP.first + 1)
    await Promise.all([carryOut(context(), TEN), carryOut(context(), TEN)])
    expect((await stage.school.audit()).filter((line) => line.startsWith('erased '))).toEqual([
      expect.stringContaining(` ${planned} rows`),
    ])
    expect(await db().selectFrom('erasures').select('erased').execute()).toEqual([{ erased: planned }])
  })
})
