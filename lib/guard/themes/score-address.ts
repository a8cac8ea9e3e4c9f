/**
 * What the words of an address say of a page: a reason to look closer, and never more. The query is left out: what
 * somebody searches for is not what a page is.
 */
import type { Finding } from '../../policy/finding.ts'
import type { FoundKind } from '../../policy/found-kinds.ts'
import type { Theme } from '../../policy/themes.ts'
import type { Score } from '../score.ts'
import { themesOf } from './themes-of.ts'

const KIND: Readonly<Partial<Record<Theme, FoundKind>>> = {
  suicide: 'self-harm',
  'self-harm': 'self-harm',
  eating: 'self-harm',
  violence: 'violence',
  sexual: 'adult',
  drugs: 'drugs',
  hate: 'hate',
  gambling: 'gambling',
  bypass: 'unblocker-list',
}

/** As words: `how-to-x.example/a_page` is “how to x example a page”. */
function wordsOfAddress(href: string): string {
  const address = URL.parse(href)
  if (address === null) return ''
  const text = `${address.hostname} ${address.pathname}`
  return text.replace(/%[0-9a-f]{2}/gi, ' ').replace(/[^\p{L}\p{N}]+/gu, ' ')
}

export const scoreAddress: Score = (_, { href }) =>
  themesOf(wordsOfAddress(href), 'primary').flatMap(({ theme, severity, help }): Finding[] => {
    const kind = KIND[theme]
    if (kind === undefined || severity === 'low' || help) return []
    return [{ kind, sureness: 'hint', evidence: [{ family: 'address', sign: 'words-in-address' }] }]
  })
