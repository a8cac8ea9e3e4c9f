/** What a device is told, and what it says of it: again when that does not fit, and nothing from before. */
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FromDevice } from '../../lib/protocol/live.ts'
import { AMY, BEN, KHAN, MINUTE, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { idOf, TestDevice } from '../testing.ts'
import type { Connection } from './connection.ts'
import { LiveDevice } from './testing-live.ts'

let school: TestSchool
let maths: number
let amys: TestDevice
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  maths = await school.classOf('9B Maths', KHAN, [AMY])
  amys = await school.device(AMY)
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

const live = () => school.server.context.live
const connection = async (): Promise<Connection | undefined> => live().hub.of(await idOf(amys))
async function until(holds: () => unknown): Promise<void> {
  while (!(await holds())) await setTimeout(20)
}
const told = (device: LiveDevice) => device.heard.filter(({ type }) => type === 'lessons').length

describe('a device that holds a lesson it was not told of', () => {
  it('is told again, once', async () => {
    const device = await LiveDevice.join(amys)
    await device.next('lessons')
    const holding: FromDevice = { type: 'holding', lessons: [{ id: 'old', revision: 1, is: 'enforcing' }] }
    device.say(holding)
    expect((await device.next('lessons')).lessons).toEqual([])
    device.say(holding)
    device.say({ type: 'beat' })
    await device.next('beat')
    await live().hub.settled()
    await setTimeout(50)
    expect(told(device)).toBe(0)
  })
})

describe('a device that never says that it holds its lesson', () => {
  it('is told again after a while, once', async () => {
    await school.lesson(maths, KHAN)
    const device = await LiveDevice.join(amys)
    await device.next('lessons')
    device.say({ type: 'holding', lessons: [] })
    await live().tick(TEN + 9_000)
    await setTimeout(50)
    expect(told(device)).toBe(0)
    await live().tick(TEN + 11_000)
    expect((await device.next('lessons')).lessons).toHaveLength(1)
    await live().tick(TEN + 60_000)
    await setTimeout(50)
    expect(told(device)).toBe(0)
  })
})

describe('what a device said', () => {
  it('of other lessons says nothing of those that it is told now', async () => {
    const id = await school.lesson(maths, KHAN)
    const device = await LiveDevice.join(amys)
    await device.obey()
    await until(async () => (await connection())?.holding.length === 1)
    const amy = await school.server.context.people.numberOf(school.server.context.db, AMY)
    const { db } = school.server.context
    await db.insertInto('lesson_exempt').values({ lesson: id, person: amy }).execute()
    await live().hub.lessonsChanged([amy])
    await db.deleteFrom('lesson_exempt').execute()
    await live().hub.lessonsChanged([amy])
    await device.next('lessons')
    expect((await device.next('lessons')).lessons).toHaveLength(1)
    expect((await connection())?.holding).toEqual([])
  })

  it('of tabs is left out when it is too much, and the connection stays', async () => {
    const device = await LiveDevice.join(amys)
    await device.next('lessons')
    for (let i = 0; i < 600; i += 1) device.say({ type: 'tabs', tabs: [] })
    device.say({ type: 'beat' })
    await device.next('beat')
    expect(device.closed).toBeUndefined()
  })

  it('of tabs that nobody watches is told to nobody', async () => {
    const device = await LiveDevice.join(amys)
    await device.next('lessons')
    const heard: unknown[] = []
    live().hub.onChange((_persons, what) => heard.push(what))
    device.say({ type: 'tabs', tabs: [] })
    device.say({ type: 'beat' })
    await device.next('beat')
    expect(heard).toEqual([])
  })
})

describe('the end of the hours', () => {
  it('ends what runs: after them nothing comes back by itself', async () => {
    const id = await school.lesson(maths, KHAN, { minutes: 240 })
    const device = await LiveDevice.join(amys)
    expect(await device.obey()).toHaveLength(1)
    await live().tick()
    const evening = TEN + 8 * 60 * MINUTE
    await school.server.context.db
      .updateTable('lessons')
      .set({ until: evening + 60 * MINUTE })
      .execute()
    vi.setSystemTime(evening)
    await live().tick()
    expect((await device.next('lessons')).lessons).toEqual([])
    vi.setSystemTime(TEN)
    await live().tick()
    expect((await amys.heartbeat()).body).toMatchObject({ lessons: [] })
    expect(await school.audit()).toContain(`lesson-end ${id} hours`)
  })
})

describe('a class that cannot be told', () => {
  it('keeps no other from it, and is told later', async () => {
    const art = await school.classOf('9 Art', KHAN, [BEN])
    for (const one of [maths, art]) await school.lesson(one, KHAN)
    await live().tick()
    const failed: number[] = []
    const tried: number[] = []
    const lessonChanged = live().lessonChanged.bind(live())
    vi.spyOn(live(), 'lessonChanged').mockImplementation(async (id) => {
      tried.push(id)
      if (failed.length > 0) return lessonChanged(id)
      failed.push(id)
      throw new Error('no database')
    })
    vi.setSystemTime(TEN + 41 * MINUTE)
    await live().tick()
    await live().tick()
    expect(tried).toHaveLength(3)
    expect(tried.filter((id) => id === failed[0])).toHaveLength(2)
  })
})
