/** Rival rows, of a profile that was copied: what was erased of them does not come back when it is sent again. */
import { describe, expect, it, vi } from 'vitest'
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import type { SealedRow } from '../../lib/protocol/wire.ts'
import { AMY, TEN } from '../lessons/testing-lessons.ts'
import { DAY, LEAD, LookStage, seen } from '../record/testing-looks.ts'
import { eachAt } from '../testing-clock.ts'
import { run } from '../testing-retention.ts'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  return stage.school
})

const BOB = 'bob.pupil@school.example'
const db = () => stage.school.server.context.db
const send = async (rows: readonly SealedRow[]) => {
  const body = { written: 2, keys: [stage.amy.sessionKey], rows }
  expect((await stage.amy.send('POST', '/v1/activity', body)).status).toBe(200)
}
const forks = () =>
  db().selectFrom('forks').select(['seq', 'kind', 'host', 'person', 'secret', 'salt']).execute()
const known = async (name: string) => stage.school.server.context.people.find(db(), name)
const stateOf = async () =>
  (
    await db()
      .selectFrom('installations')
      .select('state')
      .where('installation', '=', stage.amy.id)
      .executeTakeFirst()
  )?.state

/** One row of Amy's, and Bob's under the same number, of which his copy of the profile sends again what it has. */
async function rival(): Promise<readonly SealedRow[]> {
  await stage.amy.activity([seen(1), seen(2)])
  const rows = [await stage.amy.seal(seen(2, { host: 'rival.test', who: { name: BOB, from: 'profile' } }))]
  await send(rows)
  await db().updateTable('installations').set({ state: 'confirmed', state_reason: 'click' }).execute()
  return rows
}

async function eraseAllOf(name: string): Promise<void> {
  const person = await stage.numberOf(name)
  const { id: look } = await stage.look({ person })
  const asked = { look, since: TEN - DAY, until: TEN, words: 'His parents asked for it.' }
  const plan = (await stage.school.ask(LEAD, 'POST', '/admin/erasures', asked)).json<ErasureSaid>()
  expect(plan.planned).toBe(1)
  const url = `/admin/erasures/${plan.id}/confirm`
  expect((await stage.school.ask(LEAD, 'POST', url, { rows: 1 })).statusCode).toBe(200)
}

const BARE = { seq: 2, kind: 'expired', host: null, person: null, secret: null, salt: null }

describe('a rival row', () => {
  // Was broken: it was stored again, with the name, and the installation was held once more.
  it('that was erased does not come back when its browser sends it again', async () => {
    const rows = await rival()
    await eraseAllOf(BOB)
    expect(await forks()).toEqual([BARE])
    await send(rows)
    expect(await forks()).toEqual([BARE])
    expect(await stateOf()).toBe('confirmed')
    // Another one under that number is another matter.
    await send([await stage.amy.seal(seen(2, { host: 'third.test' }))])
    expect(await stateOf()).toBe('held')
  })

  it('that was kept long enough does not come back either, nor the name in it', async () => {
    const rows = await rival()
    const later = TEN + 40 * DAY
    const first = db().updateTable('rows').set({ at: later, kind: 'search' }).where('seq', '=', 2)
    await first.execute()
    vi.setSystemTime(later)
    await run(stage.school.server, later)
    expect(await forks()).toEqual([BARE])
    expect(await known(BOB)).toBeNull()
    await send(rows)
    expect([await forks(), await known(BOB), await stateOf()]).toEqual([[BARE], null, 'confirmed'])
    await db()
      .updateTable('rows')
      .set({ at: TEN - 400 * DAY })
      .execute()
    await run(stage.school.server, later)
    expect(await forks()).toEqual([])
    expect(await known(AMY)).not.toBeNull()
  })
})
