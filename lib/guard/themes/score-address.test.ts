import { expect, test } from 'vitest'
import type { Around, Signals } from '../signals.ts'
import { scoreAddress } from './score-address.ts'

const at = (href: string) => scoreAddress({} as Signals, { href } as Around)

test.each([
  ['https://unblocked-games-for-school.example/', 'unblocker-list'],
  ['https://x.example/watch/free-porn-videos', 'adult'],
  ['https://blog.example/pro-ana-tips_2026.html', 'self-harm'],
])('the words of %s are a reason to look closer, and no more', (href, kind) => {
  expect(at(href)).toEqual([
    { kind, sureness: 'hint', evidence: [{ family: 'address', sign: 'words-in-address' }] },
  ])
})

test.each([
  'https://school.example/history/suicide-in-romeo-and-juliet',
  'https://search.example/?q=free+porn+videos',
  'https://help.example/how-to-stop-self-harming',
  'https://www.essex.example/breast-cancer',
  'about:blank',
  '',
])('%s says nothing', (href) => {
  expect(at(href)).toEqual([])
})
