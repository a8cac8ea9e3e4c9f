/** A whole school that fetches a new text in the same moment. */
import { expect, it, vi } from 'vitest'
import { TestDevice } from '../testing.ts'
import { agreementStage } from './testing-agreement.ts'

/** Held back while a test wants answers to stay under way. */
const gate = vi.hoisted(() => ({ opened: Promise.resolve(), waiting: 0 }))
vi.mock('./texts.ts', async (original) => {
  const real = await original<typeof import('./texts.ts')>()
  return {
    ...real,
    textJson: async (...of: Parameters<typeof real.textJson>) => {
      gate.waiting += 1
      await gate.opened
      return real.textJson(...of)
    },
  }
})

const stage = agreementStage()

it('is answered a few at once, the others when to come back, and nothing is held for good', async () => {
  const device = await TestDevice.confirmed(stage.server, {})
  const fetchIt = (of = stage.name) => device.send('GET', `/v1/agreement/${of}`)
  const { promise, resolve } = Promise.withResolvers<void>()
  gate.opened = promise
  const under = Array.from({ length: 30 }, () => fetchIt())
  await vi.waitFor(() => expect(gate.waiting).toBe(30), { timeout: 20_000 })
  const refused = await fetchIt()
  expect(refused).toMatchObject({ status: 503, body: { error: 'busy' } })
  expect(Number(refused.response.headers['retry-after'])).toBeGreaterThan(5)
  // Everything else goes on.
  expect((await device.heartbeat()).status).toBe(200)
  resolve()
  expect(new Set((await Promise.all(under)).map(({ status }) => status))).toEqual(new Set([200]))
  // A text that there never was takes no place for longer either.
  for (let i = 0; i < 31; i++) expect((await fetchIt('x'.repeat(43))).status).toBe(404)
  expect((await fetchIt()).status).toBe(200)
}, 60_000)
