import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { CategoryId } from '../../policy/categories.ts'
import { IndexBuilder, type BuildOptions, type NameCategories } from './build.ts'
import { applyDelta, deltaSteps, makeDelta } from './delta.ts'
import { IndexError } from './error.ts'
import { openIndex } from './open.ts'
import { openSliced, type ReadSlice } from './sliced.ts'

const named = (from: number, to: number, category: CategoryId = 'adult'): NameCategories[] =>
  Array.from({ length: to - from }, (_, i) => [`listed${from + i}.example`, [category]])

function build(names: Iterable<NameCategories>, options?: BuildOptions): Uint8Array {
  const builder = new IndexBuilder(options)
  for (const name of names) builder.add(name)
  return builder.finish()
}

/** What `openSliced` reads from, and what it has read. */
function store(bytes: Uint8Array): { read: ReadSlice; slices: number[] } {
  const slices: number[] = []
  const read: ReadSlice = async (from, to) => {
    const slice = bytes.slice(from, to)
    slices.push(slice.byteLength)
    return slice
  }
  return { read, slices }
}

const flipped = (bytes: Uint8Array, at: number, bits = 1): Uint8Array => {
  const other = bytes.slice()
  other[at]! ^= bits
  return other
}

describe('an index', () => {
  it('unites what a host and its suffixes are in', () => {
    const index = openIndex(
      build([
        ['example.co.uk', ['games']],
        ['bad.example.co.uk', ['malware', 'adult']],
      ]),
    )
    expect([...index.categoriesOf('www.bad.example.co.uk')]).toEqual(['adult', 'malware', 'games'])
    expect([...index.categoriesOf('good.example.co.uk')]).toEqual(['games'])
    expect(index.categoriesOf('verybad.example.co').size).toBe(0)
    expect(index.categoriesOf('badexample.co.uk').size).toBe(0)
  })

  it('gives the same set again, so that a look-up leaves nothing behind', () => {
    const index = openIndex(build(named(0, 10)))
    expect(index.categoriesOf('listed1.example')).toBe(index.categoriesOf('a.b.listed2.example'))
  })

  it('holds names of every depth, and single labels', () => {
    const deep = Array.from({ length: 60 }, (_, i) => `l${i}`).join('.')
    const index = openIndex(
      build([
        ['xxx', ['adult']],
        [deep, ['games']],
      ]),
    )
    expect(index.categoriesOf('any.xxx')).toEqual(new Set(['adult']))
    expect(index.categoriesOf(`www.${deep}`)).toEqual(new Set(['games']))
    expect(index.categoriesOf(deep.slice(3)).size).toBe(0)
  })

  it('answers no more about a host of thousands of labels than about any other', () => {
    const index = openIndex(build(named(0, 10)))
    expect(index.categoriesOf(`${'a.'.repeat(5_000)}listed3.example`)).toEqual(new Set(['adult']))
  })

  it('leaves out a category that it does not know yet', () => {
    const bytes = build([
      ['both.example', ['games', 'of-next-year' as CategoryId]],
      ['new.example', ['of-next-year' as CategoryId]],
    ])
    expect(openIndex(bytes).categoriesOf('both.example')).toEqual(new Set(['games']))
    expect(openIndex(bytes).categoriesOf('new.example').size).toBe(0)
  })

  it('is empty when nothing was added', () => {
    const index = openIndex(build([]))
    expect(index.names).toBe(0)
    expect(index.categoriesOf('listed1.example').size).toBe(0)
  })

  it('takes no name that is no host', () => {
    const builder = new IndexBuilder()
    expect(() => builder.add(['', ['adult']])).toThrow(IndexError)
    expect(() => builder.add(['a'.repeat(254), ['adult']])).toThrow(IndexError)
  })

  it('is the same bytes as ever: devices hold indexes of this format', () => {
    const bytes = build([...named(0, 5_000), ...named(4_000, 6_000, 'games')])
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '1a1d9364874307d0e173432f00773459c554708bc24e5c56b22fb474eedf34db',
    )
  })

  it('is other bytes with another salt, and says the same', () => {
    const salted = build(named(0, 100), { salt: 7 })
    expect(salted).not.toEqual(build(named(0, 100)))
    expect(openIndex(salted).categoriesOf('x.listed99.example')).toEqual(new Set(['adult']))
  })
})

describe('what chance has put together', () => {
  /** With 2,000 names `listed….example` this host is found by chance; it took three million tries to find it. */
  const CHANCE = 'u2652602.test'

  it('is found where nobody asked to have it guarded: else the next tests would show nothing', () => {
    expect(openIndex(build(named(0, 2_000))).categoriesOf(CHANCE).size).toBe(1)
  })

  it('is not found where it is guarded, by itself or as the suffix of a host', async () => {
    for (const guarded of [CHANCE, `www.${CHANCE}`]) {
      const bytes = build(named(0, 2_000), { mustNotHit: [guarded, guarded] })
      expect(openIndex(bytes).categoriesOf(`www.${CHANCE}`).size).toBe(0)
      const sliced = await openSliced(store(bytes).read)
      expect((await sliced.categoriesOf(CHANCE)).size).toBe(0)
      for (const [host] of named(0, 2_000)) expect(openIndex(bytes).categoriesOf(host).size).toBe(1)
    }
  })

  it('is told apart where both are listed, guarded or not', () => {
    for (const mustNotHit of [[], [CHANCE]]) {
      const index = openIndex(build([...named(0, 2_000), [CHANCE, ['games']]], { mustNotHit }))
      expect(index.names).toBe(2_001)
      expect(index.categoriesOf(CHANCE)).toEqual(new Set(['games']))
      for (const [host] of named(0, 2_000)) expect(index.categoriesOf(host)).toEqual(new Set(['adult']))
    }
  })

  it('is right after a delta, too', () => {
    const from = build(named(0, 2_000))
    const to = build([...named(0, 2_000), [CHANCE, ['games']]])
    expect(openIndex(applyDelta(from, makeDelta(from, to))).categoriesOf(CHANCE)).toEqual(new Set(['games']))
    expect(applyDelta(to, makeDelta(to, from))).toEqual(from)
  })
})

describe('an index by slices', () => {
  it('reads its front once and a few kilobytes for a host', async () => {
    const bytes = build(named(0, 100_000))
    const { read, slices } = store(bytes)
    const sliced = await openSliced(read)
    expect(slices).toHaveLength(1)
    expect(await sliced.categoriesOf('www.listed77.example')).toEqual(new Set(['adult']))
    expect((await sliced.categoriesOf('www.other77.example')).size).toBe(0)
    // No name has one label or three, so one block a host is enough.
    expect(slices).toHaveLength(3)
    expect(Math.max(...slices.slice(1))).toBeLessThan(10_000)
  })

  it('reads a front longer than the first read', async () => {
    const many = Array.from({ length: 3_000 }, (_, i): NameCategories => [
      `name${i}.example`,
      [`category-with-a-long-name-${i}` as CategoryId, 'games'],
    ])
    const bytes = build([...many, ...named(0, 10)])
    const sliced = await openSliced(store(bytes).read)
    expect(await sliced.categoriesOf('name2999.example')).toEqual(new Set(['games']))
    expect(await sliced.categoriesOf('listed9.example')).toEqual(new Set(['adult']))
  })

  it('refuses a front or a block that is damaged or missing, and no other host', async () => {
    const bytes = build(named(0, 5_000))
    const damaged = flipped(bytes, bytes.length - 3)
    const sliced = await openSliced(store(damaged).read)
    const results = await Promise.allSettled(named(0, 5_000).map(([host]) => sliced.categoriesOf(host)))
    const refused = results.filter((one) => one.status === 'rejected')
    expect(refused.every(({ reason }) => reason instanceof IndexError)).toBe(true)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThan(results.length)
    await expect(openSliced(store(flipped(bytes, 9)).read)).rejects.toThrow(IndexError)
    await expect(openSliced(store(bytes.subarray(0, 30)).read)).rejects.toThrow(IndexError)
    const cut = await openSliced(store(bytes.subarray(0, bytes.length - 8)).read)
    const last = await Promise.allSettled(named(0, 5_000).map(([host]) => cut.categoriesOf(host)))
    expect(last.some((one) => one.status === 'rejected' && one.reason instanceof IndexError)).toBe(true)
  })
})

describe('damage', () => {
  const from = build([...named(0, 300), ...named(200, 400, 'games')])
  const to = build([...named(20, 300), ...named(200, 420, 'games'), ['new.example', ['drugs']]])
  const delta = makeDelta(from, to)

  it('is refused at every byte of an index', () => {
    for (let at = 0; at < from.length; at++) {
      expect(() => openIndex(flipped(from, at)), `byte ${at}`).toThrow(IndexError)
      expect(() => openIndex(flipped(from, at, 0x80)), `byte ${at}`).toThrow(IndexError)
      expect(() => openIndex(from.subarray(0, at)), `cut at ${at}`).toThrow(IndexError)
    }
    expect(() => openIndex(new Uint8Array([...from, 0, 0, 0, 0]))).toThrow(IndexError)
  })

  it('is refused at every byte of a delta', () => {
    for (let at = 0; at < delta.length; at++) {
      expect(() => applyDelta(from, flipped(delta, at)), `byte ${at}`).toThrow(IndexError)
      expect(() => applyDelta(from, delta.subarray(0, at)), `cut at ${at}`).toThrow(IndexError)
    }
  })

  it('of the index that a delta is applied to never gets into what comes out', () => {
    let refused = 0
    for (let at = 0; at < from.length; at++)
      try {
        // What a delta takes out may have been damaged before: nothing of it is left.
        expect(applyDelta(flipped(from, at), delta), `byte ${at}`).toEqual(to)
      } catch (error) {
        expect(error, `byte ${at}`).toBeInstanceOf(IndexError)
        refused++
      }
    expect(refused).toBeGreaterThan(from.length * 0.9)
  })

  it('is a delta for another index', () => {
    expect(() => applyDelta(to, delta)).toThrow(IndexError)
    expect(applyDelta(from, delta)).toEqual(to)
  })
})

describe('a delta', () => {
  it('costs at most 2 % of the index for a change of 0.5 %', () => {
    const from = build(named(0, 100_000))
    const to = build([...named(500, 100_000), ...named(200_000, 200_500, 'games')])
    const delta = makeDelta(from, to)
    expect(applyDelta(from, delta)).toEqual(to)
    expect(delta.length / to.length).toBeLessThan(0.02)
  })

  it('holds the whole index where the names have outgrown the lines, or the salt is another', () => {
    const from = build(named(0, 1_000))
    for (const to of [build(named(0, 10_000)), build(named(0, 1_000), { salt: 1 })]) {
      const delta = makeDelta(from, to)
      expect(delta.length).toBeGreaterThan(to.length)
      expect(applyDelta(from, delta)).toEqual(to)
    }
  })

  it('can be applied in steps', () => {
    const from = build(named(0, 100_000))
    const to = build(named(1_000, 101_000))
    const steps = deltaSteps(from, makeDelta(from, to))
    let count = 0
    for (let step = steps.next(); ; step = steps.next(), count++)
      if (step.done === true) {
        expect(step.value).toEqual(to)
        break
      }
    expect(count).toBeGreaterThan(2)
  })
})
