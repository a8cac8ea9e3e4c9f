/** Classes that change while a lesson runs: the devices are told at once. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LiveDevice } from '../live/testing-live.ts'
import { AMY, BEN, KHAN, TEN, TestSchool } from './testing-lessons.ts'

const MANAGER = 'it@school.example'
let school: TestSchool
let maths: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  await school.signIn(MANAGER, ['network'])
  maths = await school.classOf('9B Maths', KHAN, [AMY])
  await school.lesson(maths, KHAN)
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

const join = async (name: string): Promise<LiveDevice> => LiveDevice.join(await school.device(name))
const change = async (what: string, body?: object) =>
  expect((await school.ask(MANAGER, 'POST', `/admin/classes/${maths}/${what}`, body)).statusCode).toBe(200)
const told = async (device: LiveDevice): Promise<number> => (await device.next('lessons')).lessons.length

it('who is put in and who is taken out', async () => {
  const [amys, bens] = [await join(AMY), await join(BEN)]
  expect([await told(amys), await told(bens)]).toEqual([1, 0])
  await change('members', { role: 'pupils', action: 'add', addresses: BEN })
  expect(await told(bens)).toBe(1)
  await change('members', { role: 'pupils', action: 'remove', addresses: AMY })
  expect(await told(amys)).toBe(0)
})

it('a class that ends, and begins again', async () => {
  const amys = await join(AMY)
  expect(await told(amys)).toBe(1)
  await change('end')
  expect(await told(amys)).toBe(0)
  await change('begin')
  expect(await told(amys)).toBe(1)
})

it('a roster', async () => {
  const amys = await join(AMY)
  expect(await told(amys)).toBe(1)
  const { db } = school.server.context
  await db.deleteFrom('class_pupils').execute()
  school.server.context.live.rostersChangedSoon()
  expect(await told(amys)).toBe(0)
})
