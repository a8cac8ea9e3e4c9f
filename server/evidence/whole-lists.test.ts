/** No list is cut off in silence: each is read to its end a piece at a time, nothing twice, whatever has one time. */
import { expect, it } from 'vitest'
import { PLACE_OF } from '../keys/vault.ts'
import { AMY, TEN } from '../lessons/testing-lessons.ts'
import { eachAt } from '../testing-clock.ts'
import { DAY, HEAD, LEAD, LookStage } from '../record/testing-looks.ts'

let stage: LookStage
eachAt(TEN, async () => (stage = await LookStage.open()).school)

/** Everything, piece by piece; and of how many pieces it was. */
type Listed = Readonly<Record<string, unknown>>
async function whole(path: string, of: string, who = LEAD): Promise<{ all: Listed[]; pieces: number }> {
  const all: Listed[] = []
  let pieces = 0
  for (let next: string | null = ''; next !== null && pieces < 20; pieces += 1) {
    const sent = await stage.school.ask(who, 'GET', next === '' ? path : `${path}?before=${next}`)
    if (sent.statusCode !== 200) throw new Error(`${path} ${next}: ${sent.body}`)
    const piece = sent.json<Record<string, unknown>>()
    all.push(...(piece[of] as Listed[]))
    next = (piece['next'] as string | undefined) ?? null
  }
  return { all, pieces }
}
const context = () => stage.school.server.context
const many = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

it('heads of days', async () => {
  const day = (i: number) => new Date(TEN - i * DAY).toISOString().slice(0, 10)
  const head = Buffer.alloc(32)
  for (const i of many(70))
    await context()
      .db.insertInto('evidence_days')
      .values({ day: day(i), first: i, last: i, root: head, head, closed: TEN })
      .execute()
  const { all, pieces } = await whole('/admin/evidence', 'days', HEAD)
  expect(all.map((one) => one['day'])).toEqual(many(70).map(day))
  expect(pieces).toBe(3)
})

it('holds: all that are in force first, then those that are over', async () => {
  const { db, vault } = context()
  for (const i of many(130)) {
    const at = TEN - 200 + i
    const over = i % 2 === 0
    await db
      .insertInto('holds')
      .values({
        at,
        by_person: null,
        person: null,
        since: 0,
        until: TEN,
        ends: over ? TEN - 1 : TEN + DAY,
        reason: vault.seal('Police.', PLACE_OF.hold(at)),
        lifted: null,
        lifted_by: null,
        lifted_reason: null,
      })
      .execute()
  }
  const { all } = await whole('/admin/holds', 'holds', HEAD)
  expect(all.map((one) => one['holds'])).toEqual([...many(65).map(() => true), ...many(65).map(() => false)])
  expect(new Set(all.map((one) => one['id'])).size).toBe(130)
})

it('erasures that were asked for in one moment', async () => {
  const { db, vault } = context()
  const [by_person, person] = [await stage.numberOf(LEAD), await stage.numberOf(AMY)]
  for (const i of many(120)) {
    const id = `e${i}`.padEnd(22, 'x')
    await db
      .insertInto('erasures')
      .values({
        id,
        at: TEN,
        by_person,
        person,
        since: 0,
        until: TEN,
        reason: vault.seal('Asked.', PLACE_OF.erasure(id)),
        planned: 1,
        expires: TEN,
        confirmed: TEN,
        confirmed_by: by_person,
        done: TEN,
        erased: 1,
      })
      .execute()
  }
  const { all } = await whole('/admin/erasures', 'erasures', HEAD)
  expect(new Set(all.map((one) => one['id'])).size).toBe(120)
  expect(all).toHaveLength(120)
  const unknown = await stage.school.ask(HEAD, 'GET', `/admin/erasures?before=${'u'.repeat(22)}`)
  expect(unknown.statusCode).toBe(404)
})

it('illegal pages that came in one batch', async () => {
  const { db, vault } = context()
  const { id: installation } = await db.selectFrom('installations').select('id').executeTakeFirstOrThrow()
  for (const seq of many(120)) {
    const said = JSON.stringify({ list: 'member', entry: seq, category: 'illegal-csam' })
    const content = vault.seal(said, PLACE_OF.lockedHit(installation, seq))
    await db
      .insertInto('locked_hits')
      .values({ installation, seq, at: TEN, received: TEN, person: null, told: 1, content })
      .execute()
  }
  const { all } = await whole('/admin/illegal', 'hits')
  expect(all.map((one) => one['entry'])).toEqual(many(120).toReversed())
})

it('pauses that are over', async () => {
  const { db } = context()
  for (const i of many(120)) {
    const asked = { person: AMY, until: TEN + DAY, reason: `pause ${i}`, talkTo: 'Mrs Khan', open: [] }
    expect((await stage.school.ask(HEAD, 'POST', '/admin/suspensions', asked)).statusCode).toBe(200)
    await db.updateTable('policy_exceptions').set({ ended: TEN }).execute()
  }
  const { all } = await whole('/admin/exceptions', 'exceptions', HEAD)
  expect(all.map((one) => one['reason'])).toEqual(many(120).map((i) => `pause ${119 - i}`))
})
