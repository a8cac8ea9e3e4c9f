/**
 * Who answers in `bench:lookup`, each the same question: a host with all its suffixes → its category set. Each is taken
 * as it is at its best: what can be saved is built by one process and loaded by another, as a browser would.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import HNTrieContainer from '@gorhill/ubo-core/js/hntrie.js'
import { FiltersEngine, Request, type NetworkFilter } from '@ghostery/adblocker'
import { CategorySets, EMPTY_SET } from '../../lib/lists/category-sets.ts'
import { IndexBuilder } from '../../lib/lists/index/build.ts'
import { openIndex } from '../../lib/lists/index/open.ts'
import type { CategoryId } from '../../lib/policy/categories.ts'
import { CATEGORIES, categoriesOf } from './lookup-names.ts'

export type Look = (host: string) => ReadonlySet<CategoryId>
/** Every name as a string of its own, with its set. */
export type Names = (each: (name: string, set: number) => void) => void

export interface Contender {
  /** Makes what `load` reads, at this path. Missing: it can only be built anew. */
  readonly save?: (names: Names, path: string) => void
  readonly load: (names: Names, path: string) => Look
}

const ours: Contender = {
  save(names, path) {
    const builder = new IndexBuilder()
    const sets = new Map<number, CategoryId[]>()
    names((name, set) => {
      const known = sets.get(set) ?? categoriesOf(set)
      sets.set(set, known)
      builder.add([name, known])
    })
    writeFileSync(path, builder.finish())
  },
  load(_, path) {
    const index = openIndex(bytes(path))
    return (host) => index.categoriesOf(host)
  },
}

const map: Contender = {
  load(names) {
    const sets = new CategorySets()
    const byName = new Map<string, number>()
    names((name, set) => byName.set(name, sets.id(categoriesOf(set))))
    return (host) => {
      let found = byName.get(host) ?? EMPTY_SET
      for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1))
        found = sets.union(found, byName.get(host.slice(dot + 1)) ?? EMPTY_SET)
      return sets.get(found)
    }
  },
}

/** Request types, which cost a filter nothing: which ones a filter names is the number of its set. */
const TYPES = [
  'script',
  'image',
  'media',
  'font',
  'object',
  'other',
  'ping',
  'stylesheet',
  'subdocument',
  'websocket',
]
const MASKS = [512, 16, 32, 2, 64, 128, 256, 1024, 2048, 4096]

const ghostery: Contender = {
  save(names, path) {
    const counts = new Map<number, number>()
    names((_, set) => counts.set(set, (counts.get(set) ?? 0) + 1))
    const sets = [...counts].sort((a, b) => b[1] - a[1]).map(([set]) => set)
    const options = new Map(
      sets.map((set, i) => [set, ['xhr', ...TYPES.filter((_, bit) => (i >>> bit) & 1)].join()]),
    )
    const parts: string[] = []
    names((name, set) => parts.push(`||${name}^$${options.get(set)}`))
    const engine = FiltersEngine.parse(parts.join('\n'), {
      loadCosmeticFilters: false,
      integrityCheck: false,
    })
    writeFileSync(path, engine.serialize())
    writeFileSync(`${path}.sets`, JSON.stringify(sets))
  },
  load(_, path) {
    const engine = FiltersEngine.deserialize(bytes(path))
    const sets = new CategorySets()
    const numbers = (JSON.parse(readFileSync(`${path}.sets`, 'utf8')) as number[]).map((set) =>
      sets.id(categoriesOf(set)),
    )
    const setOf = (filter: NetworkFilter): number =>
      numbers[MASKS.reduce((all, mask, bit) => all | (filter.mask & mask ? 1 << bit : 0), 0)]!
    return (host) => {
      const request = Request.fromRawDetails({
        type: 'xhr',
        url: `https://${host}/`,
        hostname: host,
        domain: host,
        sourceHostname: host,
        sourceDomain: host,
      })
      let found = EMPTY_SET
      for (const filter of engine.matchAll(request)) found = sets.union(found, setOf(filter))
      return sets.get(found)
    }
  },
}

/** Characters of a container of uBlock Origin's tries have places of 24 bits: beyond that a second one is begun. */
const MOST_CHARACTERS = 15 << 20
const CHAR0_SLOT = 66
const CHAR1_SLOT = 67

/**
 * uBlock Origin's engine keeps hosts in tries that say whether a host is in them: one for each category, without the
 * rest of the engine, which would only say that some filter blocks.
 */
const ubo: Contender = {
  save(names, path) {
    const containers: { container: HNTrieContainer; roots: [root: number, bit: number][] }[] = []
    for (const [bit] of CATEGORIES.entries()) {
      let trie: { container: HNTrieContainer; root: number } | undefined
      names((name, set) => {
        if (((set >>> bit) & 1) === 0) return
        if (!trie || fill(trie.container) > MOST_CHARACTERS) trie = fresh(containers, bit)
        trie.container.setNeedle(name).add(trie.root)
      })
    }
    writeFileSync(`${path}.roots`, JSON.stringify(containers.map(({ roots }) => roots)))
    for (const [i, { container }] of containers.entries()) {
      container.optimize()
      writeFileSync(`${path}.${i}`, new Uint8Array(container.toSelfie().buf32.slice().buffer))
    }
  },
  load(_, path) {
    const sets = new CategorySets()
    const single = CATEGORIES.map((category) => sets.id([category]))
    const roots = JSON.parse(readFileSync(`${path}.roots`, 'utf8')) as [root: number, bit: number][][]
    const containers = roots.map((own, i) => {
      const container = new HNTrieContainer()
      const buf32 = new Uint32Array(bytes(`${path}.${i}`).buffer)
      if (!container.fromSelfie({ buf32, checksum: checksum(buf32) })) throw new Error('A trie was not read')
      return { container, own }
    })
    return (host) => {
      let found = EMPTY_SET
      for (const { container, own } of containers) {
        container.setNeedle(host)
        for (const [root, bit] of own)
          if (container.matches(root) >= 0) found = sets.union(found, single[bit]!)
      }
      return sets.get(found)
    }
  },
}

const fill = ({ buf32 }: HNTrieContainer): number => buf32[CHAR1_SLOT]! - buf32[CHAR0_SLOT]!

/** A trie for a category: in the last container while that has room, as one needle then serves several tries. */
function fresh(
  containers: { container: HNTrieContainer; roots: [root: number, bit: number][] }[],
  bit: number,
): { container: HNTrieContainer; root: number } {
  const last = containers.at(-1)
  const own =
    last && fill(last.container) <= MOST_CHARACTERS ? last : { container: new HNTrieContainer(), roots: [] }
  if (own !== last) containers.push(own)
  const root = own.container.createTrie()
  own.roots.push([root, bit])
  return { container: own.container, root }
}

/** As the container makes it. */
function checksum(words: Uint32Array): number {
  let hash = 177573 ^ words.length
  for (const word of words) hash = ((hash << 5) + hash) ^ word
  return hash
}

/** A file in memory of its own, no more than it. */
function bytes(path: string): Uint8Array {
  const file = readFileSync(path)
  return file.byteLength === file.buffer.byteLength ? file : new Uint8Array(file)
}

export const CONTENDERS: Readonly<Record<string, Contender>> = { ours, map, ghostery, ubo }
