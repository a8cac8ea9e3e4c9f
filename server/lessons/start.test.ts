/** What the start of a lesson shows, and sites that a teacher saves. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LessonStart, SavedSet } from '../../lib/protocol/lessons.ts'
import { setEnded } from '../classes/hand.ts'
import { publish } from '../documents/documents.ts'
import { samplePolicy } from '../testing.ts'
import { MOST_SETS } from './sets.ts'
import { AMY, BEN, KHAN, MINUTE, TEN, TestSchool } from './testing-lessons.ts'

const OTHER = 'other@school.example'
let school: TestSchool
let maths: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  const { db, vault } = school.server.context
  await publish(db, vault, 'policy', samplePolicy(), { actor: 'test', note: '' })
  maths = await school.classOf('9B Maths', KHAN, [AMY, BEN])
  await school.signIn(KHAN)
  await school.signIn(OTHER)
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

const start = async (who = KHAN): Promise<LessonStart> =>
  (await school.ask(who, 'GET', '/admin/lessons/start')).json<LessonStart>()
const save = (set: object, who = KHAN) => school.ask(who, 'POST', '/admin/lesson-sets', set)
const SET = { name: 'Fractions', sites: [{ host: 'maths.test', path: '/fractions' }], frames: ['f.test'] }

describe('the start of a lesson', () => {
  it('shows the classes that I teach, with what each did last, today’s bells, and that lessons may run', async () => {
    const art = await school.classOf('9A Art', KHAN)
    await school.classOf('9C French', OTHER)
    await school.lesson(maths, KHAN, { sites: [{ host: 'older.test' }] })
    vi.setSystemTime(TEN + MINUTE)
    await school.lesson(maths, OTHER, { mode: 'except', sites: [{ host: 'games.test' }], frames: ['f.test'] })
    expect(await start()).toEqual({
      classes: [
        { id: art, name: '9A Art', pupils: 0 },
        {
          id: maths,
          name: '9B Maths',
          pupils: 2,
          last: { mode: 'except', sites: [{ host: 'games.test' }], frames: ['f.test'] },
        },
      ],
      sets: [],
      // The sample's lunch and lessons; its evening is at home.
      bells: [TEN + 3.5 * 60 * MINUTE, TEN + 5.5 * 60 * MINUTE],
      mayStart: true,
    })
  })

  it('begins again with sites: screens that were covered since do not hide them', async () => {
    const lastOf = async () => (await start()).classes[0]?.last
    await school.lesson(maths, KHAN, { mode: 'eyes-up', sites: [] })
    expect(await lastOf()).toEqual({ mode: 'eyes-up', sites: [], frames: [] })
    vi.setSystemTime(TEN + MINUTE)
    await school.lesson(maths, KHAN)
    vi.setSystemTime(TEN + 2 * MINUTE)
    await school.lesson(maths, KHAN, { mode: 'eyes-up', sites: [] })
    expect(await lastOf()).toEqual({ mode: 'only', sites: [{ host: 'maths.test' }], frames: [] })
  })

  it('says when lessons may not run, and nothing of a class that has ended', async () => {
    await setEnded(school.server.context.db, maths, true, { actor: 'test', now: TEN })
    vi.setSystemTime(TEN + 9 * 60 * MINUTE)
    await school.signIn(KHAN)
    const tomorrowAtEight = Date.UTC(2026, 10, 25, 8)
    expect(await start()).toEqual({
      classes: [],
      sets: [],
      bells: [],
      mayStart: false,
      mayStartAt: tomorrowAtEight,
    })
  })
})

describe('saved sites', () => {
  it('are kept by name, replaced by the same name however it is written, and deleted', async () => {
    const first = (await save(SET)).json<SavedSet>()
    expect(first).toEqual({ id: first.id, ...SET })
    await save({ name: 'Areas', sites: [{ host: 'areas.test' }] })
    const again = { ...SET, name: ' FRACTIONS ', sites: [{ host: 'new.test' }] }
    expect((await save(again)).json()).toEqual({ id: first.id, ...again, name: 'FRACTIONS' })
    await school.restart()
    expect((await start()).sets.map(({ name, sites }) => [name, sites[0]?.host])).toEqual([
      ['Areas', 'areas.test'],
      ['FRACTIONS', 'new.test'],
    ])
    expect((await school.ask(KHAN, 'DELETE', `/admin/lesson-sets/${first.id}`)).statusCode).toBe(204)
    expect((await school.ask(KHAN, 'DELETE', `/admin/lesson-sets/${first.id}`)).statusCode).toBe(404)
    expect((await start()).sets.map(({ name }) => name)).toEqual(['Areas'])
    expect(await school.audit()).toContain(`lesson-set-delete ${first.id}`)
  })

  it('are their teacher’s: nobody else sees, replaces or deletes them', async () => {
    const { id } = (await save(SET)).json<SavedSet>()
    const { id: own } = (await save(SET, OTHER)).json<SavedSet>()
    expect(own).not.toBe(id)
    expect((await school.ask(OTHER, 'DELETE', `/admin/lesson-sets/${id}`)).statusCode).toBe(404)
    expect((await start(OTHER)).sets.map((set) => set.id)).toEqual([own])
    expect((await start()).sets).toHaveLength(1)
  })

  it('are refused without a name or sites, and when there are too many', async () => {
    expect((await save({ ...SET, name: '  ' })).statusCode).toBe(422)
    expect((await save({ ...SET, sites: [] })).statusCode).toBe(422)
    expect((await save({ ...SET, sites: [{ host: 'https://maths.test/' }] })).statusCode).toBe(422)
    for (let i = 0; i < MOST_SETS; i += 1) await save({ ...SET, name: `Set ${i}` })
    expect((await save(SET)).json()).toMatchObject({ error: 'full' })
    expect((await save({ ...SET, name: 'set 7' })).statusCode).toBe(200)
    expect((await save(SET, OTHER)).statusCode).toBe(200)
  })

  it('say nothing in the database', async () => {
    await save(SET)
    const rows = await school.server.context.db.selectFrom('site_sets').selectAll().execute()
    expect(rows.map(({ content }) => Buffer.from(content).toString('latin1')).join()).not.toMatch(
      /Fractions|maths\.test/,
    )
    expect((await school.audit()).join()).not.toMatch(/Fractions|maths\.test/)
  })
})
