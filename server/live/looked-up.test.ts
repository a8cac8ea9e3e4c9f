/** What a view looks up, and when it cannot. */
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveEvent } from '../../lib/protocol/lessons.ts'
import { changeMembers } from '../classes/hand.ts'
import { AMY, BEN, KHAN, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { LiveDevice } from './testing-live.ts'
import { LessonView } from './view.ts'
import { Watch } from './watch.ts'

let school: TestSchool
let maths: number
let lesson: string
let events: LiveEvent[]
let errors: unknown[]
let view: LessonView
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  maths = await school.classOf('9B Maths', KHAN, [AMY])
  lesson = await school.lesson(maths, KHAN)
  events = []
  errors = []
})
afterEach(async () => {
  await view.stop()
  vi.restoreAllMocks()
  vi.useRealTimers()
  await school.close()
})

async function look(): Promise<void> {
  const { context } = school.server
  const onError = (error: unknown) => void errors.push(error)
  const khan = await context.people.numberOf(context.db, KHAN)
  const watch = await Watch.begin(context, lesson, khan, onError)
  const send = (event: LiveEvent) => void events.push(event)
  view = new LessonView({ context, lesson, watch, send, ended: () => undefined, onError })
}
async function until(holds: () => unknown): Promise<void> {
  while (!(await holds())) await setTimeout(20)
}
const seen = (name: string) =>
  events
    .flatMap((event) => (event.type === 'pupils' ? event.pupils : []))
    .findLast((one) => one.name === name)
const device = async (name: string): Promise<LiveDevice> => LiveDevice.join(await school.device(name))

describe('a view', () => {
  it('looks nothing up for tabs', async () => {
    await look()
    const amys = await device(AMY)
    await amys.obey()
    await view.start()
    await until(() => seen(AMY)?.state === 'enforcing')
    await amys.next('watch')
    await setTimeout(100)
    const selects = vi.spyOn(school.server.context.db, 'selectFrom')
    const tab = { tab: 3, title: 'Angles', host: 'maths.test', active: true, stopped: false }
    amys.say({ type: 'tabs', tabs: [tab] })
    await until(() => seen(AMY)?.tabs?.length === 1)
    expect(selects.mock.calls.map(([table]) => table)).not.toContain('installations')
  })

  it('looks again when it could not', async () => {
    await look()
    vi.spyOn(school.server.context.db, 'selectFrom').mockImplementationOnce(() => {
      throw new Error('no database')
    })
    await view.start()
    expect(events).toEqual([])
    expect(errors).toHaveLength(1)
    await until(() => seen(AMY)?.state === 'no-device')
  })

  it('notices who comes and who goes', async () => {
    await look()
    await view.start()
    await until(() => seen(AMY))
    const by = { actor: 'test', now: TEN }
    const { context } = school.server
    await changeMembers(context, maths, { role: 'pupils', action: 'add', addresses: BEN }, by)
    await changeMembers(context, maths, { role: 'pupils', action: 'remove', addresses: AMY }, by)
    events.splice(0)
    await view.look()
    await until(() => seen(BEN))
    expect(events[0]).toMatchObject({ type: 'lesson', lesson: { pupils: 1 } })
    expect(seen(AMY)).toBeUndefined()
  })
})
