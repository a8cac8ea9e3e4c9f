/** Lessons of an installation that is withheld: being held back is no way out of one. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Lesson } from '../../lib/policy/lesson.ts'
import { LiveDevice } from '../live/testing-live.ts'
import { TestDevice } from '../testing.ts'
import { AMY, BEN, KHAN, TEN, TestSchool } from './testing-lessons.ts'

let school: TestSchool
let amys: TestDevice
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  await school.lesson(await school.classOf('9B Maths', KHAN, [AMY]), KHAN)
  amys = await school.device(AMY)
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

const told = async (): Promise<readonly Lesson[] | undefined> =>
  ((await amys.heartbeat()).body as { lessons?: Lesson[] }).lessons
const set = (to: { state: 'held' | 'refused' | 'waiting' | 'confirmed'; state_reason: string }) =>
  school.server.context.db.updateTable('installations').set(to).where('installation', '=', amys.id).execute()

describe('an installation that was told of a lesson', () => {
  it('is told nothing new while it is held back', async () => {
    expect(await told()).toHaveLength(1)
    await set({ state: 'held', state_reason: 'two-at-once' })
    expect(await told()).toBeUndefined()
    await set({ state: 'confirmed', state_reason: 'click' })
    expect(await told()).toHaveLength(1)
  })

  it('is told nothing new when it says that somebody else uses it', async () => {
    expect(await told()).toHaveLength(1)
    amys.claim = { ...amys.claim, person: { name: BEN, from: 'profile' } }
    await amys.heartbeat()
    expect(await told()).toBeUndefined()
  })

  it('is told nothing new when its person signs out of the browser, and again when they are back', async () => {
    expect(await told()).toHaveLength(1)
    const { person, ...nobody } = amys.claim
    amys.claim = nobody
    expect(await told()).toBeUndefined()
    const live = await LiveDevice.join(amys)
    await school.server.context.live.hub.settled()
    live.say({ type: 'beat' })
    await live.next('beat')
    expect(live.heard).toEqual([])
    amys.claim = { ...nobody, ...(person && { person }) }
    expect(await told()).toHaveLength(1)
    expect((await live.next('lessons')).lessons).toHaveLength(1)
  })

  it('is told nothing new when it must wait again', async () => {
    expect(await told()).toHaveLength(1)
    await set({ state: 'waiting', state_reason: 'window-flooded' })
    expect(await told()).toBeUndefined()
  })

  it('is told that there are none once staff refused it', async () => {
    await set({ state: 'refused', state_reason: 'click' })
    expect(await told()).toEqual([])
  })
})
