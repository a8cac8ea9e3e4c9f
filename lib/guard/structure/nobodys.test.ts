/** Kinds in makings that no table was tuned on: nobody's library, nobody's names. And what looks like them and is none. */
import { describe, expect, it } from 'vitest'
import type { FoundKind } from '../../policy/found-kinds.ts'
import { over, page, place } from '../testing.ts'
import { scoreStructure } from './score-structure.ts'

const AT = 'https://fresh-notes.test/'
type Some = Parameters<typeof page>[0]
const sureness = (kind: FoundKind, some: Some, around: Parameters<typeof place>[1] = {}) =>
  scoreStructure(page({ url: AT, ...some }), place(AT, around)).find((one) => one.kind === kind)?.sureness

const became: Some = {
  title: 'Far Away – films',
  claims: ['faraway.test'],
  links: { count: 12, hosts: ['faraway.test'], own: [] },
  words: 'Films of the week',
}
const asked = { network: { boxes: ['address'] } }
const line = over('wss://fresh-notes.test/live')
const seen: Some = {
  canvas: { count: 1, share: 1 },
  acts: {
    keyListeners: 2,
    pointerListeners: 4,
    binarySockets: 3,
  },
}
const rooms: Some = {
  links: { count: 4, texts: ['#general', '#memes', '#off-topic', '#clips'], own: ['/c/88/1'] },
  labels: ['The Den', 'Year 9', 'Message #general'],
  words: 'anyone on later?',
}

describe('told for sure', () => {
  it.each([
    ['a page that asked for an address and became what was there', 'unblocker', became, asked],
    ['a picture that comes by a socket, alone on its page', 'unblocker', seen, line],
    ['rooms, and a box for one of them', 'chat', rooms, line],
  ] as const)('%s', (_, kind, some, around) => expect(sureness(kind, some, around)).toBe('sure'))
})

describe('not stopped', () => {
  const warned = ['sure', 'suspected']
  it.each([
    ['another name of the same site', 'unblocker', became, {}],
    [
      'an article that first stood elsewhere',
      'unblocker',
      { ...became, links: { count: 20, hosts: ['faraway.test'], own: Array(12).fill('/a') } },
      asked,
    ],
    [
      'a page of links to many sites, after a search',
      'unblocker',
      {
        ...became,
        links: { count: 12, hosts: ['a.test', 'b.test', 'c.test', 'd.test', 'faraway.test'], own: [] },
      },
      asked,
    ],
    ['tags of an article beside a live score', 'chat', { ...rooms, labels: ['Search', 'Subscribe'] }, line],
    ['a place for comments with tags', 'chat', { ...rooms, labels: ['Write a comment', '#general'] }, line],
  ] as const)('%s', (_, kind, some, around) => {
    expect(warned).not.toContain(sureness(kind, some as Some, around))
  })

  it('for sure is a board to draw on together', () => {
    const board = { ...seen, labels: ['Pen', 'Rubber', 'Circle', 'Text', 'Colour'], words: 'Room 7B' }
    expect(sureness('unblocker', board, line)).not.toBe('sure')
  })
})
