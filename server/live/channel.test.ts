/** The live channel: who gets in, and what they are told. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CLOSED } from '../../lib/protocol/live.ts'
import { AMY, BEN, KHAN, TEN, TestSchool } from '../lessons/testing-lessons.ts'
import { TestDevice } from '../testing.ts'
import { LiveDevice } from './testing-live.ts'

let school: TestSchool
let maths: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  school = await TestSchool.open()
  await school.signIn(KHAN)
  maths = await school.classOf('9B Maths', KHAN, [AMY])
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

const pupil = (name: string): Promise<TestDevice> => school.device(name)
const start = async (more: object = {}): Promise<string> => {
  const body = { class: maths, mode: 'only', sites: [{ host: 'maths.test' }], minutes: 40, ...more }
  const answer = await school.ask(KHAN, 'POST', '/admin/lessons', body)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  expect(answer.statusCode).toBe(200)
  return answer.json<{ id: string }>().id
}

describe('the live channel', () => {
  it('tells a device of its lessons when it comes, and of each change, whole', async () => {
    const id = await start()
    const amys = await LiveDevice.join(await pupil(AMY))
    expect((await amys.next('lessons')).lessons.map((lesson) => [lesson.id, lesson.revision])).toEqual([
      [id, 1],
    ])
    await school.ask(KHAN, 'POST', `/admin/lessons/${id}/sites`, { sites: [{ host: 'other.test' }] })
    expect((await amys.next('lessons')).lessons[0]).toMatchObject({
      revision: 2,
      sites: [{ host: 'other.test' }],
    })
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${id}`)
    expect((await amys.next('lessons')).lessons).toEqual([])
  })

  it('tells nobody else', async () => {
    const bens = await LiveDevice.join(await pupil(BEN))
    expect((await bens.next('lessons')).lessons).toEqual([])
    await start()
    const amys = await LiveDevice.join(await pupil(AMY))
    expect((await amys.next('lessons')).lessons).toHaveLength(1)
    expect(bens.heard.filter(({ type }) => type === 'lessons')).toEqual([])
  })

  it('lets in nobody without the key', async () => {
    const [amys, bens] = [await pupil(AMY), await pupil(BEN)]
    const { live, nonce } = await LiveDevice.open(amys)
    const { signature } = await bens.prove(nonce)
    live.say({ type: 'proof', installation: amys.id, signature })
    expect(await live.closes()).toBe(CLOSED.unproved)
  })

  it('takes no proof that was made for another connection', async () => {
    const amys = await pupil(AMY)
    const first = await LiveDevice.open(amys)
    const second = await LiveDevice.open(amys)
    second.live.say({ type: 'proof', ...(await amys.prove(first.nonce)) })
    expect(await second.live.closes()).toBe(CLOSED.unproved)
    first.live.socket.terminate()
  })

  it('lets in no installation that nobody confirmed', async () => {
    const stranger = await TestDevice.make(school.server, { person: { name: AMY, from: 'profile' } })
    await stranger.enrol()
    const { live, nonce } = await LiveDevice.open(stranger)
    live.say({ type: 'proof', ...(await stranger.prove(nonce)) })
    expect(await live.closes()).toBe(CLOSED.notConfirmed)
  })

  it.each([
    ['words', 'hello'],
    ['another message', JSON.stringify({ type: 'beat' })],
    ['megabytes', JSON.stringify({ type: 'proof', installation: 'x'.repeat(100_000), signature: '' })],
  ])('ends a connection that begins with %s', async (_what, text) => {
    const { live } = await LiveDevice.open(await pupil(AMY))
    live.socket.send(text)
    expect(await live.closes()).toBe(CLOSED.malformed)
  })

  it('ends a connection that says what nobody can read, and takes the device in again', async () => {
    const device = await pupil(AMY)
    const amys = await LiveDevice.join(device)
    amys.socket.send('{"type":"holding","lessons":[{"id":"../x"}]}')
    expect(await amys.closes()).toBe(CLOSED.malformed)
    await (await LiveDevice.join(device)).next('lessons')
  })

  it('lets go of a device that is refused while it is connected', async () => {
    const device = await pupil(AMY)
    const amys = await LiveDevice.join(device)
    await amys.next('lessons')
    await school.signIn('it@school.example', ['network'])
    const url = `/admin/installations/${device.id}/decision`
    expect((await school.ask('it@school.example', 'POST', url, { state: 'refused' })).statusCode).toBe(200)
    expect(await amys.closes()).toBe(CLOSED.notConfirmed)
  })

  it('holds an installation that two browsers use at once, and not one that comes back', async () => {
    const device = await pupil(AMY)
    const state = async (): Promise<unknown> =>
      school.server.context.db
        .selectFrom('installations')
        .select(['state', 'state_reason'])
        .where('installation', '=', device.id)
        .executeTakeFirst()
    const gone = await LiveDevice.join(device)
    gone.socket.terminate()
    const back = await LiveDevice.join(device)
    await back.next('lessons')
    expect(await state()).toMatchObject({ state: 'confirmed' })
    const copy = await LiveDevice.join(device)
    expect(await Promise.all([back.closes(), copy.closes()])).toEqual([
      CLOSED.notConfirmed,
      CLOSED.notConfirmed,
    ])
    expect(await state()).toMatchObject({ state: 'held', state_reason: 'two-at-once' })
  })

  it('asks for a WebSocket', async () => {
    expect((await school.server.app.inject('/v1/live')).statusCode).toBe(426)
  })
})
