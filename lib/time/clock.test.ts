import { describe, expect, test } from 'vitest'
import { JUMP, checkpoint, checkpointSchema, prove, read, start } from './clock.ts'
import { DAY, HOUR, MINUTE } from './zone.ts'

/** Half past ten on a school morning. */
const T = Date.UTC(2026, 10, 23, 10, 30)

describe('inside one worker', () => {
  const state = start(null, T, 1000, false)

  test('time is what has elapsed', () => {
    expect(read(state, T + HOUR, 1000 + HOUR).now).toEqual({ at: T + HOUR, candidates: [T + HOUR] })
  })

  test('a device clock that drifts by less than two minutes changes nothing', () => {
    const { now, jump } = read(state, T + HOUR + JUMP, 1000 + HOUR)
    expect(now).toEqual({ at: T + HOUR, candidates: [T + HOUR] })
    expect(jump).toBeUndefined()
  })

  test.for([DAY, -DAY, JUMP + 1, -JUMP - 1])(
    'a clock moved by %d ms is a jump, and both times count',
    (by) => {
      const { now, jump } = read(state, T + MINUTE + by, 1000 + MINUTE)
      expect(now).toEqual({ at: T + MINUTE, candidates: [T + MINUTE, T + MINUTE + by] })
      expect(jump).toEqual({ by })
    },
  )

  test('a jump is reported once, a further one again, and moving back ends the doubt', () => {
    const first = read(state, T + HOUR, 1000)
    const still = read(first.state, T + HOUR + MINUTE, 1000 + MINUTE)
    expect(still.jump).toBeUndefined()
    expect(still.now.candidates).toEqual([T + MINUTE, T + HOUR + MINUTE])
    const second = read(still.state, T + 3 * HOUR, 1000)
    expect(second.jump).toEqual({ by: 2 * HOUR })
    const back = read(second.state, T + 5 * MINUTE, 1000 + 5 * MINUTE)
    expect(back.now.candidates).toEqual([T + 5 * MINUTE])
    expect(read(back.state, T + HOUR, 1000 + 5 * MINUTE).jump).toEqual({ by: 55 * MINUTE })
  })
})

describe('between workers of one browser session', () => {
  const stored = checkpoint(start(null, T, 0, false), T, 0)

  test('the device clock counts for as long as a checkpoint can be old', () => {
    expect(read(start(stored, T + MINUTE, 5, true), T + MINUTE, 5).now).toEqual({
      at: T + MINUTE,
      candidates: [T + MINUTE],
    })
  })

  test('a longer absence is a jump: the device slept or its clock was moved', () => {
    const { now, jump } = read(start(stored, T + 8 * HOUR, 5, true), T + 8 * HOUR, 5)
    expect(now).toEqual({ at: T, candidates: [T, T + 8 * HOUR] })
    expect(jump).toEqual({ by: 8 * HOUR })
  })

  test('a clock moved back is a jump, and time itself does not go back', () => {
    const { now, jump } = read(start(stored, T - HOUR, 5, true), T - HOUR, 5)
    expect(now).toEqual({ at: T, candidates: [T, T - HOUR] })
    expect(jump).toEqual({ by: -HOUR })
  })

  test('a doubt goes over to the next worker without a second report', () => {
    const doubtful = read(start(stored, T + HOUR, 0, true), T + HOUR, 0).state
    const next = start(checkpoint(doubtful, T + HOUR + MINUTE, MINUTE), T + HOUR + 2 * MINUTE, 9, true)
    const { now, jump } = read(next, T + HOUR + 2 * MINUTE, 9)
    expect(now.candidates).toEqual([T + 2 * MINUTE, T + HOUR + 2 * MINUTE])
    expect(jump).toBeUndefined()
  })
})

describe('across a restart of the browser', () => {
  const stored = checkpoint(start(null, T, 0, false), T, 0)

  test('the device clock counts, however long it was closed', () => {
    const { now, jump } = read(start(stored, T + 3 * DAY, 5, false), T + 3 * DAY, 5)
    expect(now).toEqual({ at: T + 3 * DAY, candidates: [T + 3 * DAY] })
    expect(jump).toBeUndefined()
  })

  test('but never before the last checkpoint', () => {
    const { now, jump } = read(start(stored, T - DAY, 5, false), T - DAY, 5)
    expect(now).toEqual({ at: T, candidates: [T, T - DAY] })
    expect(jump).toEqual({ by: -DAY })
  })

  test('a doubt outlives the restart, without a second report', () => {
    const doubtful = read(start(stored, T + DAY, 0, true), T + DAY, 0).state
    const { now, jump } = read(
      start(checkpoint(doubtful, T + DAY, 0), T + DAY + HOUR, 0, false),
      T + DAY + HOUR,
      0,
    )
    expect(now).toEqual({ at: T, candidates: [T, T + DAY + HOUR] })
    expect(jump).toBeUndefined()
  })

  test('a clock that was proved wrong is in doubt again until proved again', () => {
    const corrected = prove(start(null, T + DAY, 0, false), T, T + DAY, 0, 'server').state
    const next = start(checkpoint(corrected, T + DAY, 0), T + DAY + HOUR, 0, false)
    expect(read(next, T + DAY + HOUR, 0).now).toEqual({
      at: T + HOUR,
      candidates: [T + HOUR, T + DAY + HOUR],
    })
  })
})

describe('a proof', () => {
  test('confirms that time passed while the device slept', () => {
    const asleep = read(start(null, T, 0, false), T + HOUR, 1).state
    const { state, accepted, jump } = prove(asleep, T + HOUR + 700, T + HOUR, 1, 'tls-host')
    expect(accepted).toBe(true)
    expect(jump).toEqual({ by: HOUR - 1, confirmed: true })
    expect(read(state, T + HOUR, 1).now).toEqual({ at: T + HOUR + 700, candidates: [T + HOUR + 700] })
  })

  test('shows that the clock was moved, and the device goes on with the right time', () => {
    const moved = read(start(null, T, 0, false), T + HOUR, 0).state
    const { state, jump } = prove(moved, T, T + HOUR, 0, 'server')
    expect(jump).toEqual({ by: HOUR, confirmed: false })
    expect(read(state, T + HOUR + MINUTE, MINUTE).now).toEqual({ at: T + MINUTE, candidates: [T + MINUTE] })
  })

  test('shows a clock that was moved while the browser was closed, and sets it back', () => {
    const stored = checkpoint(start(null, T, 0, false), T, 0)
    const ahead = start(stored, T + DAY, 0, false)
    expect(read(ahead, T + DAY, 0).now.at).toBe(T + DAY)
    const { state, jump } = prove(ahead, T + HOUR, T + DAY, 0, 'server')
    expect(jump).toEqual({ by: DAY - HOUR, confirmed: false })
    expect(read(state, T + DAY, 0).now).toEqual({ at: T + HOUR, candidates: [T + HOUR] })
  })

  test('does not set the clock back by the blur of a header', () => {
    const { state, jump } = prove(start(null, T, 0, false), T - 1500, T, 0, 'server')
    expect(read(state, T, 0).now.at).toBe(T)
    expect(jump).toBeUndefined()
  })

  test('is not believed from a TLS host against what the school server proved in this worker', () => {
    const { state } = prove(start(null, T, 0, false), T, T, 0, 'server')
    expect(prove(state, T + DAY, T, 0, 'tls-host')).toEqual({ state, accepted: false })
    expect(prove(state, T + DAY, T, 0, 'server').accepted).toBe(true)
    const later = start(checkpoint(state, T, 0), T + HOUR, 0, false)
    expect(prove(later, T + DAY, T + HOUR, 0, 'tls-host').accepted).toBe(true)
  })

  test.for([Number.NaN, Infinity, 0, -1])('that is nonsense (%d) changes nothing', (time) => {
    const state = start(null, T, 0, false)
    expect(prove(state, time, T, 0, 'server')).toEqual({ state, accepted: false })
  })
})

test('a checkpoint is what its schema says', () => {
  const { state } = prove(start(null, T, 0, false), T, T, 0, 'server')
  const stored = checkpoint(state, T, 0)
  expect(checkpointSchema.parse(JSON.parse(JSON.stringify(stored)))).toEqual(stored)
  expect(checkpointSchema.safeParse({ ...stored, steady: 'soon' }).success).toBe(false)
})
