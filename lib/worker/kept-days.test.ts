import { expect, test } from 'vitest'
import { KeptDaysHeard } from './kept-days.ts'
import { FakeStorage, ground } from './testing.ts'

const HOUR = 3_600_000

test('what the server said of it holds for less than a day, and goes with the browser session', async () => {
  const storage = new FakeStorage()
  let now = 0
  const worker = () => new KeptDaysHeard(ground(storage).session, () => now)
  expect(await worker().days()).toBeUndefined()
  const days = { visits: 60, notable: 365 }
  await worker().heard(days)
  now = 22 * HOUR
  expect(await worker().days()).toEqual(days)
  now = 24 * HOUR
  expect(await worker().days()).toBeUndefined()
  await worker().heard(days)
  await worker().heard(undefined)
  expect(await worker().days()).toBeUndefined()
  await worker().heard(days)
  storage.closeBrowser()
  expect(await worker().days()).toBeUndefined()
})
