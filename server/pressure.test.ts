/** A server that was given no processor for a second is not one that has too much to do. */
import { expect, test } from 'vitest'
import { Refusal } from './errors.ts'
import { pressure } from './pressure.ts'

const asked = async (value: number) => pressure.pressureHandler({}, {}, 'eventLoopDelay', value)

// Was broken: on a machine with its hands full now and then an answer was "busy" for no reason of the server's.
test('a second in which nothing was measured turns nobody away', async () => {
  await expect(asked(Infinity)).resolves.toBeUndefined()
})

test('a loop that is held up does, and says when to come back', async () => {
  const refused = await asked(pressure.maxEventLoopDelay + 1).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Refusal)
  expect(refused).toMatchObject({ status: 503, retryAfter: 10 })
})
