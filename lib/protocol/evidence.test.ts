/** What a row's digest is made of stays as it is for good: what was proved years ago is checked against it. */
import { expect, test } from 'vitest'
import { digestText, rowDigest } from './evidence.ts'

test('the text of a digest', () => {
  const row = {
    // In another order than the text has.
    secret: '{"title":"x"}',
    second: 13,
    first: 12,
    target: 'page',
    reason: 'category',
    action: 'block',
    categories: 'games chat',
    host: 'a.test',
    from: 'profile',
    who: 'amy@school.example',
    kind: 'blocked',
    at: 1_795_000_000_000,
    seq: 7,
  }
  expect(digestText('i', 's', row)).toBe(
    'kerb row v1\ni\ns\n[7,1795000000000,"blocked","amy@school.example","profile","a.test","games chat",' +
      '"block","category","page",12,13,"{\\"title\\":\\"x\\"}"]',
  )
})

test('the digest of a row', async () => {
  const row = {
    seq: 7,
    at: 1_795_000_000_000.5,
    kind: 'blocked',
    who: { name: ' Amy@School.example', from: 'profile' },
    host: 'a.test',
    categories: ['games', 'chat'],
    action: 'block',
    reason: 'category',
    target: 'page',
    salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  } as const
  expect(await rowDigest('i', { ...row, categories: [...row.categories] })).toBe(
    'KqUiVxx_ZzGjuWwqwj_DKGQ4L7if_dhNpoRZvnvG4OQ',
  )
})
