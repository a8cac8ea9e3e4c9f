/** Whoever asked for a pack and is gone: theirs is cancelled, and no other. */
import { expect, it, vi } from 'vitest'
import { TEN } from '../../lessons/testing-lessons.ts'
import { LEAD, LookStage, seen } from '../../record/testing-looks.ts'
import { eachAt } from '../../testing-clock.ts'

const OTHER = 'other@school.example'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  await stage.school.signIn(OTHER, ['dsl'])
  await stage.amy.activity([seen(1), seen(2)])
  return stage.school
})

const context = () => stage.school.server.context
const packOf = (id: string, who = LEAD, gone?: AbortSignal) =>
  stage.school.ask(who, 'GET', `/admin/record-looks/${id}/pack`, undefined, gone)
const packAudit = async () => (await stage.school.audit()).filter((line) => line.startsWith('evidence-pack'))

/** Asks for a pack, and is gone while the server still reads this: of `record_looks` whose look it is. */
async function goneEarly(id: string, who: string, table = 'record_looks'): Promise<void> {
  const { db } = context()
  const gone = new AbortController()
  const { promise: mayRead, resolve: letRead } = Promise.withResolvers<void>()
  const { promise: reads, resolve: nowReads } = Promise.withResolvers<void>()
  const selectFrom = db.selectFrom.bind(db) as (...given: unknown[]) => unknown
  let held: Promise<void> | undefined
  const spy = vi.spyOn(db, 'selectFrom').mockImplementation(((...given: unknown[]) => {
    if (given[0] === table && held === undefined) {
      // There is one connection: what is read next waits for this.
      held = db.transaction().execute(() => mayRead)
      nowReads()
    }
    return selectFrom(...given)
  }) as never)
  const asked = packOf(id, who, gone.signal)
  await reads
  gone.abort()
  await expect(asked).rejects.toThrow()
  letRead()
  await held
  spy.mockRestore()
}

it.each([
  ['another lead', OTHER],
  ['another tab of one’s own', LEAD],
])('a pack goes on when %s that asked for it too is gone', async (_who, who) => {
  const { id } = await stage.look()
  const pack = packOf(id)
  await expect.poll(() => context().packs.making(id)).not.toBeNull()
  await goneEarly(id, who)
  expect((await pack).statusCode).toBe(200)
  await expect.poll(packAudit).toEqual([expect.stringMatching(`^evidence-pack ${id} `)])
})

it('a pack is cancelled when whoever asked for it is gone', async () => {
  const { id } = await stage.look()
  const gone = new AbortController()
  const make = vi.spyOn(context().packs, 'make')
  const pack = packOf(id, LEAD, gone.signal)
  await expect.poll(() => context().packs.making(id)).not.toBeNull()
  gone.abort()
  await expect(pack).rejects.toThrow()
  // The thread may have to start before it hears of it.
  await expect(make.mock.results[0]?.value).rejects.toMatchObject({ code: 'cancelled' })
  await expect.poll(packAudit).toEqual([`evidence-pack-cancelled ${id}`])
  expect(context().packs.making(id)).toBeNull()
})

it.each(['staff_sessions', 'record_looks'])(
  'no pack is made for whoever is gone before it is begun, while %s are read',
  async (table) => {
    const { id } = await stage.look()
    await goneEarly(id, LEAD, table)
    await expect.poll(packAudit).toEqual([`evidence-pack-cancelled ${id}`])
    expect(context().packs.making(id)).toBeNull()
  },
)
