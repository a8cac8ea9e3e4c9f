/** What a teacher sees of a lesson that runs, and does in it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Claim } from '../../lib/protocol/wire.ts'
import { AMY, BEN, KHAN, MINUTE, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { TestDevice } from '../testing.ts'
import { listening, LiveDevice } from './testing-live.ts'
import { LessonStream } from './testing-stream.ts'

const LEE = 'lee@school.example'
const CAT = 'cat.pupil@school.example'
const DAN = 'dan.pupil@school.example'
const EVE = 'eve.pupil@school.example'

let school: TestSchool
let maths: number
let open: LessonStream[]
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  await school.signIn(KHAN)
  await school.signIn(LEE)
  maths = await school.classOf('9B Maths', KHAN, [AMY, BEN, CAT, DAN, EVE])
  open = []
})
afterEach(async () => {
  for (const stream of open) stream.close()
  vi.useRealTimers()
  await school.close()
})

const device = (name: string, more: Partial<Claim> = {}): Promise<TestDevice> => school.device(name, more)
const start = async (more: object = {}, who = KHAN): Promise<string> => {
  const body = { class: maths, mode: 'only', sites: [{ host: 'maths.test' }], minutes: 40, ...more }
  return (await school.ask(who, 'POST', '/admin/lessons', body)).json<{ id: string }>().id
}
async function look(lesson: string, who = KHAN, query = ''): Promise<LessonStream> {
  const stream = await LessonStream.open(await listening(school.server), lesson, school.cookieOf(who), query)
  open.push(stream)
  return stream
}
const act = async (lesson: string, what: string, body: object, who = KHAN): Promise<number> =>
  (await school.ask(who, 'POST', `/admin/lessons/${lesson}/${what}`, body)).statusCode
const numberOf = (stream: LessonStream, name: string): number => stream.pupils.get(name)?.person ?? 0

describe('who enforces a lesson', () => {
  it('is who says so after doing it; of the others it is said why not', async () => {
    const amys = await LiveDevice.join(await device(AMY))
    await device(CAT)
    await device(DAN, { extension: '0.1.9' })
    const copied = await device(EVE)
    await school.server.context.db
      .updateTable('installations')
      .set({ state: 'held', state_reason: 'numbers-forked' })
      .where('installation', '=', copied.id)
      .execute()
    const stream = await look(await start())
    await stream.until(({ pupils }) => pupils.size === 5)
    expect(Object.fromEntries([...stream.pupils].map(([name, { state }]) => [name, state]))).toEqual({
      [AMY]: 'starting',
      [BEN]: 'no-device',
      [CAT]: 'offline',
      [DAN]: 'older-version',
      [EVE]: 'tampered',
    })
    expect(stream.pupils.get(CAT)?.since).toBe(TEN)
    await amys.next('lessons') // Of none, when it came.
    await amys.obey()
    await stream.sees(AMY, 'enforcing')
    const { lessons } = (await school.ask(KHAN, 'GET', '/admin/lessons')).json<{ lessons: object[] }>()
    expect(lessons).toMatchObject([{ pupils: 5, enforcing: 1 }])
  })

  it('is nobody until the lesson as it is now is in force', async () => {
    const id = await start()
    const amys = await LiveDevice.join(await device(AMY))
    await amys.obey()
    const stream = await look(id)
    await stream.sees(AMY, 'enforcing')
    expect(await act(id, 'sites', { sites: [{ host: 'other.test' }] })).toBe(204)
    await stream.sees(AMY, 'starting')
    await amys.obey()
    await stream.sees(AMY, 'enforcing')
  })

  it.each([
    ['refused', 'refused'],
    ['clock', 'clock'],
    ['over', 'hours'],
  ] as const)('is not one that says %s', async (is, state) => {
    const id = await start()
    const amys = await LiveDevice.join(await device(AMY))
    await amys.obey(is)
    await (await look(id)).sees(AMY, state)
  })

  it('goes when a device goes, and is told by heartbeat where no connection lasts', async () => {
    const id = await start()
    const amys = await device(AMY)
    const stream = await look(id)
    const live = await LiveDevice.join(amys)
    await live.obey()
    await stream.sees(AMY, 'enforcing')
    live.socket.terminate()
    await stream.sees(AMY, 'offline')
    await amys.heartbeat(0, { holding: [{ id, revision: 1, is: 'enforcing' }] })
    expect(
      (await school.ask(KHAN, 'GET', '/admin/lessons')).json<{ lessons: object[] }>().lessons,
    ).toMatchObject([{ enforcing: 1 }])
  })
})

describe('two lessons on one pupil', () => {
  it('are told to the second teacher, who can claim; the first sees it; the end gives the pupil back', async () => {
    const first = await start()
    const amys = await LiveDevice.join(await device(AMY))
    expect((await amys.obey()).map(({ id }) => id)).toEqual([first])
    const art = await school.classOf('9 Art', LEE, [AMY])
    vi.setSystemTime(TEN + MINUTE)
    const second = await start({ class: art }, LEE)
    const [khans, lees] = [await look(first), await look(second, LEE)]
    await lees.sees(AMY, 'claimed')
    expect(lees.pupils.get(AMY)?.by).toMatchObject({ lesson: first, teacher: KHAN })
    expect(await act(second, 'claim', { pupils: [numberOf(lees, AMY)] }, LEE)).toBe(204)
    expect((await amys.obey()).map(({ id }) => id)).toEqual([second])
    await lees.sees(AMY, 'enforcing')
    await khans.sees(AMY, 'claimed')
    expect(khans.pupils.get(AMY)?.by).toMatchObject({ lesson: second, teacher: LEE })
    await school.ask(LEE, 'DELETE', `/admin/lessons/${second}`)
    expect((await amys.obey()).map(({ id }) => id)).toEqual([first])
    await khans.sees(AMY, 'enforcing')
  })

  it('are no claim of a class that the pupil is not in', async () => {
    const art = await school.classOf('9 Art', LEE, [BEN])
    const khans = await look(await start())
    await khans.until(({ pupils }) => pupils.size === 5)
    const second = await start({ class: art }, LEE)
    expect(await act(second, 'claim', { pupils: [numberOf(khans, AMY)] }, LEE)).toBe(404)
  })

  it('of one class hold together', async () => {
    const amys = await LiveDevice.join(await device(AMY))
    await amys.next('lessons')
    await start()
    await amys.next('lessons')
    await start({ mode: 'eyes-up', sites: [], minutes: 5 })
    expect((await amys.next('lessons')).lessons.map(({ mode }) => mode).toSorted()).toEqual([
      'eyes-up',
      'only',
    ])
  })
})

describe('in a lesson', () => {
  it('a pupil is let out, and back in', async () => {
    const id = await start()
    const amys = await LiveDevice.join(await device(AMY))
    await amys.obey()
    const stream = await look(id)
    await stream.sees(AMY, 'enforcing')
    const pupil = numberOf(stream, AMY)
    await act(id, 'exempt', { pupil, exempt: true })
    expect(await amys.obey()).toEqual([])
    await stream.sees(AMY, 'exempt')
    await act(id, 'exempt', { pupil, exempt: false })
    await amys.obey()
    await stream.sees(AMY, 'enforcing')
  })

  it('a page is opened for all whom the lesson has, also for who comes back later', async () => {
    const id = await start()
    const [amys, bens] = [await device(AMY), await device(BEN)]
    const amy = await LiveDevice.join(amys)
    await amy.obey()
    const url = 'https://maths.test/page-12'
    const stream = await look(id)
    await stream.until(({ pupils }) => pupils.size === 5)
    await act(id, 'exempt', { pupil: numberOf(stream, CAT), exempt: true })
    await device(CAT)
    const answer = await school.ask(KHAN, 'POST', `/admin/lessons/${id}/open`, { url })
    expect(answer.json()).toEqual({ devices: 2 })
    const order = await amy.next('do')
    expect(order).toMatchObject({ lesson: id, action: { open: url } })
    amy.say({ type: 'done', id: order.id })
    const ben = await LiveDevice.join(bens)
    await ben.obey()
    expect((await ben.next('do')).action).toEqual({ open: url })
    expect(await act(id, 'open', { url: 'https://games.test/' })).toBe(409)
    expect(await act(id, 'open', { url: 'javascript:alert(1)' })).toBe(422)
  })

  it('ends by hand, by its time, outside the hours, and with the session of who watches', async () => {
    const [one, two] = [await start(), await start({ minutes: 30 })]
    const [first, second] = [await look(one), await look(two)]
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${one}`)
    expect(await first.ends()).toEqual({ type: 'over', why: 'ended' })
    vi.setSystemTime(TEN + 9 * 60 * MINUTE)
    await school.signIn(KHAN)
    school.server.context.live.personsChangedSoon([numberOf(second, AMY)])
    await expect(look(two)).rejects.toThrow('404')
  })
})

describe('tabs', () => {
  const TABS = [{ tab: 3, title: 'Angles', host: 'maths.test', active: true, stopped: false }]

  it('are asked for while somebody watches, shown to nobody else, and every look is on record', async () => {
    const id = await start()
    const amys = await LiveDevice.join(await device(AMY))
    await amys.obey()
    const plain = await look(id)
    await plain.sees(AMY, 'enforcing')
    amys.say({ type: 'tabs', tabs: TABS }) // Nobody asked.
    const watching = await look(id, KHAN, '?tabs=1')
    expect((await amys.next('watch')).seconds).toBeGreaterThan(20)
    amys.say({ type: 'tabs', tabs: TABS })
    await watching.until(({ pupils }) => pupils.get(AMY)?.tabs !== undefined)
    expect(watching.pupils.get(AMY)?.tabs).toEqual(TABS)
    expect(plain.pupils.get(AMY)?.tabs).toBeUndefined()
    expect(await school.ask(KHAN, 'POST', `/admin/lessons/${id}/close`, close(watching, 3))).toMatchObject({
      statusCode: 200,
    })
    expect((await amys.next('do')).action).toEqual({ close: 3 })
    watching.close()
    expect((await amys.next('watch')).seconds).toBe(0)
    const looks = await school.server.context.db.selectFrom('lesson_looks').selectAll().execute()
    expect(looks).toMatchObject([{ lesson: id, started: TEN }])
    expect((await school.audit()).some((line) => line.startsWith(`lesson-look ${id}`))).toBe(true)
  })

  const close = (stream: LessonStream, tab: number) => ({ pupil: numberOf(stream, AMY), tab })

  it('are not asked of who is let out', async () => {
    const id = await start()
    const amys = await LiveDevice.join(await device(AMY))
    await amys.obey()
    const stream = await look(id, KHAN, '?tabs=1')
    await stream.sees(AMY, 'enforcing')
    await amys.next('watch')
    await act(id, 'exempt', { pupil: numberOf(stream, AMY), exempt: true })
    expect((await amys.next('watch')).seconds).toBe(0)
  })

  it('of my own browser are listed for me, and what a page frames', async () => {
    expect((await school.ask(KHAN, 'GET', '/admin/lessons/own-tabs')).statusCode).toBe(409)
    const khans = await LiveDevice.join(await device(KHAN))
    const tabs = [{ url: 'https://maths.test/', title: 'Maths', frames: ['player.test'] }]
    const asked = school.ask(KHAN, 'GET', '/admin/lessons/own-tabs')
    khans.say({ type: 'answer', id: (await khans.next('ask')).id, tabs })
    expect((await asked).json()).toEqual({ tabs })
    const needs = school.ask(KHAN, 'POST', '/admin/lessons/needs', { url: 'https://maths.test/' })
    const question = await khans.next('ask')
    expect(question.page).toBe('https://maths.test/')
    khans.say({ type: 'answer', id: question.id, tabs })
    expect((await needs).json()).toEqual({ frames: ['player.test'] })
  })
})

describe('another class’s teacher', () => {
  it('sees nothing and does nothing', async () => {
    const id = await start()
    await expect(look(id, LEE)).rejects.toThrow('404')
    await expect(look(id, LEE, '?tabs=1')).rejects.toThrow('404')
    for (const what of ['sites', 'exempt', 'claim', 'open', 'close'])
      expect(await act(id, what, {}, LEE)).toBe(404)
  })
})
