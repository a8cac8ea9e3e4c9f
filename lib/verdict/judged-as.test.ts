import { expect, it } from 'vitest'
import type { Quarantined } from '../policy/quarantine.ts'
import { pictureRefused } from '../concern/kinds.ts'
import { judgedAs } from './judged-as.ts'
import type { Reason } from './verdict.ts'

const seen: Reason = {
  kind: 'found',
  found: 'adult',
  category: 'adult',
  sureness: 'suspected',
  evidence: [],
  where: 'page',
}
const before: Quarantined = {
  id: 'q',
  host: 'odd.test',
  found: 'adult',
  evidence: [],
  by: 'school',
  since: 0,
  until: 1,
}

it('a page that was seen to be adult, or carries such a one, is never pictured, also after its warning', () => {
  for (const reason of [seen, { kind: 'carried', host: 'odd.test', inner: seen } as const])
    expect(pictureRefused('other', judgedAs(reason, ['page.test'], []))).toBe('page')
})

it('nor is one whose host was found to be it, whatever opened it since', () => {
  const opened: Reason = { kind: 'own-entry', entry: 'www.odd.test' }
  expect(judgedAs(opened, ['www.odd.test', 'odd.test'], [before])).toEqual(['adult'])
  expect(judgedAs(opened, ['page.test', 'test'], [before])).toEqual([])
})

it('what an address carries of a listed kind counts as that kind', () => {
  const inner: Reason = { kind: 'category', category: 'gambling' }
  expect(judgedAs({ kind: 'carried', host: 'bets.test', inner }, [], [])).toEqual(['gambling'])
})
