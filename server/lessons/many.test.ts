/** Many lessons, and lessons that cannot be read. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Lesson } from '../../lib/policy/lesson.ts'
import { heartbeatResponseSchema } from '../../lib/protocol/wire.ts'
import { TestDevice } from '../testing.ts'
import { AMY, BEN, KHAN, TEN, TestSchool } from './testing-lessons.ts'

let school: TestSchool
let maths: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  await school.signIn(KHAN)
  maths = await school.classOf('9B Maths', KHAN, [AMY])
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  await school.close()
})

const pupil = (name: string) => school.device(name)
const start = () =>
  school.ask(KHAN, 'POST', '/admin/lessons', {
    class: maths,
    mode: 'only',
    sites: [{ host: 'maths.test' }],
    minutes: 40,
  })
const told = async (device: TestDevice): Promise<readonly Lesson[]> =>
  heartbeatResponseSchema.parse((await device.heartbeat()).body).lessons ?? []

describe('lessons of one class', () => {
  it('are five at once', async () => {
    for (let i = 0; i < 5; i += 1) expect((await start()).statusCode).toBe(200)
    const sixth = await start()
    expect(sixth.statusCode).toBe(409)
    expect(sixth.json()).toMatchObject({ error: 'many', field: 'class' })
  })

  it('are told as far as a device takes them', async () => {
    for (let i = 0; i < 21; i += 1) await school.lesson(maths, KHAN)
    expect(await told(await pupil(AMY))).toHaveLength(20)
  })
})

describe('a lesson that cannot be read', () => {
  it('keeps none from others, and is reported once', async () => {
    const art = await school.classOf('9 Art', KHAN, [AMY, BEN])
    const broken = await school.lesson(maths, KHAN)
    const good = await school.lesson(art, KHAN)
    const { db, live } = school.server.context
    await db
      .updateTable('lessons')
      .set({ content: new Uint8Array([1, 2, 3]) })
      .where('id', '=', broken)
      .execute()
    const reported: unknown[] = []
    live.onError((error) => reported.push(error))
    for (const device of [await pupil(AMY), await pupil(BEN)])
      expect((await told(device)).map(({ id }) => id)).toEqual([good])
    const list = await school.ask(KHAN, 'GET', '/admin/lessons')
    expect(list.json<{ lessons: Lesson[] }>().lessons.map(({ id }) => id)).toEqual([good])
    expect((await school.ask(KHAN, 'GET', '/admin/lessons/start')).statusCode).toBe(200)
    await live.tick()
    await told(await pupil(BEN))
    await live.tick()
    expect(reported.map(String)).toEqual([`Error: the lesson ${broken} cannot be read`])
  })
})

describe('a lesson', () => {
  it('is opened once for each revision, however often it is asked for', async () => {
    const amys = await pupil(AMY)
    const id = await school.lesson(maths, KHAN)
    const open = vi.spyOn(school.server.context.vault, 'open')
    const opened = () => open.mock.calls.filter(([, place]) => place.includes(id)).length
    for (let i = 0; i < 4; i += 1) expect(await told(amys)).toHaveLength(1)
    expect(opened()).toBe(1)
    await school.ask(KHAN, 'POST', `/admin/lessons/${id}/sites`, { sites: [{ host: 'other.test' }] })
    const before = opened()
    for (let i = 0; i < 4; i += 1) expect((await told(amys))[0]?.sites).toEqual([{ host: 'other.test' }])
    expect(opened() - before).toBeLessThanOrEqual(1)
  })
})
