/** What pages ask of the pause's worker, also those that mean harm. */
import { expect, it, vi } from 'vitest'
import type { Asker } from '../messages/router.ts'
import { FloodError } from './floods.ts'

const put = vi.hoisted(() => vi.fn(async () => [{}]))
vi.mock('../browser/api.ts', () => ({ api: { scripting: { executeScript: put } } }))

const { createPausing } = await import('./pausing.ts')
const { ground } = await import('./testing.ts')

const from = (frameId: number, origin: string, documentId: string | undefined = `d${frameId}`): Asker => ({
  kind: 'content',
  tabId: 1,
  frameId,
  documentId,
  origin,
  url: `${origin}/`,
})

function setUp() {
  put.mockClear()
  const { faults, local, session } = ground()
  const kerb = {
    ready: Promise.resolve(),
    judge: { ruling: () => null },
    storage: { local, session },
    faults,
  }
  return createPausing(kerb as never, { tell: async () => undefined })
}

it('what looks is put beside the document that asked, and not beside what came to its frame', async () => {
  await setUp()['personal.bring']({}, from(3, 'https://form.test', 'A1'))
  expect(put).toHaveBeenCalledWith({
    target: { tabId: 1, documentIds: ['A1'] },
    files: ['personal.js'],
    injectImmediately: true,
  })
})

// Was broken: each frame that a page made was answered, however many it made.
it('a page that writes in frame after frame is refused, and takes nothing from other sites’ or the page', async () => {
  const answers = setUp()
  const ask = async (frameId: number, origin: string) => answers['personal.bring']({}, from(frameId, origin))
  const all = await Promise.allSettled(
    Array.from({ length: 500 }, (_, at) => ask(at + 1, 'https://hostile.test')),
  )
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(40)
  expect(put).toHaveBeenCalledTimes(40)
  await expect(ask(9, 'https://hostile.test')).rejects.toThrow(FloodError)
  await ask(700, 'https://form.test')
  await ask(0, 'https://hostile.test')
  expect(put).toHaveBeenCalledTimes(42)
})

it('what is paused for is not asked without end either, and neither takes from the other', async () => {
  const answers = setUp()
  const here = async () => answers['personal.here']({}, from(3, 'https://hostile.test'))
  const all = await Promise.allSettled(Array.from({ length: 60 }, here))
  const floods = all.filter((one) => one.status === 'rejected' && one.reason instanceof FloodError)
  expect(floods).toHaveLength(20)
  await answers['personal.bring']({}, from(3, 'https://hostile.test'))
  expect(put).toHaveBeenCalledTimes(1)
})
