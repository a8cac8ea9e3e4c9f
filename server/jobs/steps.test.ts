/** Long work leaves others their share of the thread that answers them. */
import { expect, it } from 'vitest'
import { openDatabase } from '../db/open.ts'
import { Steps } from './steps.ts'

const STEPS = 8
const WORK_MS = 6

/** Returns how long it really was. */
function block(milliseconds: number): number {
  const began = performance.now()
  while (performance.now() < began + milliseconds);
  return performance.now() - began
}

it('rests after each step for as long as the step took', async () => {
  const db = await openDatabase(':memory:')
  let done = 0
  let worked = 0
  const began = performance.now()
  await new Steps(db).repeat(async () => {
    worked += block(WORK_MS)
    done += 1
    return done < STEPS
  })
  await db.destroy()
  expect(done).toBe(STEPS)
  // Timers may be a millisecond early.
  expect(performance.now() - began).toBeGreaterThan(2 * worked - STEPS)
})
