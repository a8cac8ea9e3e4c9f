/** Times that a school sets: who may, what is counted and deleted, what pupils are told, and what stays. */
import { describe, expect, it, vi } from 'vitest'
import type { KeepingPlan, KeepingState } from '../../lib/protocol/keeping-staff.ts'
import type { OwnRecord } from '../../lib/protocol/own-record.ts'
import type { KeepingKind } from '../../lib/policy/keeping.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { checkChain } from '../evidence/check.ts'
import { closeDays } from '../evidence/days.ts'
import { expire } from '../jobs/retention.ts'
import { BEN, TEN } from '../lessons/testing-lessons.ts'
import { DAY, HEAD, LEAD, LookStage, search, seen, stopped } from '../record/testing-looks.ts'
import { eachAt } from '../testing-clock.ts'
import { run } from '../testing-retention.ts'
import { signInStaff } from '../testing-staff.ts'

const NET = 'net@school.example'
const GOVERNOR = 'governor@school.example'
/** The night after, half past three in London. */
const NIGHT = TEN + 17.5 * 3_600_000

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  await signIn()
  return stage.school
})
const signIn = async (): Promise<void> => {
  await stage.school.signIn(NET, ['network'])
  await stage.school.signIn(LEAD, ['dsl'])
  await stage.school.signIn(HEAD, ['head'])
  await stage.school.signIn(GOVERNOR, ['governor'])
}
const clock = async (at: number): Promise<void> => {
  vi.setSystemTime(at)
  await signIn()
}
const parts = () => stage.school.server.context
const ago = (row: Row, days: number): Row => ({ ...row, at: TEN - days * DAY })
const rows = async () =>
  (await parts().db.selectFrom('rows').select('seq').orderBy('seq').execute()).map(({ seq }) => seq)
const read = async (who = NET) => (await stage.school.ask(who, 'GET', '/admin/keeping')).json<KeepingState>()
const kindOf = async (kind: KeepingKind) => (await read()).kinds.find((one) => one.kind === kind)
const plan = async (kind: KeepingKind, days: number) =>
  (await stage.school.ask(NET, 'GET', `/admin/keeping/plan?kind=${kind}&days=${days}`)).json<KeepingPlan>()
const post = (body: object, who = NET) =>
  stage.school.ask(who, 'POST', '/admin/keeping', { words: 'The governors asked for it.', ...body })
/** As the console does it: counted, and confirmed. */
async function set(kind: KeepingKind, days: number, who = NET): Promise<KeepingState> {
  const { before, rows: counted } = await plan(kind, days)
  const sent = await post({ kind, days, before, rows: counted }, who)
  if (sent.statusCode !== 200) throw new Error(`not set: ${sent.body}`)
  return sent.json()
}
const told = async () => {
  const beat = (await stage.amy.heartbeat()).body as { keptDays?: unknown }
  const { keptDays } = (await stage.amy.send('GET', '/v1/record')).body as OwnRecord
  expect(beat.keptDays).toEqual(keptDays)
  return keptDays
}

const worrying = (seq: number): Row =>
  ({ ...search(seq, 'dark words'), theme: 'suicide', severity: 'high' }) as Row
const OLD: readonly Row[] = [
  ago(search(1, 'volcanoes'), 100),
  ago(worrying(2), 100),
  ago(stopped(3), 100),
  ago(seen(4), 20),
  ago(search(5, 'rain'), 20),
  ago(seen(6), 2),
]

describe('a shorter time', () => {
  it('deletes in the night what it counted, and nothing else: what worries stays, and the chain is whole', async () => {
    await stage.amy.activity(OLD)
    await closeDays(parts(), TEN + DAY)
    expect(await plan('searches', 30)).toEqual({
      kind: 'searches',
      before: 365,
      days: 30,
      starts: NIGHT,
      rows: 'few',
      held: 'few',
    })
    await set('searches', 30)
    await run(stage.school.server, NIGHT - 1)
    expect(await rows()).toEqual([1, 2, 3, 4, 5, 6])
    await run(stage.school.server, NIGHT)
    expect(await rows()).toEqual([2, 3, 4, 5, 6])
    expect(await parts().db.selectFrom('alert_signals').select('seq').execute()).toEqual([{ seq: 2 }])
    await clock(NIGHT + DAY)
    expect(await set('safety', 60)).toMatchObject({ changes: [{ kind: 'safety', days: 60 }, {}] })
    await run(stage.school.server, NIGHT + 2 * DAY)
    expect(await rows()).toEqual([3, 4, 5, 6])
    expect(await parts().db.selectFrom('alerts').select('id').execute()).toEqual([])
    expect(await checkChain(parts(), NIGHT + 2 * DAY)).toMatchObject({ rows: 4, gone: 2, problems: [] })
  })

  it('is told by fives how much goes: two plans a day apart tell of no one day', async () => {
    const many = [100, 99, 98, 97, 96, 95, 94].map((days, i) => ago(search(i + 1, 'rain'), days))
    await stage.amy.activity(many)
    expect(await plan('searches', 97)).toMatchObject({ rows: 'few', held: 'few' })
    expect(await plan('searches', 30)).toMatchObject({ rows: 5 })
    expect((await post({ kind: 'searches', days: 30, before: 365, rows: 10 })).statusCode).toBe(409)
  })

  it('leaves what a hold covers, and says so before', async () => {
    await stage.amy.activity(OLD)
    const ben = await stage.school.device(BEN)
    await ben.activity([{ ...ago(seen(1), 20), who: { name: BEN, from: 'profile' } }])
    const look = await stage.look()
    const hold = { look: look.id, since: 0, until: TEN, ends: TEN + 90 * DAY, words: 'The police asked.' }
    expect((await stage.school.ask(LEAD, 'POST', '/admin/holds', hold)).statusCode).toBe(200)
    expect(await plan('visits', 7)).toMatchObject({ rows: 'few', held: 'few' })
    await set('visits', 7)
    await run(stage.school.server, NIGHT)
    const { db, people } = parts()
    const left = await db.selectFrom('rows').select(['seq', 'person']).where('kind', '=', 'visit').execute()
    const amys = await people.numberOf(db, 'amy.pupil@school.example')
    expect(left).toEqual([
      { seq: 4, person: amys },
      { seq: 6, person: amys },
    ])
  })

  it('can be taken back until the night, by the safeguarding lead too, and then no more', async () => {
    await stage.amy.activity(OLD)
    const [change] = (await set('visits', 7)).changes
    expect((await read()).kinds[0]).toMatchObject({ days: 30, told: 30, waiting: { days: 7, starts: NIGHT } })
    const back = `/admin/keeping/${change?.id}`
    expect((await stage.school.ask(GOVERNOR, 'DELETE', back)).statusCode).toBe(403)
    const taken = await stage.school.ask(LEAD, 'DELETE', back)
    expect(taken.json<KeepingState>()).toMatchObject({ changes: [{ taken: { at: TEN, by: LEAD } }] })
    expect((await stage.school.ask(LEAD, 'DELETE', back)).statusCode).toBe(404)
    await run(stage.school.server, NIGHT + 9 * DAY)
    expect(await rows()).toEqual([1, 2, 3, 4, 5, 6])
    const [again] = (await set('visits', 8)).changes
    await clock(NIGHT)
    expect((await stage.school.ask(NET, 'DELETE', `/admin/keeping/${again?.id}`)).statusCode).toBe(404)
  })

  it('is told to pupils once the rows are gone, and to lead and head by mail at once', async () => {
    await stage.amy.activity(OLD)
    const usual = { visits: 30, notable: 365 }
    expect(await told()).toEqual(usual)
    await set('searches', 30)
    expect(await told()).toEqual(usual)
    const waiting = await parts().db.selectFrom('mail_outbox').select(['person', 'about']).execute()
    const watch = await Promise.all([LEAD, HEAD].map((name) => stage.numberOf(name)))
    expect(waiting.filter(({ about }) => about === 'keeping').map(({ person }) => person)).toEqual(
      expect.arrayContaining(watch),
    )
    await clock(NIGHT + 1)
    expect(await told()).toEqual(usual)
    expect(await kindOf('searches')).toMatchObject({ days: 30, told: 365, waiting: null })
    const stop = new AbortController()
    stop.abort()
    await expire(parts().db, parts().people, NIGHT + 1, stop.signal)
    expect(await told()).toEqual(usual)
    await run(stage.school.server, NIGHT + 1)
    expect(await told()).toEqual({
      ...usual,
      apart: { stops: 365, searches: 30, files: 365, safety: 365 },
    })
  })
})

describe('a longer time', () => {
  it('is told at once, and holds for what is recorded from the next day on', async () => {
    await stage.amy.activity([seen(1, { at: TEN })])
    await set('visits', 90)
    expect(await told()).toEqual({ visits: 90, notable: 365 })
    await clock(TEN + 2 * DAY)
    await stage.amy.activity([seen(2, { at: TEN + 2 * DAY - 1000 })])
    await run(stage.school.server, TEN + 31 * DAY)
    expect(await rows()).toEqual([2])
    await run(stage.school.server, TEN + 91 * DAY)
    expect(await rows()).toEqual([2])
    await run(stage.school.server, TEN + 93 * DAY)
    expect(await rows()).toEqual([])
  })
})

describe('a change', () => {
  const WRONG = [
    [{ kind: 'visits', days: 6, before: 30, rows: 'few' }, 422],
    [{ kind: 'visits', days: 366, before: 30, rows: 'few' }, 422],
    [{ kind: 'concerns', days: 90, before: 30, rows: 'few' }, 422],
    [{ kind: 'visits', days: 90, before: 30, rows: 'few', words: ' . ' }, 422],
    [{ kind: 'visits', days: 30, before: 30, rows: 'few' }, 422],
    [{ kind: 'visits', days: 90, before: 60, rows: 'few' }, 409],
    [{ kind: 'visits', days: 7, before: 30, rows: 5 }, 409],
  ] as const

  it('is not made of what is out of bounds, changes nothing, or was thought of something else', async () => {
    await stage.amy.activity(OLD)
    for (const [body, status] of WRONG) expect([body, (await post(body)).statusCode]).toEqual([body, status])
    expect((await read()).changes).toEqual([])
  })

  it('waits for the one before it of the same kind, and not for others', async () => {
    await set('visits', 60)
    expect((await post({ kind: 'visits', days: 7, before: 30, rows: 'few' })).statusCode).toBe(409)
    await set('stops', 90)
    expect((await read()).changes).toHaveLength(2)
  })

  it('is made by somebody who reads no record, and never by a link that is nobody’s', async () => {
    const wanted = { kind: 'visits', days: 60, before: 30, rows: 'few' }
    for (const who of [LEAD, GOVERNOR]) expect((await post(wanted, who)).statusCode).toBe(403)
    const { cookie } = await signInStaff(stage.school.server)
    const byLink = await stage.school.server.app.inject({
      method: 'POST',
      url: '/admin/keeping',
      headers: { host: 'localhost:80', origin: 'http://localhost:80', cookie },
      payload: { ...wanted, words: 'By nobody.' },
    })
    expect(byLink.statusCode).toBe(403)
    expect((await post(wanted, HEAD)).statusCode).toBe(200)
    expect(await stage.school.audit()).toContain('keeping visits 30 to 60 days, few rows')
  })

  it('has its reason sealed, and shown to nobody who must not read free words', async () => {
    await set('visits', 60)
    expect((await read(LEAD)).changes).toMatchObject([{ words: 'The governors asked for it.', by: NET }])
    expect((await read(GOVERNOR)).changes).toMatchObject([{ words: null }])
    const [stored] = await parts().db.selectFrom('keeping_changes').select('reason').execute()
    expect(Buffer.from(stored?.reason ?? []).toString('latin1')).not.toContain('governors')
  })
})
