/** A lesson from the click to the devices of the class, and who may not. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Lesson } from '../lib/policy/lesson.ts'
import { changeMembers, makeClass } from './classes/hand.ts'
import { publish } from './documents/documents.ts'
import { memberCookie, SAME_ORIGIN } from './testing-staff.ts'
import { samplePolicy, TestDevice, testServer, type TestServer } from './testing.ts'

/** A Tuesday. */
const TEN = Date.UTC(2026, 10, 24, 10)
const MINUTE = 60_000
const KHAN = 'khan@school.example'
const AMY = 'amy.pupil@school.example'

let server: TestServer
let cookie: string
let maths: number
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  server = await testServer({ KERB_SITE_ADDRESSES: '127.0.0.1' })
  ;({ cookie } = await memberCookie(server, KHAN, ['teacher']))
  maths = await classOf('9B Maths', [AMY], [KHAN])
})
afterEach(async () => {
  vi.useRealTimers()
  await server.close()
})

async function classOf(
  name: string,
  pupils: readonly string[],
  teachers: readonly string[],
): Promise<number> {
  const by = { actor: 'test', now: Date.now() }
  const id = await makeClass(server.context.db, name, by)
  for (const [role, who] of [
    ['pupils', pupils],
    ['teachers', teachers],
  ] as const) {
    if (who.length > 0)
      await changeMembers(server.context, id, { role, action: 'add', addresses: who.join('\n') }, by)
  }
  return id
}

/** Time goes by; staff sign in again. */
async function later(at: number): Promise<void> {
  vi.setSystemTime(at)
  ;({ cookie } = await memberCookie(server, KHAN, ['teacher']))
}

const pupil = (name: string): Promise<TestDevice> =>
  TestDevice.confirmed(server, { person: { name, from: 'profile' } })

const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, as = cookie) =>
  server.app.inject({
    method,
    url,
    headers: { ...SAME_ORIGIN, cookie: as },
    ...(payload === undefined ? {} : { payload }),
  })
const start = (more: object = {}, as = cookie) =>
  ask(
    'POST',
    '/admin/lessons',
    { class: maths, mode: 'only', sites: [{ host: 'maths.test' }], minutes: 40, ...more },
    as,
  )
const heard = async (device: TestDevice): Promise<Lesson[]> =>
  ((await device.heartbeat()).body as { lessons: Lesson[] }).lessons

describe('a lesson', () => {
  it('reaches the devices of the class’s pupils with their next heartbeat, and nobody else’s', async () => {
    const [amys, bens] = [await pupil(AMY), await pupil('ben.pupil@school.example')]
    expect(await heard(amys)).toEqual([])
    const started = await start({ message: 'Page 12, please', frames: ['player.test'] })
    expect(started.statusCode).toBe(200)
    const { id, pupils } = started.json<{ id: string; pupils: number }>()
    expect(pupils).toBe(1)
    expect(await heard(amys)).toEqual([
      {
        id,
        revision: 1,
        name: '9B Maths',
        teacher: KHAN,
        mode: 'only',
        sites: [{ host: 'maths.test' }],
        frames: ['player.test'],
        message: 'Page 12, please',
        from: TEN,
        until: TEN + 40 * MINUTE,
      },
    ])
    expect(await heard(bens)).toEqual([])
  })

  it('is made longer, and ends: by hand, by its time, and with its class', async () => {
    const amys = await pupil(AMY)
    const { id } = (await start()).json<{ id: string }>()
    expect((await ask('POST', `/admin/lessons/${id}/until`, { minutes: 60 })).statusCode).toBe(200)
    expect((await heard(amys)).map(({ until }) => until)).toEqual([TEN + 60 * MINUTE])
    expect((await ask('DELETE', `/admin/lessons/${id}`)).statusCode).toBe(204)
    expect(await heard(amys)).toEqual([])
    expect((await ask('DELETE', `/admin/lessons/${id}`)).statusCode).toBe(404)
    await start()
    await later(TEN + 41 * MINUTE)
    expect(await heard(amys)).toEqual([])
    expect((await ask('GET', '/admin/lessons')).json()).toEqual({ lessons: [] })
  })

  it('lasts through a restart of the server', async () => {
    const amys = await pupil(AMY)
    await start()
    server = await server.restart()
    const [lesson] = (await ask('GET', '/admin/lessons')).json<{ lessons: Lesson[] }>().lessons
    expect(lesson?.name).toBe('9B Maths')
    const again = Object.assign(amys, { server })
    expect(await heard(again)).toHaveLength(1)
  })

  it('says nothing of its sites or words in the database', async () => {
    await start({ message: 'Amy, look up' })
    const row = await server.context.db.selectFrom('lessons').selectAll().executeTakeFirstOrThrow()
    expect(Buffer.from(row.content).toString('latin1')).not.toMatch(/maths\.test|Amy/)
    const audit = await server.context.db.selectFrom('audit').select(['action', 'subject']).execute()
    expect(JSON.stringify(audit)).toContain('lesson-start')
    expect(JSON.stringify(audit)).not.toMatch(/Amy|khan/)
  })
})

describe('hours', () => {
  it('outside them none starts, goes on or reaches a device', async () => {
    const amys = await pupil(AMY)
    await later(TEN + 6 * 60 * MINUTE + 50 * MINUTE)
    const { id } = (await start()).json<{ id: string }>()
    expect(await heard(amys)).toHaveLength(1)
    await later(TEN + 7 * 60 * MINUTE)
    expect(await heard(amys)).toEqual([])
    expect((await start()).json()).toMatchObject({ error: 'hours' })
    // The server's own look may have ended it by now.
    expect([404, 409]).toContain(
      (await ask('POST', `/admin/lessons/${id}/until`, { minutes: 30 })).statusCode,
    )
  })

  it('are the school’s to set, with the network', async () => {
    const by = { actor: 'test', note: '' }
    const lessons = { hours: [{ days: [2], from: 0, to: 1440 }], onSiteOnly: true }
    const { db, vault } = server.context
    await publish(db, vault, 'policy', { ...samplePolicy(), lessons }, by)
    await later(TEN + 9 * 60 * MINUTE)
    const amys = await pupil(AMY)
    expect((await start()).statusCode).toBe(200)
    expect(await heard(amys)).toHaveLength(1)
    amys.address = '198.51.100.7'
    expect(await heard(amys)).toEqual([])
  })
})

describe('who may not', () => {
  it('another class’s teacher: neither start, see, extend nor end', async () => {
    const { cookie: other } = await memberCookie(server, 'other@school.example', ['teacher'])
    expect((await start({}, other)).statusCode).toBe(404)
    const { id } = (await start()).json<{ id: string }>()
    expect((await ask('GET', '/admin/lessons', undefined, other)).json()).toEqual({ lessons: [] })
    expect((await ask('POST', `/admin/lessons/${id}/until`, { minutes: 5 }, other)).statusCode).toBe(404)
    expect((await ask('DELETE', `/admin/lessons/${id}`, undefined, other)).statusCode).toBe(404)
  })

  it('a device that stands for nobody, or says that somebody else uses it', async () => {
    await start()
    const nobody = await TestDevice.confirmed(server)
    expect(await heard(nobody)).toEqual([])
    const asking = await TestDevice.make(server, { person: { name: AMY, from: 'profile' } })
    await asking.enrol()
    expect(await heard(asking)).toBeUndefined()
  })

  it('a lesson without sense', async () => {
    expect((await start({ sites: [] })).json()).toMatchObject({ error: 'no-sites', field: 'sites' })
    expect((await start({ mode: 'eyes-up', sites: [], minutes: 11 })).json()).toMatchObject({
      field: 'minutes',
    })
    expect((await start({ mode: 'eyes-up', sites: [], minutes: 10 })).statusCode).toBe(200)
    expect((await start({ minutes: 241 })).statusCode).toBe(422)
    expect((await start({ sites: [{ host: 'https://x' }] })).statusCode).toBe(422)
  })
})
