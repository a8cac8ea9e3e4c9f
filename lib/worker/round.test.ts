import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PATIENCE_MS, Round } from './round.ts'
import { ground } from './testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp({ isProved = false, expires = false } = {}) {
  const { problems, faults } = ground()
  const done: string[] = []
  const clock = { isProved }
  let answer: (found: { code: string; detail: string }[]) => void = () => undefined
  const answered = new Promise<{ code: string; detail: string }[]>((resolve) => (answer = resolve))
  const round = new Round({
    link: { round: () => answered },
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
  })
  return {
    round,
    done,
    clock,
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
  expect(answering.done).toEqual(['icon'])
})

test('a place that is not known any more takes effect with the round', async () => {
  const { round, done, answer } = setUp({ isProved: true, expires: true })
  answer([{ code: 'server:network', detail: '' }])
  await round.run()
  expect(done).toEqual(['rules', 'icon'])
})
