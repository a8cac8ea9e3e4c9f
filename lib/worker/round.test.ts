import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PATIENCE_MS, Round } from './round.ts'
import { ground } from './testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp({
  isProved = false,
  expires = false,
  isSettled = true,
  session = new Map<string, number>(),
} = {}) {
  const { problems, faults } = ground()
  const done: string[] = []
  const clock = { isProved }
  const settled = { now: isSettled }
  let answer: (found: { code: string; detail: string }[]) => void = () => undefined
  const answered = new Promise<{ code: string; detail: string }[]>((resolve) => (answer = resolve))
  const round = new Round({
    link: { round: () => answered },
    live: { keep: async () => undefined },
    asking: { sync: async () => void done.push('asks') },
    clock,
    place: { expire: () => expires },
    enforcement: { refresh: async () => void done.push('rules') },
    problems,
    faults,
    proveTime: async () => {
      done.push('hosts asked')
      clock.isProved = true
    },
    showIcon: async () => void done.push('icon'),
    isSettled: async () => settled.now,
    soon: { get: async () => session.get('soon'), set: async (times) => void session.set('soon', times) },
  })
  return {
    round,
    done,
    clock,
    settled,
    problems,
    answer: (found: { code: string; detail: string }[] = []) => answer(found),
  }
}

test('a server that is silent without a jump of the clock: hosts are asked all the same, and soon', async () => {
  const { round, done, answer } = setUp()
  const running = round.run()
  await vi.advanceTimersByTimeAsync(PATIENCE_MS - 1)
  expect(done).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(done).toEqual(['hosts asked'])
  answer([{ code: 'server:timeout', detail: '' }])
  await running
  expect(done).toEqual(['hosts asked', 'icon'])
})

test('a server that refuses at once: they are asked at once', async () => {
  const { round, done, answer } = setUp()
  answer([{ code: 'server:network', detail: '' }])
  await round.run()
  expect(done).toContain('hosts asked')
})

test('where no server is named they are asked too', async () => {
  const { round, done, answer } = setUp()
  answer()
  await round.run()
  expect(done).toContain('hosts asked')
})

test('nobody is asked once the time is proved, or while the server answers', async () => {
  const proved = setUp({ isProved: true })
  proved.answer([{ code: 'server:network', detail: '' }])
  await proved.round.run()
  expect(proved.done).toEqual(['icon'])
  const answering = setUp()
  const running = answering.round.run()
  answering.clock.isProved = true
  answering.answer()
  await running
  expect(answering.done).toEqual(['icon', 'asks'])
})

test('a place that is not known any more takes effect with the round', async () => {
  const { round, done, answer } = setUp({ isProved: true, expires: true })
  answer([{ code: 'server:network', detail: '' }])
  await round.run()
  expect(done).toEqual(['rules', 'icon'])
})

test('an installation that nobody has taken in asks again within seconds, until somebody has', async () => {
  const { round, done, settled, answer } = setUp({ isProved: true, isSettled: false })
  answer([{ code: 'server:network', detail: '' }])
  await round.run()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(done).toHaveLength(2)
  settled.now = true
  await vi.advanceTimersByTimeAsync(10_000)
  expect(done).toHaveLength(3)
  expect(vi.getTimerCount()).toBe(0)
})

// Was broken: each new worker began again, so that a browser out of reach of its server never let one sleep.
test('it does not do so for ever, nor does a later worker of the same browser session begin again', async () => {
  const session = new Map<string, number>()
  const asked = async (): Promise<number> => {
    const { round, done, answer } = setUp({ isProved: true, isSettled: false, session })
    answer([{ code: 'server:network', detail: '' }])
    await round.run()
    await vi.advanceTimersByTimeAsync(3_600_000)
    return done.length
  }
  expect(await asked()).toBe(5)
  expect(await asked()).toBe(1)
})

test('a server that refuses is not pressed', async () => {
  const { round, done, answer } = setUp({ isProved: true, isSettled: false })
  answer([{ code: 'server:rate', detail: '' }])
  await round.run()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(done).toEqual(['icon'])
})

test('what was asked for goes out though a document was refused, and not while the server is away', async () => {
  const { round, done, answer } = setUp({ isProved: true })
  answer([{ code: 'lists-older', detail: '' }])
  await round.run()
  expect(done).toEqual(['icon', 'asks'])
  const away = setUp({ isProved: true })
  away.answer([{ code: 'server:timeout', detail: '' }])
  await away.round.run()
  expect(away.done).toEqual(['icon'])
})
