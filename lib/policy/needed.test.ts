import { describe, expect, it } from 'vitest'
import { plainPolicy } from '../../tests/fixtures/policies.ts'
import { shippedLists } from '../lists/load.ts'
import { decide } from '../verdict/decide.ts'
import { NEEDED_HOSTS } from './needed.ts'

const lists = shippedLists()
const NOW = { at: 1000, candidates: [1000] } as const
const suspended = plainPolicy({
  needed: NEEDED_HOSTS,
  suspensions: [{ id: 's', person: 'a@b.test', from: 0, until: 2000, reason: 'x', open: [] }],
})

describe('hosts that stay open in every mode', () => {
  it('carry nothing to look at: a suspended pupil has no pages on the platforms’ own content hosts', () => {
    for (const host of ['www.gstatic.com', 'edge.microsoft.com', 'encrypted-tbn0.gstatic.com'])
      expect(decide(`https://${host}/any/page.html`, suspended, lists, NOW).action, host).toBe('block')
  })

  it('and what a sign-in page loads from there comes all the same', () => {
    const part = decide('https://www.gstatic.com/identity/x.js', suspended, lists, NOW, 'resource')
    expect(part.action).toBe('allow')
    expect(decide('https://accounts.google.com/', suspended, lists, NOW).action).toBe('allow')
  })

  it('stand once each', () => expect(new Set(NEEDED_HOSTS).size).toBe(NEEDED_HOSTS.length))
})
