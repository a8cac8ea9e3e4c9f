import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PersonKeeper } from './person.ts'
import { FakeStorage, ground } from './testing.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const keeper = (storage: FakeStorage, profileEmail: () => Promise<string | undefined>) =>
  new PersonKeeper({ profileEmail }, () => undefined, ground(storage).session)
const never = () => new Promise<never>(() => undefined)

test('who it is holds for the browser session, without asking the browser again', async () => {
  const storage = new FakeStorage()
  const first = keeper(storage, async () => 'Amy@School.example')
  await first.load()
  expect(first.current).toEqual({ name: 'amy@school.example', from: 'profile' })
  const second = keeper(storage, never)
  await second.load()
  expect(second.current?.name).toBe('amy@school.example')
  expect(storage.disk.size).toBe(0)
})

test('a browser that does not answer is not waited for, and may answer later', async () => {
  let answer: (email: string) => void = () => undefined
  const asked = new Promise<string>((resolve) => (answer = resolve))
  const person = keeper(new FakeStorage(), () => asked)
  const loading = person.load()
  await vi.advanceTimersByTimeAsync(1000)
  await loading
  expect(person.current).toBeUndefined()
  answer('amy@school.example')
  // The worker asks again once it has started, and hears that it is somebody else than it judged by.
  expect(await person.ask()).toBe(true)
  expect(person.current?.name).toBe('amy@school.example')
})

test('a browser that cannot say changes nothing of who it was', async () => {
  const storage = new FakeStorage()
  await keeper(storage, async () => 'amy@school.example').load()
  const person = keeper(storage, () => Promise.reject(new Error('no identity')))
  await person.load()
  await expect(person.ask()).rejects.toThrow('no identity')
  expect(person.current?.name).toBe('amy@school.example')
})

test('nobody signed in is an answer too', async () => {
  const storage = new FakeStorage()
  await keeper(storage, async () => undefined).load()
  const next = keeper(storage, never)
  await next.load()
  expect(next.current).toBeUndefined()
})
