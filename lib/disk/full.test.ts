import { afterEach, expect, test, vi } from 'vitest'
import { isFull, mayBeFull, saysFull, unlessFull } from './full.ts'

const named = (name: string, message: string) => Object.assign(new Error(message), { name })
/** As Chromium 156 says it, in this order. */
const FIRST = named('UnknownError', 'Connection is closing because of: IO error: …: FILE_ERROR_NO_SPACE (…)')
const AFTER = named('UnknownError', 'Internal error opening backing store for indexedDB.open.')

/** A disk with so many bytes left. */
const left = (bytes: number) =>
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 5e6, quota: 5e6 + bytes }) } })
afterEach(() => vi.unstubAllGlobals())

test.each([FIRST, named('QuotaExceededError', 'x'), named('Error', 'No space left on device')])(
  'a write that says so: %s',
  async (error) => {
    left(1e12)
    expect([saysFull(error), await isFull(error)]).toEqual([true, true])
  },
)

test('what the browser says afterwards is a full disk where there is no room, and a broken one elsewhere', async () => {
  expect([saysFull(AFTER), mayBeFull(AFTER)]).toEqual([false, true])
  left(4_096)
  expect(await isFull(AFTER)).toBe(true)
  left(1e9)
  expect(await isFull(AFTER)).toBe(false)
})

test('an error of another kind is none of the disk’s, and nobody to ask says nothing', async () => {
  left(0)
  expect(await isFull(named('TypeError', 'x is not a function'))).toBe(false)
  expect(await isFull('full')).toBe(false)
  vi.stubGlobal('navigator', {})
  expect(await isFull(AFTER)).toBe(false)
})

test('what can wait for room waits, and what fails for another reason is told', async () => {
  const refused = (error: Error) =>
    unlessFull(async () => {
      throw error
    })
  expect(await unlessFull(async () => undefined)).toBe(true)
  expect(await refused(FIRST)).toBe(false)
  await expect(refused(named('TypeError', 'x is not a function'))).rejects.toThrow('x is not')
})
