import { expect, it } from 'vitest'
import type { SessionPort } from './ports.ts'
import { SessionMap } from './session-map.ts'

/** Session memory that several workers share, one after the other. */
function memory(): SessionPort & { readonly values: Map<string, unknown> } {
  const values = new Map<string, unknown>()
  return {
    values,
    get: async <T>(key: string) => structuredClone(values.get(key)) as T | undefined,
    set: async (key, value) => void values.set(key, structuredClone(value)),
  }
}

it('gives a later worker what was saved, and only that', async () => {
  const session = memory()
  const first = new SessionMap<string>(session, 'pages')
  first.set(1, 'a')
  await first.save()
  first.set(2, 'b')
  const second = new SessionMap<string>(session, 'pages')
  await second.load()
  expect([second.get(1), second.get(2)]).toEqual(['a', undefined])
  expect(second.delete(1)).toBe(true)
  expect(second.delete(1)).toBe(false)
  await second.save()
  const third = new SessionMap<string>(session, 'pages')
  await third.load()
  expect(third.get(1)).toBeUndefined()
})

it('keeps what was set before the stored values were read', async () => {
  const session = memory()
  session.values.set('pages', [
    [1, 'old'],
    [2, 'other'],
  ])
  const map = new SessionMap<string>(session, 'pages')
  map.set(1, 'new')
  await map.load()
  expect([map.get(1), map.get(2)]).toEqual(['new', 'other'])
})

it('saves only what a later worker needs', async () => {
  const session = memory()
  const map = new SessionMap<number>(session, 'counts', (count) => count > 1)
  map.set(1, 1)
  map.set(2, 2)
  await map.save()
  expect(session.values.get('counts')).toEqual([[2, 2]])
  expect(map.get(1)).toBe(1)
})

it('reads what is stored once, and again only after a failure', async () => {
  const session = memory()
  session.values.set('pages', [[1, 'old']])
  const map = new SessionMap<string>(session, 'pages')
  const get = session.get.bind(session)
  session.get = () => Promise.reject(new Error('no memory'))
  await expect(map.load()).rejects.toThrow('no memory')
  session.get = get
  await map.load()
  map.delete(1)
  await map.load()
  expect(map.get(1)).toBeUndefined()
})
