/** Two persons for one look, where the policy says so: what one alone can make of it. */
import { describe, expect, it, vi } from 'vitest'
import type { SecondWants } from './second-yes.ts'
import { publish } from '../documents/documents.ts'
import { AMY, BEN, MINUTE, TEN } from '../lessons/testing-lessons.ts'
import { eachAt } from '../testing-clock.ts'
import { samplePolicy } from '../testing.ts'
import { DAY, HEAD, HOUR, LEAD, LookStage, seen } from './testing-looks.ts'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  await stage.amy.activity([seen(1)])
  return stage.school
})

const SECOND = 'second@school.example'
const wants = async (secondYes: SecondWants) => {
  const { db, vault } = stage.school.server.context
  await publish(db, vault, 'policy', { ...samplePolicy(), secondYes }, { actor: 'test', note: '' })
}
const say = async (id: string, answer: 'yes' | 'no', who = HEAD) =>
  (await stage.school.ask(who, 'POST', `/admin/record-looks/${id}/second`, { answer })).statusCode
const rows = async (id: string) => (await stage.askRows(id)).statusCode
const pack = async (id: string, what = 'pack') =>
  (await stage.school.ask(LEAD, 'GET', `/admin/record-looks/${id}/${what}`)).statusCode
const at = async (time: number) => {
  vi.setSystemTime(time)
  await stage.school.signIn(LEAD, ['dsl'])
  await stage.school.signIn(HEAD, ['head'])
}

describe('a second yes', () => {
  it('is asked of nobody while the policy says nothing of it', async () => {
    const look = await stage.look()
    expect(look.second).toBeNull()
    expect([await rows(look.id), await pack(look.id)]).toEqual([200, 200])
    expect(await say(look.id, 'yes')).toBe(404)
  })

  it('opens a look for half an hour from then on; the wait and the yes are in the log and the audit', async () => {
    await wants('looks')
    const { id, second } = await stage.look()
    expect(second).toEqual({ wants: 'looks', until: TEN + 4 * HOUR, answer: null })
    const hold = { look: id, since: TEN - DAY, until: TEN, ends: TEN + DAY, words: 'A claim.' }
    const shut = async () => [
      await rows(id),
      await pack(id),
      (await stage.school.ask(LEAD, 'POST', '/admin/holds', hold)).statusCode,
    ]
    expect(await shut()).toEqual([403, 403, 403])
    await at(TEN + 2 * HOUR)
    expect(await say(id, 'yes')).toBe(200)
    expect([await rows(id), await pack(id)]).toEqual([200, 200])
    const answer = { what: 'yes', by: HEAD, at: TEN + 2 * HOUR }
    expect(await stage.log()).toMatchObject([{ second: { answer }, until: TEN + 2 * HOUR + 30 * MINUTE }])
    const audit = (await stage.school.audit()).filter((line) => line.startsWith('record-second'))
    expect(audit).toEqual([`record-second-asked ${id} looks`, `record-second-yes ${id}`])
    await at(TEN + 2 * HOUR + 31 * MINUTE)
    expect(await rows(id)).toBe(403)
  })

  it('for packs alone leaves the record open to one', async () => {
    await wants('packs')
    const { id } = await stage.look({ reason: 'asked' })
    expect([await rows(id), await pack(id), await pack(id, 'copy')]).toEqual([200, 403, 403])
    expect(await say(id, 'yes')).toBe(200)
    expect([await pack(id), await pack(id, 'copy')]).toEqual([200, 200])
  })

  it('is no yes of the same person, of the pupil, of any other role, or of nobody in particular', async () => {
    await wants('looks')
    const { id } = await stage.look()
    expect(await say(id, 'yes', LEAD)).toBe(409)
    for (const role of ['network', 'governor', 'office', 'teacher'] as const) {
      await stage.school.signIn(SECOND, [role])
      expect(await say(id, 'yes', SECOND), role).toBe(403)
    }
    await stage.school.signIn(AMY, ['head'])
    expect(await say(id, 'yes', AMY)).toBe(409)
    expect(await rows(id)).toBe(403)
  })

  it('that is a no, or comes too late, or twice, opens nothing', async () => {
    await wants('looks')
    const [refused, late] = [await stage.look(), await stage.look()]
    expect(await say(refused.id, 'no')).toBe(200)
    expect(await say(refused.id, 'yes')).toBe(409)
    await at(TEN + 4 * HOUR)
    expect(await say(late.id, 'yes')).toBe(409)
    expect([await rows(refused.id), await rows(late.id)]).toEqual([403, 403])
    const told = (await stage.log()).find((look) => look.id === refused.id)
    expect(told?.second?.answer).toMatchObject({ what: 'no', by: HEAD })
    expect(await stage.school.audit()).toContain(`record-second-no ${refused.id}`)
  })

  it('of an account that was ended, or lost its role, since then opens nothing more', async () => {
    await wants('looks')
    const { id } = await stage.look()
    await say(id, 'yes')
    const { db } = stage.school.server.context
    const head = await stage.numberOf(HEAD)
    await db.updateTable('staff').set({ roles: '["governor"]' }).where('person', '=', head).execute()
    expect(await rows(id)).toBe(403)
    await db.updateTable('staff').set({ roles: '["head"]' }).where('person', '=', head).execute()
    expect(await rows(id)).toBe(200)
    await db.updateTable('staff').set({ disabled: TEN }).where('person', '=', head).execute()
    expect([await rows(id), await pack(id)]).toEqual([403, 403])
  })

  it('opens no other look: not of another pupil, nor the next at the same one', async () => {
    await wants('looks')
    await stage.school.device(BEN)
    const one = await stage.look()
    const [other, next] = [await stage.look({ person: await stage.numberOf(BEN) }), await stage.look()]
    await say(one.id, 'yes')
    expect([await rows(one.id), await rows(other.id), await rows(next.id)]).toEqual([200, 403, 403])
  })

  it('that nobody gave is no look that a pupil is told of; one that was given is', async () => {
    await wants('looks')
    await stage.look()
    await at(TEN + 2 * DAY)
    expect((await stage.told()).looks).toEqual([])
    const { id } = await stage.look()
    await say(id, 'yes')
    await at(TEN + 4 * DAY)
    expect((await stage.told()).looks).toHaveLength(1)
  })
})
