import { expect, test, vi } from 'vitest'
import { Loading } from './loading.ts'
import { FakeStorage, FULL, ground } from './testing.ts'

const fail = (): never => {
  throw new TypeError('cannot read https://secret.test/path of Amy')
}

test('a fault is a code, without the words that may carry an address, until the step works again', async () => {
  const { faults, problems, appeared } = ground()
  expect(await faults.run('sweep', fail)).toBe(false)
  expect(await faults.run('sweep', fail)).toBe(false)
  expect(problems.all()).toEqual([{ code: 'fault:sweep', detail: 'TypeError' }])
  expect(appeared).toHaveLength(1)
  expect(await faults.run('other', () => undefined)).toBe(true)
  expect(problems.all()).toHaveLength(1)
  expect(await faults.run('sweep', () => undefined)).toBe(true)
  expect(problems.all()).toEqual([])
})

test('a problem that outlives a worker is recorded once, and again when it comes back', async () => {
  const storage = new FakeStorage()
  ground(storage).faults.note('rules', new Error('x'))
  const next = ground(storage)
  await next.problems.load()
  next.faults.note('rules', new Error('y'))
  expect(next.appeared).toEqual([])
  next.faults.clear('rules')
  const third = ground(storage)
  await third.problems.load()
  third.faults.note('rules', new Error('x'))
  expect(third.appeared).toHaveLength(1)
})

test('what the server or delivery found is still wrong in the next worker, until they speak again', async () => {
  const storage = new FakeStorage()
  const refused = [{ code: 'seal-key', detail: 'The server has no such key.' }]
  ground(storage).problems.set('delivery', refused)
  const next = ground(storage)
  await next.problems.load()
  expect(next.problems.all()).toEqual(refused)
  next.problems.set('delivery', [])
  expect(next.problems.all()).toEqual([])
  const third = ground(storage)
  await third.problems.load()
  expect(third.problems.all()).toEqual([])
})

test('a write that the disk refuses is told of, does not reject, and is made up for', async () => {
  const { storage, local, session, problems } = ground()
  storage.writeFails = true
  expect(await local.set({ policy: 1, clock: 1 })).toBe(false)
  await session.set('stays', [1])
  expect(problems.all()).toEqual([
    { code: 'fault:write-local', detail: 'no-room' },
    { code: 'fault:write-session', detail: 'no-room' },
  ])
  expect(JSON.stringify(problems.all())).not.toContain(FULL.message)
  storage.writeFails = false
  expect(await local.set({ clock: 2 })).toBe(true)
  expect(problems.all()).toHaveLength(2)
  await Promise.all([local.retry(), session.retry()])
  expect(Object.fromEntries(storage.disk)).toEqual({ policy: 1, clock: 2 })
  expect(storage.memory.get('stays')).toEqual([1])
  expect(problems.all()).toEqual([])
})

test('what cannot be read keeps nothing else from being read, and is read later', async () => {
  const { faults, problems } = ground()
  const read: string[] = []
  let broken = true
  const loading = new Loading(
    {
      facts: async () => (broken ? fail() : read.push('facts')),
      rules: () => {
        if (broken) throw new Error('thrown at once')
        return Promise.resolve(read.push('rules'))
      },
      clock: async () => read.push('clock'),
    },
    faults,
  )
  await loading.run()
  expect(read).toEqual(['clock'])
  expect(
    problems
      .all()
      .map(({ code }) => code)
      .toSorted(),
  ).toEqual(['fault:read-facts', 'fault:read-rules'])
  broken = false
  await loading.run()
  expect(read.toSorted()).toEqual(['clock', 'facts', 'rules'])
  expect(problems.all()).toEqual([])
})

test('a database that cannot be opened is told of as a full disk where there is no room, and not once it works', async () => {
  const closed = Object.assign(new Error('Internal error opening backing store'), { name: 'UnknownError' })
  const left = { bytes: 0 }
  const estimate = async () => ({ usage: 1, quota: 1 + left.bytes })
  vi.stubGlobal('navigator', { storage: { estimate } })
  const { faults, problems } = ground()
  faults.note('box', closed)
  await vi.waitFor(() => expect(problems.all()).toEqual([{ code: 'fault:box', detail: 'no-room' }]))
  left.bytes = 1e9
  faults.note('box', closed)
  await vi.waitFor(() => expect(problems.all()).toEqual([{ code: 'fault:box', detail: 'UnknownError' }]))
  // It works before the disk has answered.
  faults.note('box', closed)
  faults.clear('box')
  await estimate()
  expect(problems.all()).toEqual([])
  vi.unstubAllGlobals()
})
