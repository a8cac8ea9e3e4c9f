import { expect, it } from 'vitest'
import { defaultAction } from '../policy/categories.ts'
import { addressOf, isCheckAddress, OPEN_CASES, STOP_CASES } from './check-cases.ts'
import { shippedLists } from './load.ts'

const lists = shippedLists()

it.each(STOP_CASES)('$host is on the shipped lists as $category', ({ host, category }) => {
  expect(lists.categoriesOf(host)).toContain(category)
  expect(lists.isNeverBlock(host)).toBe(false)
  expect(lists.isLifeline(host)).toBe(false)
})

it.each(OPEN_CASES)('$host is open to everybody, and no lifeline: of those nothing is tried', ({ host }) => {
  expect(lists.isLifeline(host)).toBe(false)
  const kinds = [...lists.categoriesOf(host)]
  expect(lists.isNeverBlock(host) || kinds.every((kind) => defaultAction(kind, 'primary') === 'allow')).toBe(
    true,
  )
})

it('every kind that a primary school closes by default and whose hosts are pages has a case, or is named here', () => {
  const without = ['illegal-csam', 'illegal-terror', 'adult-mixed', 'nudity-lingerie', 'bypass-hosting']
  const easy = ['forums', 'streaming', 'music', 'shopping', 'celebrity-gossip', 'ads']
  const closed = [...lists.categoriesOf('pornhub.com')]
  expect(closed).toContain('adult')
  const tried = new Set<string>(STOP_CASES.map(({ category }) => category))
  expect([...without, ...easy].filter((kind) => tried.has(kind))).toEqual([])
})

it('asks for no page that a site has', () => {
  expect(addressOf('pornhub.com')).toBe('https://pornhub.com/kerb-self-check')
})

it('knows the addresses that it tries from all others', () => {
  for (const { host } of STOP_CASES) expect(isCheckAddress(addressOf(host))).toBe(true)
  for (const other of ['https://bet365.com/', 'https://odd.test/kerb-self-check', 'about:blank', ''])
    expect(isCheckAddress(other)).toBe(false)
})
