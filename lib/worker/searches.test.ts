import { expect, it } from 'vitest'
import type { SessionPort } from '../navigation/ports.ts'
import { Searches } from './searches.ts'

/** Session memory that several workers share, one after the other. */
function memory(): SessionPort & { readonly values: Map<string, unknown> } {
  const values = new Map<string, unknown>()
  return {
    values,
    get: async <T>(key: string) => structuredClone(values.get(key)) as T | undefined,
    set: async (key, value) => void values.set(key, structuredClone(value)),
  }
}

const GOOGLE = 'https://www.google.com/search?q=x'

it('knows a search again, also in a later worker and on the strict host, and tells another from it', async () => {
  const session = memory()
  const searches = new Searches(session)
  expect(searches.begins(1, GOOGLE, 'how to bake bread')).toBe(true)
  const later = new Searches(session)
  await later.load()
  expect(later.begins(1, 'https://forcesafesearch.google.com/search?q=x', 'how to bake bread')).toBe(false)
  expect(later.begins(2, GOOGLE, 'how to bake bread')).toBe(true)
  expect(later.begins(1, GOOGLE, 'how to bake buns')).toBe(true)
  expect(later.begins(1, 'https://www.bing.com/search?q=x', 'how to bake buns')).toBe(true)
})

it('keeps no word of a search, and nothing that is alike in two tabs', () => {
  const session = memory()
  const searches = new Searches(session)
  searches.begins(1, GOOGLE, 'how to bake bread')
  searches.begins(2, GOOGLE, 'how to bake bread')
  const kept = session.values.get('searches') as [number, string][]
  expect(kept).toHaveLength(2)
  expect(JSON.stringify(kept)).not.toMatch(/bake|bread|google/)
  expect(kept[0]?.[1]).not.toBe(kept[1]?.[1])
})
