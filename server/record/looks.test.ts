/** Looks at a pupil's record: on record before they open anything, for one person, one pupil, half an hour. */
import { describe, expect, it, vi } from 'vitest'
import { ROLES } from '../../lib/protocol/staff-roles.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { AMY, BEN, KHAN, MINUTE, TEN } from '../lessons/testing-lessons.ts'
import { eachAt } from '../testing-clock.ts'
import { run } from '../testing-retention.ts'
import { DAY, HEAD, HOUR, LEAD, LookStage, seen } from './testing-looks.ts'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  return stage.school
})

const audited = async () =>
  (await stage.school.audit()).filter((line) => line.startsWith('record-')).map((line) => line.split(' ')[0])

describe('finding a pupil', () => {
  const find = (text: string, who = LEAD) =>
    stage.school.ask(who, 'GET', `/admin/pupils?${new URLSearchParams({ find: text })}`)

  it('goes by part of the name, says the classes, never names staff, and is on record', async () => {
    await stage.school.classOf('9B Maths', KHAN, [AMY, BEN])
    expect((await find('PUPIL@')).json()).toMatchObject({
      pupils: [
        { name: AMY, classes: ['9B Maths'] },
        { name: BEN, classes: ['9B Maths'] },
      ],
      more: false,
      shown: 'role',
    })
    expect((await find('khan')).json()).toMatchObject({ pupils: [] })
    expect((await find(' a ')).statusCode).toBe(422)
    expect(await audited()).toEqual(['record-search', 'record-search'])
    expect(await stage.school.audit()).toContain('record-search people:2')
  })

  it('says that there are more than it shows', async () => {
    const names = Array.from({ length: 450 }, (_, i) => `year9.${i}@school.example`)
    await stage.school.classOf('Year 9', KHAN, names)
    const found = (await find('year9')).json<{ pupils: { name: string }[]; more: boolean }>()
    expect([found.pupils.length, found.more]).toEqual([20, true])
    expect((await find('year9.449@')).json()).toMatchObject({
      pupils: [{ name: 'year9.449@school.example' }],
    })
  })
})

describe('a look', () => {
  it.each([
    ['no reason', { reason: undefined }],
    ['a kind of reason that is none', { reason: 'curious' }],
    ['no words', { words: undefined }],
    ['words that say nothing', { words: ' . ' }],
    ['an enquiry without a reason', { enquiry: '' }],
    ['a time that is none', { days: 4000 }],
  ])('does not begin with %s', async (_what, more) => {
    expect((await stage.try(more)).statusCode).toBe(422)
    expect(await stage.log()).toEqual([])
    expect(await audited()).toEqual(['record-log'])
  })

  it.each(['nobody’s', 'a member of staff’s', 'the head’s'])(
    'does not begin at a number that is %s',
    async (whose) => {
      const number = {
        'nobody’s': 999_999,
        'a member of staff’s': await stage.school.signIn(KHAN),
        'the head’s': await stage.numberOf(HEAD),
      }[whose]
      expect((await stage.try({ person: number })).statusCode).toBe(404)
      expect(await stage.log()).toEqual([])
    },
  )

  it('is in the log and the audit before a row is answered, in one transaction', async () => {
    await stage.amy.activity([seen(1)])
    const look = await stage.look()
    expect(await stage.log()).toEqual([look])
    expect(look).toMatchObject({
      at: TEN,
      until: TEN + 30 * MINUTE,
      by: LEAD,
      role: 'dsl',
      pupil: AMY,
      from: Date.UTC(2026, 10, 18),
      reason: 'concern',
      words: 'A friend is worried about her.',
      shown: 'role',
      toldFrom: TEN + DAY,
      told: false,
      enquiry: null,
    })
    const { db } = stage.school.server.context
    const [noted] = await db.selectFrom('audit').selectAll().where('action', '=', 'record-look').execute()
    expect(noted).toMatchObject({
      actor: `staff:${await stage.numberOf(LEAD)}`,
      subject: `${look.id} person:${await stage.numberOf(AMY)} 7 days, concern, as dsl`,
    })
  })

  it('that cannot be audited is no look', async () => {
    const { db } = stage.school.server.context
    await db.schema.alterTable('audit').renameTo('audit_gone').execute()
    expect((await stage.try()).statusCode).toBe(500)
    await db.schema.alterTable('audit_gone').renameTo('audit').execute()
    expect(await stage.log()).toEqual([])
  })

  it('opens nothing to anybody else: another lead, a made-up code, any other role', async () => {
    await stage.amy.activity([seen(1)])
    const { id } = await stage.look()
    await stage.school.signIn('second@school.example', ['dsl'])
    expect((await stage.askRows(id, {}, 'second@school.example')).statusCode).toBe(404)
    expect((await stage.askRows('x'.repeat(22))).statusCode).toBe(404)
    expect((await stage.askRows(`${id}'--`)).statusCode).toBe(422)
    for (const role of ROLES.filter((one) => one !== 'dsl')) {
      const who = `${role}.else@school.example`
      await stage.school.signIn(who, [role])
      expect([role, (await stage.askRows(id, {}, who)).statusCode]).toEqual([role, 403])
      expect([role, (await stage.try({}, who)).statusCode]).toEqual([role, 403])
    }
    // Whoever began it and has the role no more.
    await stage.school.signIn(LEAD, ['teacher'])
    expect((await stage.askRows(id)).statusCode).toBe(403)
  })

  it('opens one pupil: another’s rows are not in it, whatever is asked for', async () => {
    const ben = await stage.school.device(BEN)
    await ben.activity([seen(1, { host: 'bens.test', who: { name: BEN, from: 'profile' } })])
    await stage.amy.activity([seen(1)])
    const look = await stage.look()
    const person = String(await stage.numberOf(BEN))
    const { rows } = await stage.rows(look, { person, before: `${TEN + DAY}.999.999` })
    expect(rows.map(({ row }) => row.host)).toEqual(['maths.example.org'])
  })

  it('is over after half an hour, and then says so', async () => {
    const { id } = await stage.look()
    vi.setSystemTime(TEN + 30 * MINUTE - 1)
    await stage.school.signIn(LEAD, ['dsl'])
    expect((await stage.askRows(id)).statusCode).toBe(200)
    vi.setSystemTime(TEN + 30 * MINUTE)
    const late = await stage.askRows(id)
    expect([late.statusCode, late.json()]).toMatchObject([403, { error: 'look-over' }])
  })
})

describe('the viewing log', () => {
  it('is the lead’s and the head’s, newest first, in pages', async () => {
    for (let i = 0; i < 60; i += 1) {
      vi.setSystemTime(TEN + Math.floor(i / 2) * 1000)
      await stage.look()
    }
    const all = await stage.log()
    expect(all.length).toBe(50)
    const url = `/admin/record-looks?before=${all.at(-1)?.id}`
    const rest = (await stage.school.ask(LEAD, 'GET', url)).json<{
      looks: { id: string }[]
      next: string | null
    }>()
    expect([rest.looks.length, rest.next]).toEqual([10, null])
    expect(new Set([...all, ...rest.looks].map(({ id }) => id)).size).toBe(60)
  })

  it('is filtered by days, by the reason, and by part of a name, on through all that does not fit', async () => {
    vi.setSystemTime(TEN - 2 * DAY)
    await stage.look({ reason: 'check' })
    vi.setSystemTime(TEN)
    const ben = await stage.numberOf(BEN)
    const person = await stage.numberOf(AMY)
    // More than one window of looks at somebody else.
    const { db, vault } = stage.school.server.context
    const row = await db.selectFrom('record_looks').selectAll().executeTakeFirstOrThrow()
    for (let i = 0; i < 130; i += 1) {
      const id = `b${i}`.padEnd(22, 'x')
      const words = vault.seal('A look at Ben.', PLACE_OF.recordLook(id))
      await db
        .insertInto('record_looks')
        .values({ ...row, id, words, at: TEN - DAY + i, person: ben })
        .execute()
    }
    const found = async (query: string) => {
      const sent = await stage.school.ask(HEAD, 'GET', `/admin/record-looks?${query}`)
      return sent.json<{ looks: { id: string; at: number }[]; next: string | null }>()
    }
    expect(row.person).toBe(person)
    expect(await found('find=AMY.')).toMatchObject({ looks: [{ id: row.id }], next: null })
    expect((await found('find=lead@')).looks).toHaveLength(50)
    expect(await found('find=nobody')).toEqual({ looks: [], next: null })
    expect(await found('reason=incident')).toEqual({ looks: [], next: null })
    expect(await found('to=2026-11-22')).toMatchObject({ looks: [{ id: row.id }], next: null })
    expect((await found('from=2026-11-23&to=2026-11-23')).looks).toHaveLength(50)
    expect(await found('from=2026-11-24')).toEqual({ looks: [], next: null })
    const gone = await stage.school.ask(HEAD, 'GET', `/admin/record-looks?before=${'g'.repeat(22)}`)
    expect(gone.statusCode).toBe(404)
  })

  it('says nothing to whoever steals the database: words and names are sealed', async () => {
    await stage.look({ words: 'worried about bruises', enquiry: 'police asked' })
    const rows = await stage.school.server.context.db.selectFrom('record_looks').selectAll().execute()
    const text = rows.map((row) =>
      Object.values(row)
        .map((one) => Buffer.from(String(one)).toString())
        .join(),
    )
    expect(text.join()).not.toMatch(/bruises|police|amy/i)
    expect(JSON.stringify(await stage.school.audit())).not.toMatch(/bruises|police|amy/i)
  })

  it('is kept for twelve months, with the name of whom it was at, and then gone', async () => {
    await stage.look()
    const { db } = stage.school.server.context
    await db.updateTable('installations').set({ person: null, settled_person: null }).execute()
    await run(stage.school.server, TEN + 364 * DAY)
    expect(await stage.log()).toMatchObject([{ pupil: AMY }])
    expect(await run(stage.school.server, TEN + 366 * DAY)).toMatchObject({ looks: 1 })
    expect(await stage.log()).toEqual([])
  })
})

describe('what the pupil is shown', () => {
  it('is the day and the role, a day later, for thirty days; several of a day are one', async () => {
    await stage.look()
    await stage.look({ reason: 'check' })
    vi.setSystemTime(TEN + DAY - 1)
    expect(await stage.told()).toEqual({ shown: 'role', looks: [] })
    vi.setSystemTime(TEN + DAY)
    const { looks } = await stage.told()
    expect(looks).toEqual([{ date: '2026-11-24', role: 'dsl' }])
    vi.setSystemTime(TEN + 31 * DAY)
    expect((await stage.told()).looks).toEqual([])
  })

  it('is nobody else’s, nor told where nobody is signed in', async () => {
    await stage.look()
    vi.setSystemTime(TEN + DAY)
    const ben = await stage.school.device(BEN)
    await ben.heartbeat()
    expect((await stage.told(ben)).looks).toEqual([])
    const { person: _left, ...nobody } = stage.amy.claim
    stage.amy.claim = nobody
    await stage.amy.heartbeat()
    expect((await stage.told()).looks).toEqual([])
  })

  it('is as the school had chosen when the look began', async () => {
    await stage.choose('hidden')
    await stage.look()
    vi.setSystemTime(TEN + HOUR)
    await stage.school.signIn(LEAD, ['dsl'])
    await stage.choose('reason')
    await stage.look({ reason: 'asked' })
    vi.setSystemTime(TEN + 2 * DAY)
    await stage.choose('hidden')
    expect(await stage.told()).toEqual({
      shown: 'hidden',
      looks: [{ date: '2026-11-24', role: 'dsl', reason: 'asked' }],
    })
  })
})

describe('an enquiry', () => {
  const later = async (at: number): Promise<void> => {
    vi.setSystemTime(at)
    await stage.school.signIn(LEAD, ['dsl'])
    await stage.school.signIn(HEAD, ['head'])
  }

  it('hides a look, from its start or until it would be shown; everybody in the log sees who said so and why', async () => {
    await stage.look({ enquiry: 'The police asked us to wait.' })
    const second = await stage.look({ reason: 'stopped' })
    await later(TEN + DAY - MINUTE)
    expect((await stage.enquiry(second.id)).statusCode).toBe(200)
    expect((await stage.enquiry(second.id)).statusCode).toBe(409)
    await later(TEN + 3 * DAY)
    expect((await stage.told()).looks).toEqual([])
    const why = { by: LEAD, words: 'The police asked us to wait.', ended: null }
    expect((await stage.log()).map(({ enquiry }) => enquiry)).toEqual([
      { at: expect.any(Number) as number, ...why },
      { at: expect.any(Number) as number, ...why },
    ])
    expect((await audited()).filter((one) => one === 'record-enquiry')).toHaveLength(2)
  })

  it('cannot be claimed once the pupil was shown the look, without a reason, or by anybody but a lead', async () => {
    const { id } = await stage.look()
    expect((await stage.enquiry(id, HEAD)).statusCode).toBe(403)
    expect((await stage.enquiry(id, LEAD, '')).statusCode).toBe(422)
    expect((await stage.enquiry('y'.repeat(22))).statusCode).toBe(404)
    await stage.school.signIn(KHAN, ['teacher'])
    expect((await stage.enquiry(id, KHAN)).statusCode).toBe(403)
    expect((await stage.lift(id)).statusCode).toBe(409)
    await later(TEN + DAY)
    expect(await stage.enquiry(id)).toMatchObject({ statusCode: 409 })
    expect((await stage.told()).looks).toHaveLength(1)
  })

  it('ends by the head’s word too, however late, and the pupil is shown the look then', async () => {
    const { id } = await stage.look({ enquiry: 'The police asked us to wait.' })
    await later(TEN + 60 * DAY)
    expect((await stage.lift(id, KHAN)).statusCode).toBe(401)
    expect((await stage.lift(id)).json()).toMatchObject({ told: true, enquiry: { ended: { by: HEAD } } })
    expect((await stage.told()).looks).toEqual([{ date: '2026-11-24', role: 'dsl' }])
    expect(await audited()).toContain('record-enquiry-ended')
    expect((await stage.enquiry(id)).statusCode).toBe(409)
  })
})
