/** Erasures that did not succeed: somebody is at work on them again before the night. */
import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import { STEP } from '../jobs/limits.ts'
import { TEN } from '../lessons/testing-lessons.ts'
import { DAY, LEAD, LookStage, seen } from '../record/testing-looks.ts'
import { eachAt } from '../testing-clock.ts'
import { Erasing } from './erasing.ts'

const ROWS = STEP.first + 5

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  await stage.amy.activity(Array.from({ length: ROWS }, (_, i) => seen(i + 1, { at: TEN - DAY + i })))
  return stage.school
})

const context = () => stage.school.server.context
const ask = async (url: string, body?: object) =>
  (await stage.school.ask(LEAD, 'POST', url, body)).json<ErasureSaid>()
const broken = () =>
  sql`CREATE TRIGGER broken BEFORE UPDATE OF erased ON erasures WHEN OLD.erased > 0 BEGIN
    SELECT RAISE(ABORT, 'the disk is full'); END`.execute(context().db)
const mended = () => sql`DROP TRIGGER broken`.execute(context().db)
const plan = async () => {
  const { id: look } = await stage.look()
  const words = 'Her parents asked for it.'
  return ask('/admin/erasures', { look, since: TEN - 2 * DAY, until: TEN, words })
}
const isDone = async () =>
  (await context().db.selectFrom('erasures').select('done').executeTakeFirst())?.done != null

// Was broken: it was stopping until the night.
it('an erasure that failed is stopped at once when somebody stops it', async () => {
  const { id } = await plan()
  await broken()
  expect(await ask(`/admin/erasures/${id}/confirm`, { rows: ROWS })).toMatchObject({
    done: null,
    erased: STEP.first,
  })
  await mended()
  expect(await ask(`/admin/erasures/${id}/stop`)).toMatchObject({
    done: TEN,
    stopped: LEAD,
    erased: STEP.first,
  })
})

/** Its own timers are turned by hand, and those of nobody else. */
async function failing() {
  await plan()
  await broken()
  await context().db.updateTable('erasures').set({ confirmed: TEN }).execute()
  const errors: unknown[] = []
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: TEN })
  const erasing = new Erasing(context(), (error) => void errors.push(error))
  await erasing.begin()
  expect(errors).toHaveLength(1)
  return { errors, erasing }
}

// Was broken: nobody was at work on it before half past three.
it('an erasure that failed is tried again a minute later', async () => {
  const { errors, erasing } = await failing()
  await mended()
  vi.advanceTimersByTime(59_000)
  await erasing.settled()
  expect(await isDone()).toBe(false)
  vi.advanceTimersByTime(1000)
  await erasing.settled()
  expect([await isDone(), errors.length]).toEqual([true, 1])
  await erasing.close()
})

it('what fails again and again waits for the night, or for whoever begins another', async () => {
  const { errors, erasing } = await failing()
  for (let minute = 0; minute < 30; minute += 1) {
    vi.advanceTimersByTime(60_000)
    await erasing.settled()
  }
  expect(errors).toHaveLength(11)
  await erasing.begin()
  vi.advanceTimersByTime(60_000)
  await erasing.settled()
  expect(errors).toHaveLength(13)
  await erasing.close()
})

it('nothing is tried again once it is closed', async () => {
  const { errors, erasing } = await failing()
  await erasing.close()
  vi.advanceTimersByTime(60_000)
  await erasing.settled()
  expect([errors.length, vi.getTimerCount()]).toEqual([1, 0])
})
