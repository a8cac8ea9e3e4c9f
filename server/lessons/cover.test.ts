/** A lesson handed to another teacher by a code. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Lesson } from '../../lib/policy/lesson.ts'
import type { RunningLesson } from '../../lib/protocol/lessons.ts'
import { setName } from '../staff/members.ts'
import { AMY, KHAN, MINUTE, TEN, TestSchool } from './testing-lessons.ts'

const COVER = 'cover@school.example'
const OTHER = 'other@school.example'
let school: TestSchool
let maths: number
let lesson: string
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  maths = await school.classOf('9B Maths', KHAN, [AMY])
  lesson = await school.lesson(maths, KHAN)
  await school.signIn(KHAN)
  const covering = await school.signIn(COVER)
  await school.signIn(OTHER)
  const { context } = school.server
  await setName(context, context.db, covering, 'Mr Cover')
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

const codeOf = async (who = KHAN, id = lesson) =>
  (await school.ask(who, 'POST', `/admin/lessons/${id}/code`)).json<{ code: string; until: number }>()
const redeem = (code: string, who = COVER) => school.ask(who, 'POST', '/admin/lessons/cover', { code })
const running = async (who: string) =>
  (await school.ask(who, 'GET', '/admin/lessons')).json<{ lessons: RunningLesson[] }>().lessons

describe('a code', () => {
  it('gives the lesson to whoever types it: to see, extend and end, as theirs to the class', async () => {
    const amys = await school.device(AMY)
    const { code, until } = await codeOf()
    expect(code).toMatch(/^[A-Z\d]{4}-[A-Z\d]{4}$/)
    expect(until).toBe(TEN + 15 * MINUTE)
    const taken = await redeem(code)
    expect(taken.json()).toMatchObject({
      id: lesson,
      class: maths,
      teacher: 'Mr Cover',
      revision: 2,
      pupils: 1,
    })
    const { lessons } = (await amys.heartbeat()).body as { lessons: Lesson[] }
    expect(lessons).toMatchObject([{ id: lesson, teacher: 'Mr Cover', revision: 2 }])
    expect((await running(COVER)).map(({ id }) => id)).toEqual([lesson])
    expect((await running(KHAN)).map(({ id }) => id)).toEqual([lesson])
    expect((await school.ask(COVER, 'DELETE', `/admin/lessons/${lesson}`)).statusCode).toBe(204)
    expect(await running(COVER)).toEqual([])
    const audit = await school.audit()
    expect(audit).toEqual(expect.arrayContaining([`lesson-code ${lesson}`, `lesson-cover ${lesson}`]))
    expect(audit.join()).not.toContain(code)
  })

  it('is typed in any case, with or without its dash, and still counts after a restart', async () => {
    const { code } = await codeOf()
    await school.restart()
    expect((await redeem(` ${code.toLowerCase().replace('-', ' – ')}`)).statusCode).toBe(200)
    await school.restart()
    expect(await running(COVER)).toHaveLength(1)
  })

  it('works once, is replaced by the next one, and ends after a quarter of an hour or with its lesson', async () => {
    const { code: replaced } = await codeOf()
    const { code } = await codeOf()
    expect((await redeem(replaced)).json()).toMatchObject({ error: 'code', field: 'code' })
    expect((await redeem(code)).statusCode).toBe(200)
    expect((await redeem(code, OTHER)).statusCode).toBe(404)
    const { code: late } = await codeOf()
    vi.setSystemTime(TEN + 15 * MINUTE)
    expect((await redeem(late, OTHER)).statusCode).toBe(404)
    const { code: over } = await codeOf()
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect((await redeem(over, OTHER)).statusCode).toBe(404)
  })

  it('is in the database as a keyed hash only', async () => {
    const { code } = await codeOf()
    const rows = await school.server.context.db.selectFrom('lesson_codes').selectAll().execute()
    expect(rows).toMatchObject([{ lesson, hash: expect.stringMatching(/^[\da-f]{64}$/) as string }])
    expect(JSON.stringify(rows)).not.toContain(code.replace('-', ''))
  })

  it('gives the one lesson, not the class', async () => {
    const another = await school.lesson(maths, KHAN)
    await redeem((await codeOf()).code)
    expect((await running(COVER)).map(({ id }) => id)).toEqual([lesson])
    expect((await school.ask(COVER, 'DELETE', `/admin/lessons/${another}`)).statusCode).toBe(404)
    expect((await school.ask(COVER, 'GET', `/admin/my-classes/${maths}`)).statusCode).toBe(404)
  })
})

describe('who may not', () => {
  it('lets whoever covers a lesson cover screens beside it, for no longer than it lasts', async () => {
    await redeem((await codeOf()).code)
    const eyesUp = { class: maths, mode: 'eyes-up', minutes: 10 }
    vi.setSystemTime(TEN + 35 * MINUTE)
    await school.signIn(COVER)
    const started = await school.ask(COVER, 'POST', '/admin/lessons', eyesUp)
    const { id, until } = started.json<RunningLesson>()
    expect(until).toBe(TEN + 40 * MINUTE)
    expect((await school.ask(COVER, 'DELETE', `/admin/lessons/${id}`)).statusCode).toBe(204)
    vi.setSystemTime(TEN + 41 * MINUTE)
    expect((await school.ask(COVER, 'POST', '/admin/lessons', eyesUp)).statusCode).toBe(404)
  })

  it('another class’s teacher gets no code, and nobody does for a lesson that is over', async () => {
    expect((await school.ask(OTHER, 'POST', `/admin/lessons/${lesson}/code`)).statusCode).toBe(404)
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect((await school.ask(KHAN, 'POST', `/admin/lessons/${lesson}/code`)).statusCode).toBe(404)
  })

  it('somebody who guesses: after a few tries each one waits, and nobody else does', async () => {
    const answers = []
    for (let i = 0; i < 12; i += 1) answers.push((await redeem('AAAA-AAAA')).statusCode)
    expect(answers[0]).toBe(404)
    expect(answers.at(-1)).toBe(429)
    const { code } = await codeOf()
    expect((await redeem(code)).headers['retry-after']).toBe('60')
    expect((await redeem(code, OTHER)).statusCode).toBe(200)
  })

  it('what is no code', async () => {
    expect((await redeem('')).statusCode).toBe(422)
    expect((await redeem('x'.repeat(21))).statusCode).toBe(422)
    expect((await redeem('--')).statusCode).toBe(404)
  })
})
