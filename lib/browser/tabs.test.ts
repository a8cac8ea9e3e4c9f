/** What the browser lists of a tab, and what it says of one that has gone. */
import { expect, it, vi } from 'vitest'

const fake = vi.hoisted(() => ({ getAllFrames: vi.fn(), sendMessage: vi.fn() }))
vi.mock('./api.ts', () => ({
  api: {
    webNavigation: { getAllFrames: fake.getAllFrames },
    tabs: { sendMessage: fake.sendMessage },
  },
}))

const { tabs } = await import('./tabs.ts')
const { unlessGone } = await import('./unless-gone.ts')

// Was broken: a page that the browser made ready in advance has no parent, and ended the sweep of all tabs.
it('what is only prerendered is not among a tab’s frames: it is judged when it becomes active', async () => {
  const page = { frameId: 0, parentFrameId: -1, url: 'https://a.test/', documentId: 'd0' }
  fake.getAllFrames.mockResolvedValue([
    { ...page, documentLifecycle: 'active' },
    { ...page, frameId: 9, url: 'https://a.test/next', documentId: 'd9', documentLifecycle: 'prerender' },
  ])
  expect(await tabs.frames(1)).toEqual([page])
})

it('of a frame that nothing holds nobody is told', async () => {
  await tabs.tellFrame(1, undefined, {})
  expect(fake.sendMessage).not.toHaveBeenCalled()
})

it.each([
  'Frame with ID 7 was removed.',
  'Tab containing frame with ID 7 was removed.',
  'The frame was removed.',
  'No tab with id: 7.',
])('that it has gone is no fault: %s', async (message) => {
  expect(await unlessGone(Promise.reject(new Error(message)))).toBeUndefined()
})
