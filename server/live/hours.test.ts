/** Outside the school's hours, and away from its network, a lesson does nothing: a test for each route that acts. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { publish } from '../documents/documents.ts'
import { AMY, KHAN, MINUTE, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { samplePolicy } from '../testing.ts'
import { listening, LiveDevice } from './testing-live.ts'
import { LessonStream } from './testing-stream.ts'

/** Five in the afternoon, when lessons are over for the day. */
const FIVE = TEN + 7 * 60 * MINUTE

let school: TestSchool
let maths: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: FIVE - 10 * MINUTE })
  school = await TestSchool.open()
  await school.signIn(KHAN)
  maths = await school.classOf('9B Maths', KHAN, [AMY])
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

const start = (more: object = {}) =>
  school.ask(KHAN, 'POST', '/admin/lessons', {
    class: maths,
    mode: 'only',
    sites: [{ host: 'maths.test' }],
    minutes: 60,
    ...more,
  })

describe('after hours', () => {
  it('no lesson starts', async () => {
    vi.setSystemTime(FIVE)
    expect((await start()).statusCode).toBe(409)
    expect((await start({ mode: 'eyes-up', sites: [], minutes: 5 })).statusCode).toBe(409)
  })

  it.each([
    ['until', { minutes: 60 }],
    ['open', { url: 'https://maths.test/' }],
    ['close', { pupil: 1, tab: 1 }],
  ])('a lesson that runs on paper takes no “%s”', async (what, body) => {
    const { id } = (await start()).json<{ id: string }>()
    vi.setSystemTime(FIVE)
    expect((await school.ask(KHAN, 'POST', `/admin/lessons/${id}/${what}`, body)).statusCode).toBe(409)
  })

  it.each(['', '?tabs=1'])('nobody watches it%s, and it can still be ended', async (query) => {
    const { id } = (await start()).json<{ id: string }>()
    vi.setSystemTime(FIVE)
    const address = await listening(school.server)
    await expect(LessonStream.open(address, id, school.cookieOf(KHAN), query)).rejects.toThrow('409')
    expect((await school.ask(KHAN, 'DELETE', `/admin/lessons/${id}`)).statusCode).toBe(204)
  })

  it('who watches is told that it is over', async () => {
    const { id } = (await start()).json<{ id: string }>()
    const stream = await LessonStream.open(
      await listening(school.server),
      id,
      school.cookieOf(KHAN),
      '?tabs=1',
    )
    await stream.until(({ pupils }) => pupils.has(AMY))
    vi.setSystemTime(FIVE)
    await school.server.context.live.hub.lessonsChanged([stream.pupils.get(AMY)?.person ?? 0])
    expect(await stream.ends()).toEqual({ type: 'over', why: 'hours' })
  })

  it('no device is told of it', async () => {
    await start()
    vi.setSystemTime(FIVE)
    const amys = await school.device(AMY)
    expect((await (await LiveDevice.join(amys)).next('lessons')).lessons).toEqual([])
  })
})

describe('where the school wants lessons on its own network', () => {
  const everyHour = { hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }], onSiteOnly: true }

  it.each([
    ['127.0.0.1', 'a device there is told of one', 1, 'starting'],
    ['10.1.0.0/16', 'a device elsewhere is told of none, and the teacher why', 0, 'hours'],
  ] as const)('(%s) %s', async (site, _what, told, state) => {
    await school.close()
    school = await TestSchool.open(site)
    await school.signIn(KHAN)
    maths = await school.classOf('9B Maths', KHAN, [AMY])
    const { db, vault } = school.server.context
    const policy = { ...samplePolicy(), lessons: everyHour }
    await publish(db, vault, 'policy', policy, { actor: 'test', note: '' })
    const { id } = (await start()).json<{ id: string }>()
    const amys = await LiveDevice.join(await school.device(AMY))
    expect((await amys.next('lessons')).lessons).toHaveLength(told)
    const stream = await LessonStream.open(await listening(school.server), id, school.cookieOf(KHAN))
    await stream.sees(AMY, state)
    stream.close()
  })
})
