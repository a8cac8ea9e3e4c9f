/** What is due is done together, and again when it failed. */
import { expect, it, vi } from 'vitest'
import { Batches } from './batches.ts'

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

it('does what comes together at once, each thing once', async () => {
  const done: (readonly number[])[] = []
  const batches = new Batches<number>(
    async (batch) => void done.push(batch),
    (error) => expect.unreachable(String(error)),
  )
  void batches.add([1, 2])
  void batches.add([2, 3])
  batches.drop(3)
  await batches.settled()
  expect(done).toEqual([[1, 2]])
})

it('does what becomes due while it works', async () => {
  const done: (readonly number[])[] = []
  const batches = new Batches<number>(
    async (batch) => {
      done.push(batch)
      if (batch.includes(1)) void batches.add([2])
    },
    (error) => expect.unreachable(String(error)),
  )
  await batches.add([1])
  await batches.settled()
  expect(done).toEqual([[1], [2]])
})

it('tries again what failed, unless it was dropped', async () => {
  const errors: unknown[] = []
  const work = vi.fn<(batch: readonly number[]) => Promise<void>>()
  work.mockRejectedValueOnce(new Error('no database'))
  const batches = new Batches<number>(work, (error) => errors.push(error))
  await batches.add([1, 2])
  batches.drop(2)
  expect(errors).toHaveLength(1)
  await later(800)
  expect(work.mock.calls).toEqual([[[1, 2]], [[1]]])
})

it('tries nothing again after it was closed', async () => {
  const work = vi.fn(async () => Promise.reject(new Error('no database')))
  const batches = new Batches<number>(work, () => undefined)
  await batches.add([1])
  await batches.close()
  await later(800)
  expect(work).toHaveBeenCalledTimes(1)
})
