// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Start } from './start.ts'

const show = (state: DocumentVisibilityState): void =>
  void vi.spyOn(Document.prototype, 'visibilityState', 'get').mockReturnValue(state)

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Document.prototype, 'contentType', 'get').mockReturnValue('text/html')
  vi.spyOn(Document.prototype, 'readyState', 'get').mockReturnValue('complete')
  show('visible')
  document.head.replaceChildren()
  document.body.replaceChildren()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

type Bring = () => Promise<boolean>
const begun: Start[] = []
function begin(isTop: boolean, bring = vi.fn<Bring>(async () => true), root: ShadowRoot | null = null) {
  begun.push(new Start({ isTop, shadowRootOf: () => root, isOver: () => false, bring }))
  return bring
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

it('a page is asked for once, when it stands or is not waited for any longer', async () => {
  const bring = begin(true)
  await pass(799)
  expect(bring).not.toHaveBeenCalled()
  await pass(60_000)
  expect(bring).toHaveBeenCalledTimes(1)
})

it('a frame with nothing in it asks nothing, until somebody writes to it', async () => {
  const bring = begin(false)
  await pass(40_000)
  expect(bring).not.toHaveBeenCalled()
  document.body.append('a game')
  await pass(400)
  expect(bring).toHaveBeenCalledTimes(1)
})

it('a frame that is written into a shadow root alone is found in the end', async () => {
  const bring = begin(false, undefined, document.createElement('p').attachShadow({ mode: 'open' }))
  await pass(16_000)
  expect(bring).toHaveBeenCalledTimes(1)
})

it('where nobody answers it asks again, more and more seldom', async () => {
  const bring = begin(
    true,
    vi.fn<Bring>(() => Promise.reject(new Error('nobody'))),
  )
  await pass(10_000)
  expect(bring.mock.calls.length).toBeGreaterThan(2)
  const before = bring.mock.calls.length
  await pass(60_000)
  expect(bring.mock.calls.length - before).toBeLessThanOrEqual(5)
})

it('what nobody sees is asked for when somebody does', async () => {
  show('hidden')
  const bring = begin(true)
  await pass(30_000)
  expect(bring).not.toHaveBeenCalled()
  show('visible')
  document.dispatchEvent(new Event('visibilitychange'))
  await pass(300)
  expect(bring).toHaveBeenCalledTimes(1)
})

it('what somebody has chosen is asked again at another address', async () => {
  const navigation = new EventTarget()
  vi.stubGlobal('navigation', navigation)
  const bring = begin(
    true,
    vi.fn<Bring>(async () => false),
  )
  await pass(1_000)
  navigation.dispatchEvent(new Event('currententrychange'))
  await pass(300)
  expect(bring).toHaveBeenCalledTimes(2)
  vi.unstubAllGlobals()
})

it('an element that is called as a method of the document is keeps nobody from looking later', async () => {
  show('hidden')
  Object.defineProperty(document, 'addEventListener', {
    value: document.createElement('img'),
    configurable: true,
  })
  try {
    const bring = begin(true)
    await pass(2_000)
    show('visible')
    await pass(30_000)
    expect(bring).toHaveBeenCalledTimes(1)
  } finally {
    Reflect.deleteProperty(document, 'addEventListener')
  }
})

it('a page that goes on by itself while the answer is on its way is asked for anew', async () => {
  const navigation = new EventTarget()
  vi.stubGlobal('navigation', navigation)
  const first = Promise.withResolvers<boolean>()
  const bring = begin(true, vi.fn<Bring>().mockReturnValueOnce(first.promise).mockResolvedValue(true))
  await pass(1_000)
  navigation.dispatchEvent(new Event('currententrychange'))
  first.resolve(false)
  await pass(1_000)
  expect(bring).toHaveBeenCalledTimes(2)
  vi.unstubAllGlobals()
})
