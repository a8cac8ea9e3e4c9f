import { expect, test } from 'vitest'
import type { Waiting } from '../download/waiting.ts'
import { WaitingDownloads } from './waiting-downloads.ts'

const file = (id: string, state: Waiting['state']): Omit<Waiting, 'person'> => ({
  id,
  from: 1,
  name: `${id}.zip`,
  kind: 'archive',
  bytes: null,
  host: 'packs.test',
  page: 'https://packs.test/',
  url: null,
  state,
  reason: 'kind',
  at: 1_000,
  seen: true,
})

test('there is more to tell of while one waits that the page did not put away', async () => {
  const session = { get: async () => undefined, set: async () => undefined }
  const waiting = new WaitingDownloads(
    session,
    () => 1_000,
    () => undefined,
  )
  await waiting.add(file('maths', 'saved'))
  expect(waiting.hasMore([])).toBe(false)
  await waiting.add(file('shapes', 'adult'))
  expect(waiting.hasMore(['maths'])).toBe(true)
  expect(waiting.hasMore(['maths', 'shapes'])).toBe(false)
})
