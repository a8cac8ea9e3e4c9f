import { beforeEach, expect, test, vi } from 'vitest'
import { Device, newConcern } from '../concern/testing-box.ts'
import type { Ask, Client } from '../device/client.ts'
import type { ConcernState } from '../protocol/concern-state.ts'
import type { FollowUpRequest } from '../protocol/concerns.ts'
import { WireError } from '../protocol/wire-error.ts'
import { Concerns } from './concerns.ts'
import { FULL, ground } from './testing.ts'

let device: Device
let base: ReturnType<typeof ground>
let asked: Ask[]
let fault: WireError | null
let now: number
let state: ConcernState
let hold: Promise<void> | null

beforeEach(() => {
  device = new Device()
  base = ground()
  asked = []
  fault = null
  now = 1_000
  state = 'sent'
  hold = null
})

const client = {
  ask: (async (request: Ask) => {
    asked.push(request)
    await hold
    if (fault) throw fault
    return request.method === 'GET' ? { state, messages: [], identityOpened: [] } : { state: 'sent' }
  }) as unknown as Client['ask'],
} as Client

/** A new worker on the same device. */
const worker = (made: Client | null = client, box = device.box()) =>
  new Concerns({
    box,
    client: async () => made,
    faults: base.faults,
    now: () => now,
    asked: { get: () => base.session.get<number>('n'), set: (at) => base.session.set('n', at) },
  })
const paths = () => asked.map(({ method, path }) => `${method} ${path}`)

test('what the page kept is sent by any worker, with nothing but what is sealed', async () => {
  const made = await newConcern()
  await device.box().keep(made)
  expect(await worker().send()).toBe(true)
  expect(asked).toMatchObject([{ method: 'POST', path: '/v1/concerns', body: made.request, gzip: true }])
  expect(await worker().send()).toBe(true)
  expect(asked).toHaveLength(1)
})

test('what is kept while a sending is under way goes along, once', async () => {
  const concerns = worker()
  await device.box().keep(await newConcern())
  const { promise, resolve } = Promise.withResolvers<void>()
  hold = promise
  const first = concerns.send()
  await device.box().keep(await newConcern())
  const [second, third] = [concerns.send(), concerns.send()]
  resolve()
  // The first sees that something came meanwhile, and sends that too.
  expect(await Promise.all([first, second, third])).toEqual([true, true, true])
  expect(paths()).toEqual(['POST /v1/concerns', 'POST /v1/concerns'])
})

test('no problem and no row says that somebody reports, whatever the school answers', async () => {
  await device.box().keep(await newConcern())
  for (const one of [
    new WireError('network', 'away'),
    new WireError('status', 'no', { status: 422, code: 'x' }),
  ]) {
    fault = one
    expect(await worker().send()).toBe(false)
    await worker().eachMinute()
  }
  expect([base.problems.all(), base.appeared]).toEqual([[], []])
})

test('without a school server it waits', async () => {
  await device.box().keep(await newConcern())
  expect(await worker(null).send()).toBe(false)
  expect(await device.box().waiting()).toHaveLength(1)
})

test('a box that cannot be opened is told of, on every device alike', async () => {
  const broken = device.box()
  broken.waiting = () => Promise.reject(new Error('the database is damaged'))
  expect(await worker(client, broken).send()).toBe(false)
  expect(await worker(client, broken).saved()).toEqual({ sent: false, unread: true })
  expect(base.problems.all()).toMatchObject([{ code: 'fault:box' }])
  expect(await worker().send()).toBe(true)
  expect(base.problems.all()).toEqual([])
})

test('the school is asked for news once an hour, by whichever worker is awake', async () => {
  const { request, secret, ...rest } = await newConcern()
  await device.box().keep({ request, secret, ...rest })
  await worker().eachMinute()
  await worker().eachMinute()
  expect(paths()).toEqual(['POST /v1/concerns', `GET /v1/concerns/${request.id}`])
  expect(asked[1]?.headers).toEqual({ 'kerb-mailbox': secret })
  now += 3_600_000
  fault = new WireError('network', 'away')
  await worker().eachMinute()
  fault = null
  await worker().eachMinute()
  await worker().eachMinute()
  expect(paths().slice(2)).toEqual([`GET /v1/concerns/${request.id}`, `GET /v1/concerns/${request.id}`])
})

test('of a closed one the school is asked only when the pupil looks', async () => {
  const { request, ...rest } = await newConcern()
  await device.box().keep({ request, ...rest })
  state = 'closed'
  await worker().eachMinute()
  now += 3_600_000
  await worker().eachMinute()
  expect(paths()).toHaveLength(2)
  expect(await worker().refresh()).toEqual({ reached: true })
  expect(paths()).toHaveLength(3)
})

test('what the disk did not take goes to the school at once, or is said not to have gone; nothing of it is told or kept', async () => {
  const { request } = await newConcern()
  expect(await worker().sendAtOnce(request)).toBe(true)
  expect(asked).toMatchObject([{ method: 'POST', path: '/v1/concerns', body: request, gzip: true }])
  fault = new WireError('network', 'away')
  expect(await worker().sendAtOnce(request)).toBe(false)
  expect(await worker(null).sendAtOnce(request)).toBe(false)
  expect(await device.box().waiting()).toEqual([])
  expect([base.problems.all(), base.appeared]).toEqual([[], []])
})

// Was broken: on a quick line the words vanished from their writer's sight until the mailbox was asked again.
test('what was added stays there for its writer once the school has it', async () => {
  const { request, ...rest } = await newConcern()
  const box = device.box()
  await box.keep({ request, ...rest })
  const body: FollowUpRequest = { id: 'm1', content: request.content }
  await box.keepMessage(request.id, body, now)
  await worker(client, box).send()
  expect(await box.waiting()).toEqual([])
  expect(await box.added(request.id)).toMatchObject([{ id: 'm1', isSent: true, at: now }])
  expect(await box.added('another')).toEqual([])
})

// Was broken: a pupil was told to wait for the network, and each problem of this box said that somebody reports.
test('what the school has and a full disk cannot note is said to be with the school, as no problem, and goes once more', async () => {
  await device.box().keep(await newConcern())
  const box = device.box()
  vi.spyOn(box, 'sent').mockRejectedValueOnce(FULL)
  expect(await worker(client, box).send()).toBe(true)
  expect(base.problems.all()).toEqual([])
  expect(await worker(client, box).send()).toBe(true)
  expect(await box.waiting()).toEqual([])
  expect(paths()).toEqual(['POST /v1/concerns', 'POST /v1/concerns'])
})

test('answers that a full disk does not take are said to be that, and come when there is room', async () => {
  await device.box().keep(await newConcern())
  const box = device.box()
  await worker(client, box).send()
  const disk = vi.spyOn(box, 'took').mockRejectedValue(FULL)
  expect(await worker(client, box).refresh()).toEqual({ reached: false, full: true })
  disk.mockRejectedValue(new Error('the database is damaged'))
  expect(await worker(client, box).refresh()).toEqual({ reached: false })
  expect(base.problems.all()).toEqual([])
  disk.mockRestore()
  expect(await worker(client, box).refresh()).toEqual({ reached: true })
  expect(base.problems.all()).toEqual([])
})
