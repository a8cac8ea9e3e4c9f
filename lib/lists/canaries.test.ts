import { describe, expect, it } from 'vitest'
import type { ListsDocument } from '../protocol/lists-document.ts'
import { checkCanaries, checkCarried, checkUpdate } from './canaries.ts'
import { createLists } from './in-memory.ts'
import { shippedLists } from './load.ts'

const names = (count: number, word: string): string[] =>
  Array.from({ length: count }, (_, i) => `${word}${i}.example`)

type Segment = ListsDocument['segments'][number]
const segment = (id: string, category: Segment['category'], hosts: string[]): Segment => ({
  id,
  name: id,
  licence: 'CC0',
  category,
  hosts,
})
const document = (segments: Segment[], epoch = 1): ListsDocument => ({
  version: { epoch, number: 1 },
  issuedAt: 0,
  segments,
})

describe('checkCanaries', () => {
  it('has nothing against the shipped lists', () => {
    expect(checkCanaries(shippedLists())).toEqual([])
  })

  it('sees lists that lost their content', () => {
    const problems = checkCanaries(createLists({ catalogue: [], neverBlock: [], lifelineHosts: [] }))
    expect(problems).toContain('pornhub.com is not in "adult", where it belongs')
    expect(problems).toContain('www.childline.org.uk is not a lifeline')
  })

  it('sees the BBC among the bad', () => {
    const bad = shippedLists(document([segment('x', 'adult', ['bbc.co.uk'])]))
    expect(checkCanaries(bad)).toContain('bbc.co.uk is in "adult", and must be open')
  })

  it('sees a lifeline among what is illegal', () => {
    const bad = shippedLists(document([segment('x', 'illegal-csam', ['childline.org.uk'])]))
    expect(checkCanaries(bad)).toContain('www.childline.org.uk is a lifeline in the illegal slot')
  })

  it('forgives a list that names a host of the never-block set, which wins anyway', () => {
    expect(checkCanaries(shippedLists(document([segment('x', 'drugs', ['talktofrank.com'])])))).toEqual([])
  })
})

describe('checkUpdate', () => {
  it('takes a first document and one that grows', () => {
    const first = document([segment('a', 'games', names(100, 'g'))])
    expect(checkUpdate(null, first)).toEqual({ ok: true, problems: [] })
    expect(checkUpdate(first, document([segment('a', 'games', names(120, 'g'))])).ok).toBe(true)
  })

  it('takes a loss of a fifth and refuses more', () => {
    const before = document([segment('a', 'games', names(100, 'g'))])
    expect(checkUpdate(before, document([segment('a', 'games', names(80, 'g'))])).ok).toBe(true)
    const refused = checkUpdate(before, document([segment('a', 'games', names(79, 'g'))]))
    expect(refused.problems).toContain('"a" shrinks from 100 names to 79')
  })

  it('sees one segment empty behind another that grows', () => {
    const before = document([segment('a', 'games', names(100, 'g')), segment('b', 'adult', names(100, 'x'))])
    const after = document([segment('a', 'games', names(900, 'g'))])
    expect(checkUpdate(before, after).problems).toEqual(['"b" shrinks from 100 names to 0'])
  })

  it('lets an operator start afresh with a new epoch, canaries still watching', () => {
    const before = document([segment('a', 'games', names(100, 'g'))])
    expect(checkUpdate(before, document([], 2)).ok).toBe(true)
    expect(checkUpdate(before, document([segment('a', 'games', ['bbc.co.uk'])], 2)).ok).toBe(false)
  })

  it('takes what the server says is smaller on purpose, from whoever has not heard of it yet', () => {
    const of = (number: number, names: number, smallerThan?: number): ListsDocument => ({
      ...document([]),
      version: { epoch: 1, number },
      index: { digest: 'a'.repeat(64), bytes: 1, names, format: 1 },
      ...(smallerThan !== undefined && { smallerThan }),
    })
    const { index: _, ...none } = of(6, 0, 4)
    expect(checkUpdate(of(4, 1000), of(5, 10)).ok).toBe(false)
    for (const next of [of(5, 10, 4), of(9, 10, 4), none])
      expect(checkUpdate(of(4, 1000), next).ok).toBe(true)
    expect(checkUpdate(of(2, 1000), of(5, 10, 4)).ok).toBe(true)
    // What was smaller once is no leave for what gets lost later.
    expect(checkUpdate(of(5, 1000), of(6, 10, 4)).ok).toBe(false)
    const bad = { ...of(5, 10, 4), segments: [segment('own', 'games', ['bbc.co.uk'])] }
    expect(checkUpdate(of(4, 1000), bad).ok).toBe(false)
  })

  it('refuses a list that would stop what everybody needs, also by a parent', () => {
    const { problems } = checkUpdate(null, document([segment('a', 'proxy-vpn', ['co.uk', 'google.com'])]))
    expect(problems).toContain('"a" lists co.uk, which would stop bbc.co.uk')
    expect(problems).toContain('"a" lists google.com, which would stop docs.google.com')
  })

  it('refuses names for the rules that would stop what everybody needs, also by a parent', () => {
    expect(checkCarried([{ category: 'adult', hosts: 'a.example b.example' }])).toEqual([])
    expect(checkCarried([{ category: 'adult', hosts: 'a.example co.uk' }])).toContain(
      '"adult" lists co.uk, which would stop bbc.co.uk',
    )
  })

  it('refuses a general list that lacks what every such list has', () => {
    const hollow = document([segment('porn', 'adult', names(6_000, 'x'))])
    expect(checkUpdate(null, hollow).ok).toBe(false)
    const sound = document([segment('porn', 'adult', [...names(6_000, 'x'), 'pornhub.com'])])
    expect(checkUpdate(null, sound).ok).toBe(true)
  })
})
