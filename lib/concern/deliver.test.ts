// The store whose writes fail is the one that the box uses.
import { IDBObjectStore } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import type { ConcernState } from '../protocol/concern-state.ts'
import { WireError } from '../protocol/wire-error.ts'
import { NotKept } from './not-kept.ts'
import { deliver, refresh } from './deliver.ts'
import { AWAY, Device, newConcern, newMessage, refusal, School, T0 } from './testing-box.ts'

const ADA = 'person ada@school.example'
const idsOf = (found: readonly { readonly id: string }[]) => found.map(({ id }) => id)

test('a concern is on the disk before anybody is told that it is kept, and in clear says nothing', async () => {
  const device = new Device()
  const made = await newConcern()
  const kept = await device.box().keep(made)
  expect(kept).toMatchObject({ state: 'waiting', at: T0 })
  expect(kept.receipt).toMatch(/^\d{3} \d{3}$/)
  // Another connection, as after the page and the worker are gone.
  const [waiting] = await device.box().waiting()
  expect(waiting).toMatchObject({ kind: 'concern', id: made.request.id, body: made.request })
  const all = JSON.stringify([await device.box().waiting(), await device.box().mine(ADA)])
  expect(all).not.toMatch(/unmistakable|ada@school/)
  await expect(crypto.subtle.exportKey('jwk', kept.reply.privateKey)).rejects.toThrow()
})

test('it belongs to whoever wrote it, also under another salt nobody else', async () => {
  const device = new Device()
  const mine = await newConcern(ADA, T0)
  const later = await newConcern(ADA, T0 + 1)
  for (const one of [mine, later, await newConcern('person bo@school.example')]) await device.box().keep(one)
  expect(idsOf(await device.box().mine(ADA))).toEqual([later.request.id, mine.request.id])
  expect(await device.box().mine('session x')).toEqual([])
  const [here] = await device.box().mine(ADA)
  const elsewhere = await new Device().box().keep(mine)
  expect(elsewhere.owner).not.toBe(here?.owner)
})

test('kept twice it is there once', async () => {
  const device = new Device()
  const made = await newConcern()
  await device.box().keep(made)
  await device.box().keep(made)
  expect(await device.box().waiting()).toHaveLength(1)
})

test('it leaves only when the school has said that it has it', async () => {
  const [device, school] = [new Device(), new School()]
  const made = await newConcern()
  await device.box().keep(made)
  school.fault = AWAY
  expect(await deliver(device.box(), school)).toEqual({ left: 1 })
  // Taken, and the worker dies before it hears so: it is sent again, and that is harmless.
  school.fault = null
  school.forgetsToAnswer = true
  expect(await deliver(device.box(), school)).toEqual({ left: 1 })
  expect((await device.box().get(made.request.id))?.state).toBe('waiting')
  school.forgetsToAnswer = false
  expect(await deliver(device.box(), school)).toEqual({ left: 0 })
  expect((await device.box().get(made.request.id))?.state).toBe('sent')
  expect(school.order).toEqual([made.request.id, made.request.id])
  expect(await deliver(device.box(), school)).toEqual({ left: 0 })
  expect(school.order).toHaveLength(2)
})

test.each<[string, WireError]>([
  ['times out', new WireError('timeout', 'late')],
  ['fails with 500', refusal(500, 'internal')],
  ['answers nonsense', new WireError('answer', 'does not fit')],
  ['has no room for', refusal(429, 'no-room')],
])('one that %s holds up no other', async (_what, fault) => {
  const [device, school] = [new Device(), new School()]
  const [bad, good] = [await newConcern(), await newConcern()]
  for (const one of [bad, good]) await device.box().keep(one)
  school.faults.set(bad.request.id, fault)
  expect(await deliver(device.box(), school)).toEqual({ left: 1 })
  expect(school.order).toEqual([good.request.id])
})

// Was broken: on a full disk the first one went again each minute, and nothing behind it ever did.
test('one that the school has and the disk cannot note holds up no other', async () => {
  const [device, school] = [new Device(), new School()]
  for (const one of [await newConcern(ADA, T0), await newConcern(ADA, T0 + 1)]) await device.box().keep(one)
  const box = device.box()
  const sent = vi.spyOn(box, 'sent').mockRejectedValueOnce(new Error('no room'))
  // The school has both: that is what the pupil is told.
  expect(await deliver(box, school)).toEqual({ left: 0 })
  expect([school.order.length, sent.mock.calls.length]).toEqual([2, 2])
  expect(await deliver(box, school)).toEqual({ left: 0 })
})

test('a school that is away is asked once, not for each concern', async () => {
  const [device, school] = [new Device(), new School()]
  for (let i = 0; i < 3; i++) await device.box().keep(await newConcern())
  school.fault = AWAY
  const send = vi.spyOn(school, 'send')
  expect(await deliver(device.box(), school)).toEqual({ left: 3 })
  expect(send).toHaveBeenCalledTimes(1)
})

test('who needs help today goes first, then what is small; also what came meanwhile', async () => {
  const [device, school] = [new Device(), new School()]
  const [large, small, today, late] = [
    await newConcern(),
    await newConcern(),
    await newConcern(),
    await newConcern(),
  ]
  const content = { ...large.request.content, sealed: 'A'.repeat(400_000) }
  await device.box().keep({ ...large, request: { ...large.request, content } })
  await device.box().keep(small)
  await device.box().keep({ ...today, request: { ...today.request, today: true } })
  vi.spyOn(school, 'send').mockImplementationOnce(async (one) => {
    await device.box().keep({ ...late, request: { ...late.request, today: true } })
    return School.prototype.send.call(school, one)
  })
  await deliver(device.box(), school)
  expect(school.order).toEqual([today, late, small, large].map(({ request }) => request.id))
})

test('what was added and did not arrive waits again, also when somebody has opened the concern', async () => {
  const [device, school] = [new Device(), new School()]
  const { request, ...rest } = await newConcern()
  await device.box().keep({ request, ...rest })
  const message = await newMessage(request.id)
  await device.box().keepMessage(request.id, message, T0)
  await deliver(device.box(), school)
  school.answer = { state: 'seen', messages: [], identityOpened: [] }
  await refresh(device.box(), school, await device.box().sentOff())
  expect(idsOf(await device.box().waiting())).toEqual([message.id])
  await deliver(device.box(), school)
  expect(school.order).toEqual([request.id, message.id, message.id])
})

test('a hundred wait for a month, and go in order', async () => {
  const [device, school] = [new Device(), new School()]
  const made = []
  for (let i = 0; i < 100; i++) made.push(await newConcern(ADA, T0 + i))
  for (const one of made) await device.box().keep(one)
  await deliver(device.box(), school)
  expect(school.order).toEqual(made.map(({ request }) => request.id))
})

test('one that the school refuses as it stands stays, and holds up no other', async () => {
  const [device, school] = [new Device(), new School()]
  const [bad, good] = [await newConcern(), await newConcern()]
  for (const one of [bad, good]) await device.box().keep(one)
  school.refuses.add(bad.request.id)
  expect(await deliver(device.box(), school)).toEqual({ left: 1 })
  expect(school.order).toEqual([good.request.id])
  school.refuses.clear()
  expect(await deliver(device.box(), school)).toEqual({ left: 0 })
})

test.each([401, 403, 409, 429, 500, 503])('an answer of %i is no loss', async (status) => {
  const [device, school] = [new Device(), new School()]
  await device.box().keep(await newConcern())
  school.fault = refusal(status, 'some-code')
  expect(await deliver(device.box(), school)).toEqual({ left: 1 })
})

test('what is added goes after its concern, not before', async () => {
  const [device, school] = [new Device(), new School()]
  const { request, ...rest } = await newConcern()
  await device.box().keep({ request, ...rest })
  const message = await newMessage(request.id)
  await device.box().keepMessage(request.id, message, T0)
  school.refuses.add(request.id)
  expect(await deliver(device.box(), school)).toEqual({ left: 2 })
  expect(school.order).toEqual([])
  school.refuses.clear()
  await deliver(device.box(), school)
  expect(school.order).toEqual([request.id, message.id])
})

test.each<[ConcernState, number]>([
  ['sent', 2],
  ['seen', 0],
])('a school that went back to an older copy is sent it again while it was %s', async (state, again) => {
  const [device, school] = [new Device(), new School()]
  const { request, ...rest } = await newConcern()
  await device.box().keep({ request, ...rest })
  const message = await newMessage(request.id)
  await device.box().keepMessage(request.id, message, T0)
  await deliver(device.box(), school)
  const said = { id: message.id, from: 'pupil' as const, at: T0, content: message.content }
  school.answer = { state, messages: [said], identityOpened: [] }
  await refresh(device.box(), school, await device.box().sentOff())
  school.has.clear()
  school.order.length = 0
  expect(await refresh(device.box(), school, await device.box().sentOff())).toEqual({ reached: true })
  await deliver(device.box(), school)
  expect(school.order).toHaveLength(again)
})

test('answers are kept where the page reads them; a school that is away changes nothing', async () => {
  const [device, school] = [new Device(), new School()]
  const { request, ...rest } = await newConcern()
  await device.box().keep({ request, ...rest })
  await deliver(device.box(), school)
  school.answer = { state: 'seen', messages: [], identityOpened: [{ at: T0 }] }
  expect(await refresh(device.box(), school, await device.box().sentOff())).toEqual({ reached: true })
  expect(await device.box().get(request.id)).toMatchObject({ state: 'seen', identityOpened: [{ at: T0 }] })
  school.fault = AWAY
  expect(await refresh(device.box(), school, await device.box().sentOff())).toEqual({ reached: false })
  expect((await device.box().get(request.id))?.state).toBe('seen')
})

test('a full disk is said at once: nothing is half kept', async () => {
  const device = new Device()
  const box = device.box()
  await box.keep(await newConcern())
  const full = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('the disk is full', 'QuotaExceededError')
  })
  const refused = await box.keep(await newConcern()).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(NotKept)
  expect(refused).toMatchObject({ noRoom: true })
  full.mockRestore()
  expect(await device.box().waiting()).toHaveLength(1)
  expect(await device.box().mine(ADA)).toHaveLength(1)
})
