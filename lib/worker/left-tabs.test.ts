/** Tabs that a self-check left open because the browser ended its worker. */
import { expect, test } from 'vitest'
import { LeftTabs } from './left-tabs.ts'

function memory() {
  const kept = new Map<string, unknown>()
  return {
    get: async <T>(key: string) => kept.get(key) as T | undefined,
    set: async (key: string, value: unknown) => void kept.set(key, value),
  }
}

test('the next worker closes what was open when the last was ended, once', async () => {
  const session = memory()
  const before = new LeftTabs(session, async () => undefined)
  before.opened(4, 'https://a.test/')
  before.opened(5, 'https://b.test/')
  before.closed(4)
  const closed: unknown[] = []
  const after = new LeftTabs(session, async (...tab) => void closed.push(tab))
  await Promise.all([after.close(), after.close()])
  expect(closed).toEqual([[5, 'https://b.test/']])
  await new LeftTabs(session, async (...tab) => void closed.push(tab)).close()
  expect(closed).toHaveLength(1)
})

test('where session memory fails, a check goes on', async () => {
  const failing = {
    get: async () => undefined,
    set: async () => {
      throw new Error('full')
    },
  }
  const left = new LeftTabs(failing, async () => undefined)
  left.opened(4, 'https://a.test/')
  left.closed(4)
  await left.close()
})
