/** Which of two reasons a verdict has. */
import { expect, test } from 'vitest'
import { NO_LISTS, plainLists } from '../../tests/fixtures/plain-lists.ts'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { exactly } from '../time/now.ts'
import { foundVerdict } from '../verdict/found.ts'
import { createJudge } from './judge.ts'

const plain = plainPolicy()
const policy = { ...plain, categories: { ...plain.categories, gambling: 'warn' as const } }
const lists = plainLists({ ...NO_LISTS, categories: [['bets.test', ['gambling']]] })
const finding = { kind: 'gambling', sureness: 'sure', evidence: [] } as const
const judgeWith = (continued: boolean) =>
  createJudge({
    ready: Promise.resolve(),
    ruling: () => ({ policy, lists }),
    now: () => exactly(0),
    continued: () => continued,
    found: (url, ruling, target) =>
      url.endsWith('/seen')
        ? foundVerdict({ ...finding, evidence: [] }, ruling.policy, exactly(0), target)
        : undefined,
    showsLifeline: () => false,
  })

test('what a page was seen to be is the reason where the lists say the same of its site', () => {
  expect(judgeWith(false).verdict('https://bets.test/', 'page')?.reason.kind).toBe('category')
  expect(judgeWith(false).verdict('https://bets.test/seen', 'page')).toMatchObject({
    action: 'warn',
    reason: { kind: 'found' },
  })
  expect(judgeWith(true).verdict('https://bets.test/seen', 'page')).toMatchObject({
    action: 'allow',
    reason: { kind: 'found' },
  })
})
