// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { whenSeen } from './when-seen.ts'

/** A document of which a test says whether its tab is in front. */
function tabOf(state: DocumentVisibilityState) {
  const page = document.implementation.createHTMLDocument()
  let now = state
  Object.defineProperty(page, 'visibilityState', { get: () => now })
  return {
    page,
    becomes: (next: DocumentVisibilityState): void => {
      now = next
      page.dispatchEvent(new Event('visibilitychange'))
    },
  }
}

/** Whether it has settled by now. */
const settled = (waiting: Promise<void>): Promise<boolean> =>
  Promise.race([waiting.then(() => true), Promise.resolve().then(() => Promise.resolve(false))])

test('the page in front is drawn at once', async () => {
  expect(await settled(whenSeen(tabOf('visible').page))).toBe(true)
})

test('a page behind waits until it comes to the front, whatever else is told of it', async () => {
  const { page, becomes } = tabOf('hidden')
  const waiting = whenSeen(page)
  expect(await settled(waiting)).toBe(false)
  becomes('hidden')
  expect(await settled(waiting)).toBe(false)
  becomes('visible')
  expect(await settled(waiting)).toBe(true)
})
