import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const get = vi.fn<() => Promise<Record<string, unknown>>>()
vi.mock('./api.ts', () => ({
  api: { storage: { local: { get: () => get() } }, runtime: { getURL: (path: string) => `ext://${path}` } },
}))
const { language, readLocale } = await import('./language.ts')

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('navigator', { languages: ['cy', 'en-GB'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('what was chosen counts before what the browser speaks, and nothing that is no language of ours', async () => {
  get.mockResolvedValueOnce({ language: 'pl' })
  expect(await language()).toBe('pl')
  get.mockResolvedValueOnce({ language: '../secrets' })
  expect(await language()).toBe('cy')
})

test('a disk that fails or never answers does not keep a page empty', async () => {
  get.mockRejectedValueOnce(new Error('no disk'))
  expect(await language()).toBe('cy')
  get.mockReturnValueOnce(new Promise(() => {}))
  const asked = language()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await asked).toBe('cy')
})

test('a file of words that never comes is given up', async () => {
  vi.useRealTimers()
  const fetched = vi.fn<typeof fetch>(
    (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('given up')))
      }),
  )
  vi.stubGlobal('fetch', fetched)
  await expect(readLocale('pl')).rejects.toThrow('given up')
  expect(fetched.mock.calls[0]?.[0]).toBe('ext://locales/pl.json')
})
