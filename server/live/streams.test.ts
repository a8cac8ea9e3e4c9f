/** Streams of lessons that end in any way: nothing of them stays, and a server that is told to stop does. */
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AMY, KHAN, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { TestDevice } from '../testing.ts'
import { Stuck } from './stuck.ts'
import { listening, LiveDevice } from './testing-live.ts'
import { LessonStream } from './testing-stream.ts'
import { Watch } from './watch.ts'

let school: TestSchool
let lesson: string
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  await school.signIn(KHAN)
  lesson = await school.lesson(await school.classOf('9B Maths', KHAN, [AMY]), KHAN)
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  await school.close()
})

const amys = async (): Promise<LiveDevice> => LiveDevice.join(await school.device(AMY))
const look = async (query = ''): Promise<LessonStream> =>
  LessonStream.open(await listening(school.server), lesson, school.cookieOf(KHAN), query)

describe('a stream that is broken off', () => {
  it('while it is being opened leaves nothing behind', async () => {
    const url = `${await listening(school.server)}/admin/lessons/${lesson}/live?tabs=1`
    const begin = Watch.begin.bind(Watch)
    let abort = new AbortController()
    let looks = 0
    const spy = vi.spyOn(Watch, 'begin').mockImplementation(async (...args) => {
      abort.abort()
      await vi.waitUntil(async () => (await open()) === 0, { timeout: 10_000 })
      looks += 1
      return begin(...args)
    })
    const open = () =>
      new Promise<number>((resolve, reject) =>
        school.server.app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      )
    for (let i = 1; i <= 7; i += 1) {
      abort = new AbortController()
      await expect(
        fetch(url, { headers: { cookie: school.cookieOf(KHAN) }, signal: abort.signal }),
      ).rejects.toThrow('abort')
      await vi.waitUntil(() => looks === i, { timeout: 10_000 })
    }
    spy.mockRestore()
    const rows = () => school.server.context.db.selectFrom('lesson_looks').selectAll().execute()
    await vi.waitUntil(async () => (await rows()).every(({ ended }) => ended !== null), { timeout: 5000 })
    expect(school.server.context.live.streams.size).toBe(0)
    ;(await look()).close()
  })

  it('is counted till then: six windows, and no seventh', async () => {
    const open = await Promise.all(Array.from({ length: 6 }, () => look()))
    await expect(look()).rejects.toThrow('429')
    open[0]?.close()
    await vi.waitUntil(() => school.server.context.live.streams.size === 5)
    ;(await look()).close()
    for (const stream of open) stream.close()
  })
})

describe('a server that is told to stop', () => {
  it('ends streams and devices, also one that does not answer', async () => {
    const device = await amys()
    const mute = await LiveDevice.join(await TestDevice.confirmed(school.server))
    mute.socket.pause()
    const stream = await look('?tabs=1')
    await stream.sees(AMY, 'starting')
    const began = performance.now()
    const [ended] = await Promise.all([device.closes(), stream.ends(), school.server.app.close()])
    expect(performance.now() - began).toBeLessThan(8000)
    expect(ended).toBe(1001)
    // The console takes it for a connection that broke, and comes back.
    expect(stream.events.at(-1)?.type).not.toBe('over')
    mute.socket.terminate()
    await once(mute.socket, 'close').catch(() => undefined)
  })
})

describe('a stream that nobody takes any more', () => {
  it('is one that has not drained for half a minute, or on which a megabyte waits', () => {
    let now = 0
    const of = { writableLength: 0, writableNeedDrain: false }
    const stuck = new Stuck(of, () => now)
    expect(stuck.isStuck()).toBe(false)
    of.writableNeedDrain = true
    expect(stuck.isStuck()).toBe(false)
    now = 30_001
    expect(stuck.isStuck()).toBe(true)
    of.writableNeedDrain = false
    expect(stuck.isStuck()).toBe(false)
    of.writableLength = 1024 * 1024 + 1
    expect(stuck.isStuck()).toBe(true)
  })
})
