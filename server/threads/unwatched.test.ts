import { expect, test } from 'vitest'
import { Unwatched } from './unwatched.ts'

test('work is begun when what came before is done, and what fails is told', async () => {
  const [seen, told]: [string[], unknown[]] = [[], []]
  const work = new Unwatched()
  work.onError((error) => told.push(error))
  for (const name of ['bad', 'good'])
    work.begin(async () => {
      seen.push(`${name} begins`)
      await Promise.resolve()
      seen.push(`${name} ends`)
      if (name === 'bad') throw new Error('bad')
    })
  await work.settled()
  expect(seen).toEqual(['bad begins', 'bad ends', 'good begins', 'good ends'])
  expect(told).toEqual([new Error('bad')])
})

test('what is asked for soon is done once for all who ask before it begins, and anew for who asks later', async () => {
  let times = 0
  const work = new Unwatched()
  const look = async () => void (times += 1)
  work.soon(look)
  work.soon(look)
  await work.settled()
  expect(times).toBe(1)
  work.soon(look)
  await work.settled()
  expect(times).toBe(2)
})

test('after a close nothing is begun, and what is under way is waited for', async () => {
  const seen: string[] = []
  const work = new Unwatched()
  work.begin(async () => {
    await new Promise((resolve) => setImmediate(resolve))
    seen.push('first')
  })
  work.begin(async () => void seen.push('second'))
  // The first is under way.
  await new Promise((resolve) => setImmediate(resolve))
  await work.close()
  work.begin(async () => void seen.push('third'))
  work.soon(async () => void seen.push('fourth'))
  await work.settled()
  expect(seen).toEqual(['first'])
})
