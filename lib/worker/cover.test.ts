import { expect, test } from 'vitest'
import { COVER, storedCover } from '../messages/cover.ts'
import { createRouter, type Handlers } from '../messages/router.ts'
import { Cover } from './cover.ts'
import { FakeStorage, ground } from './testing.ts'

const from = { kind: 'page', page: 'record', tabId: 7 } as const

function setUp(isShared = true) {
  const storage = new FakeStorage()
  const watched: number[] = []
  const forgotten: (number | undefined)[] = []
  const world = { idle: 'active' as 'active' | 'idle' | 'locked', isSomebodys: true }
  const marks: (string | undefined)[] = []
  const start = () =>
    new Cover({
      session: ground(storage).session,
      person: { current: { name: 'amy@hill.test', from: 'profile' } },
      ready: Promise.resolve(),
      isShared: () => isShared,
      watch: (seconds) => void watched.push(seconds),
      stateNow: async () => world.idle,
      isSomebodys: async () => world.isSomebodys,
      forget: async (except) => {
        // What was there is gone before any page hears of it.
        marks.push(storedCover(storage.memory.get(COVER))?.another)
        forgotten.push(except)
      },
    })
  return { world, storage, start, watched, forgotten, marks }
}

test.each([
  [true, 120],
  [false, 900],
])('shared %s: after %i seconds', async (isShared, seconds) => {
  const { start, watched } = setUp(isShared)
  await start().watch()
  expect(watched).toEqual([seconds])
})

test.each(['idle', 'locked'] as const)('%s covers, and it outlives the worker', async (state) => {
  const { start } = setUp()
  expect(await start().state()).toBeNull()
  await start().heard(state)
  await start().heard('active')
  expect(await start().state()).toEqual({ forgotten: false })
  expect((await start().answers().cover({}, from)).person).toBe('amy@hill.test')
  await start().answers()['cover.answer']({ same: true }, from)
  expect(await start().state()).toBeNull()
})

test('session memory is gone after an update or a start: a shared device is covered, another only if nobody is at it', async () => {
  const shared = setUp()
  await shared.start().began(false)
  expect(await shared.start().state()).toEqual({ forgotten: false })
  const own = setUp(false)
  await own.start().began(false)
  expect(await own.start().state()).toBeNull()
  own.world.idle = 'locked'
  await own.start().began(false)
  expect(await own.start().state()).toEqual({ forgotten: false })
})

test('a new profile has nothing to cover, and what somebody said stays said', async () => {
  const fresh = setUp()
  await fresh.start().began(true)
  // In a profile that has just been made the browser says both.
  await fresh.start().began(false)
  expect(await fresh.start().state()).toBeNull()
  const nobodys = setUp()
  nobodys.world.isSomebodys = false
  await nobodys.start().began(false)
  expect(await nobodys.start().state()).toBeNull()
  const { start } = setUp()
  await start().heard('idle')
  await start().answers()['cover.answer']({ same: false }, from)
  await start().began(false)
  expect(await start().state()).toEqual({ forgotten: true })
})

test('another person finds nothing, and it stays covered for the first one', async () => {
  const { storage, start, forgotten, marks } = setUp()
  await start().heard('idle')
  await start().answers()['cover.answer']({ same: false }, from)
  expect(forgotten).toEqual([7])
  expect(marks).toEqual([undefined])
  expect(await start().state()).toEqual({ forgotten: true })
  // The second one leaves, too: what they write is covered from then on, and it is still not the first one's turn.
  const stored = () => storedCover(storage.memory.get(COVER))
  const before = stored()
  await start().heard('locked')
  expect(await start().state()).toEqual({ forgotten: true })
  expect(stored()?.mark).not.toBe(before?.mark)
  expect(stored()?.another).toBe(before?.another)
  // A third one is nobody's second.
  await start().answers()['cover.answer']({ same: false }, from)
  expect(stored()?.another).not.toBe(before?.another)
  // The first one is back; nothing of the others goes by their name afterwards.
  await start().answers()['cover.answer']({ same: true }, from)
  expect(await start().state()).toBeNull()
  await start().heard('idle')
  expect(stored()).toEqual({ forgotten: false, mark: expect.any(String) as unknown })
})

test('what is somebody’s own is answered to no page while it is covered', async () => {
  const { start } = setUp()
  const handlers = { record: () => ({ secret: true }), downloads: () => ({}), status: () => ({}) }
  const own = { id: 'kerb', origin: 'chrome-extension://kerb' }
  const refused: string[] = []
  const route = createRouter(
    handlers as unknown as Handlers,
    own,
    (_, error) => void refused.push(error),
    async () => (await start().state()) !== null,
  )
  const ask = (kerb: string, page: string) =>
    route(
      { kerb, body: {} },
      { id: 'kerb', origin: own.origin, url: `${own.origin}/${page}.html`, frameId: 0, tab: { id: 1 } },
    )
  await start().heard('idle')
  expect(await ask('record', 'record')).toMatchObject({ ok: false, error: 'covered' })
  expect(await ask('downloads', 'download')).toMatchObject({ ok: false, error: 'covered' })
  await start().answers()['cover.answer']({ same: true }, from)
  // The fake answers are in no known shape: they were asked all the same.
  expect(await ask('record', 'record')).toMatchObject({ ok: false, error: 'bad-response' })
  expect(refused).toEqual(['covered', 'covered', 'bad-response'])
})
