/** Packs and erasures that take their time: how far they are, and what is left when somebody calls them off. */
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import { TEN } from '../lessons/testing-lessons.ts'
import { DAY, LEAD, LookStage, seen, stopped } from '../record/testing-looks.ts'
import { eachAt } from '../testing-clock.ts'
import { checkChain } from './check.ts'
import { carryOut } from './erase.ts'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  return stage.school
})

const context = () => stage.school.server.context
const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) =>
  stage.school.ask(LEAD, method, url, body)

describe('a pack', () => {
  it('says how far it is, is made once, and is nothing when it was cancelled', async () => {
    await stage.amy.activity([seen(1), seen(2)])
    const { id } = await stage.look()
    const making = () => ask('GET', `/admin/record-looks/${id}/making`).then((sent) => sent.json<unknown>())
    expect(await making()).toEqual({ making: null })
    const pack = ask('GET', `/admin/record-looks/${id}/pack`)
    await expect.poll(() => context().packs.making(id)).not.toBeNull()
    expect(await making()).toMatchObject({ making: { phase: expect.any(String) as string } })
    const second = await ask('GET', `/admin/record-looks/${id}/pack`)
    expect([second.statusCode, second.json<{ error: string }>().error]).toEqual([409, 'busy'])
    expect((await ask('DELETE', `/admin/record-looks/${id}/making`)).statusCode).toBe(200)
    const sent = await pack
    expect([sent.statusCode, sent.json<{ error: string }>().error]).toEqual([409, 'cancelled'])
    expect(await making()).toEqual({ making: null })
    const audit = await stage.school.audit()
    expect(audit.filter((line) => line.startsWith('evidence-pack'))).toEqual([
      `evidence-pack-cancelled ${id}`,
    ])
    expect((await ask('GET', `/admin/record-looks/${id}/pack`)).statusCode).toBe(200)
  })

  it('is nobody else’s to watch or to cancel', async () => {
    const { id } = await stage.look()
    await stage.school.signIn('other@school.example', ['dsl'])
    for (const method of ['GET', 'DELETE'] as const)
      expect(
        (await stage.school.ask('other@school.example', method, `/admin/record-looks/${id}/making`))
          .statusCode,
      ).toBe(404)
  })
})

describe('an erasure', () => {
  const plan = async () => {
    const { id: look } = await stage.look()
    const asked = { look, since: TEN - 3 * DAY, until: TEN, words: 'Her parents asked for it.' }
    return (await ask('POST', '/admin/erasures', asked)).json<ErasureSaid>()
  }

  it('that somebody stops has erased the oldest, with what was made of them, and nothing else', async () => {
    const locked = (seq: number, at: number) =>
      ({
        ...stopped(seq, ''),
        at,
        path: '',
        listed: { list: 'member', entry: 41 },
        reason: 'illegal',
      }) as never
    const rows = Array.from({ length: 300 }, (_, i) => seen(i + 2, { at: TEN - 2 * DAY + i }))
    await stage.amy.activity([locked(1, TEN - 2 * DAY - 1), ...rows, locked(302, TEN - DAY)])
    const { id, planned } = await plan()
    await sql`CREATE TRIGGER meanwhile AFTER DELETE ON rows BEGIN
      UPDATE erasures SET stopped_by = by_person; END`.execute(context().db)
    const done = (await ask('POST', `/admin/erasures/${id}/confirm`, { rows: planned })).json<ErasureSaid>()
    expect(done).toMatchObject({ planned: 302, stopped: LEAD, done: TEN })
    expect(done.erased).toBeGreaterThan(0)
    expect(done.erased).toBeLessThan(302)
    const left = await context().db.selectFrom('rows').select('seq').orderBy('seq').execute()
    expect(left.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 302 - (done.erased ?? 0) }, (_, i) => i + 1 + (done.erased ?? 0)),
    )
    const hits = await context().db.selectFrom('locked_hits').select('seq').execute()
    expect(hits).toEqual([{ seq: 302 }])
    // No start and no night goes on with it.
    await carryOut(context(), TEN)
    expect(await context().db.selectFrom('rows').select('seq').execute()).toHaveLength(left.length)
    expect((await checkChain(context(), TEN)).problems).toEqual([])
  })

  it('is stopped while it is at work alone, by whoever may erase, on record', async () => {
    await stage.amy.activity([seen(1)])
    const { id, planned } = await plan()
    const stop = async () => (await ask('POST', `/admin/erasures/${id}/stop`)).statusCode
    expect(await stop()).toBe(409)
    await ask('POST', `/admin/erasures/${id}/confirm`, { rows: planned })
    expect(await stop()).toBe(409)
    await context().db.updateTable('erasures').set({ done: null, reached: null }).execute()
    expect(await stop()).toBe(200)
    expect(await stop()).toBe(409)
    expect(await stage.school.audit()).toContain(`erasure-stopped ${id}`)
    const list = (await ask('GET', '/admin/erasures')).json<{ erasures: ErasureSaid[] }>()
    expect(list.erasures).toMatchObject([{ stopped: LEAD, done: TEN }])
  })
})
