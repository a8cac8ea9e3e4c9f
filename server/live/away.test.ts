/** Devices that come, go, and speak by heartbeat only, as the teacher sees them. */
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { publish } from '../documents/documents.ts'
import type { KeptLesson } from '../lessons/content.ts'
import { runningLesson } from '../lessons/lessons.ts'
import { AMY, KHAN, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { idOf, samplePolicy, TestDevice } from '../testing.ts'
import { type PupilState, statesOf } from './states.ts'
import { LiveDevice } from './testing-live.ts'

let school: TestSchool
let lesson: KeptLesson
let amys: TestDevice
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  const id = await school.lesson(await school.classOf('9B Maths', KHAN, [AMY]), KHAN)
  const found = await runningLesson(school.server.context, id, TEN)
  if (!found) throw new Error('no lesson')
  lesson = found
  amys = await school.device(AMY)
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

async function stateOf(name = AMY): Promise<Omit<PupilState, 'person'> | undefined> {
  const { context } = school.server
  const amy = await context.people.numberOf(context.db, name)
  const [found] = await statesOf(context, lesson, [amy], Date.now())
  if (!found) return undefined
  const { person: _, ...state } = found
  return state
}
/** (Vitest’s own waiting moves a clock that is not real.) */
async function until(holds: () => unknown): Promise<void> {
  while (!(await holds())) await setTimeout(20)
}
const holding = () => [{ id: lesson.lesson.id, revision: 1, is: 'enforcing' as const }]

describe('a device that goes', () => {
  it('is offline at once, since then, whatever its heartbeats said meanwhile', async () => {
    const live = await LiveDevice.join(amys)
    await live.obey()
    await until(async () => (await stateOf())?.state === 'enforcing')
    await amys.heartbeat(0, { holding: holding() })
    vi.setSystemTime(TEN + 30_000)
    live.socket.terminate()
    const id = await idOf(amys)
    await until(() => school.server.context.live.hub.of(id) === undefined)
    expect(await stateOf()).toEqual({ state: 'offline', since: TEN + 30_000 })
  })

  it('without a word is offline since it was heard of last', async () => {
    const live = await LiveDevice.join(amys)
    await live.obey()
    const { hub } = school.server.context.live
    const id = await idOf(amys)
    await until(() => hub.of(id)?.person)
    vi.setSystemTime(TEN + 90_000)
    hub.dropSilent((hub.of(id)?.heardAt ?? 0) + 60_000)
    expect(await stateOf()).toEqual({ state: 'offline', since: TEN + 30_000 })
  })
})

describe('a device that keeps no connection', () => {
  it('is starting from its next heartbeat on, then what it says, and offline when that is old', async () => {
    await amys.heartbeat()
    expect(await stateOf()).toEqual({ state: 'starting' })
    await amys.heartbeat(0, { holding: holding() })
    expect(await stateOf()).toEqual({ state: 'enforcing' })
    await amys.heartbeat(0, { holding: [] })
    expect(await stateOf()).toEqual({ state: 'starting' })
    vi.setSystemTime(TEN + 90_000)
    expect(await stateOf()).toEqual({ state: 'offline', since: TEN })
  })

  it('is where its heartbeat came from', async () => {
    const { db, vault } = school.server.context
    const policy = {
      ...samplePolicy(),
      lessons: { hours: [{ days: [2], from: 0, to: 1440 }], onSiteOnly: true },
    }
    await publish(db, vault, 'policy', policy, { actor: 'test', note: '' })
    await amys.heartbeat(0, { holding: holding() })
    expect(await stateOf()).toEqual({ state: 'enforcing' })
    amys.address = '198.51.100.7'
    await amys.heartbeat(0, { holding: holding() })
    expect(await stateOf()).toEqual({ state: 'hours' })
  })
})
