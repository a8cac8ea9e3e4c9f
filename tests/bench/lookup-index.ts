/**
 * What `bench:lookup` does not compare, of our index alone at six million names: how long and with how much memory it is
 * built, the delta of a day, the first answer from a file by slices, and how often chance finds a host that is in no list.
 * Questions: KERB_BENCH_CHANCE (default 20 million).
 */
import { openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyDelta, makeDelta } from '../../lib/lists/index/delta.ts'
import { IndexBuilder } from '../../lib/lists/index/build.ts'
import { openIndex } from '../../lib/lists/index/open.ts'
import { openSliced } from '../../lib/lists/index/sliced.ts'
import { temporaryFolder } from '../rig/paths.ts'
import { categoriesOf, namesOf } from './lookup-names.ts'
import { median } from './statistics.ts'

const NAMES = 6_000_000
/** A day's change: so many of a thousand names go, and as many come. */
const CHANGED = 2.5
const ASKED = Number(process.env['KERB_BENCH_CHANCE'] ?? 20_000_000)

const timed = <T>(what: string, work: () => T): T => {
  const before = performance.now()
  const made = work()
  console.log(`${what}: ${(performance.now() - before).toFixed(0)} ms`)
  return made
}
const now = (): number => process.memoryUsage().rss

const { names, real } = namesOf(NAMES)
const every = Math.round(1000 / CHANGED)

/** The index of all names but every nth. */
function build(but: number): Uint8Array {
  const before = now()
  let most = before
  let place = 0
  const builder = new IndexBuilder()
  for (const [name, set] of names) {
    if (place % every !== but) builder.add([name, categoriesOf(set)])
    if (++place % 100_000 === 0) most = Math.max(most, now())
  }
  const bytes = builder.finish()
  most = Math.max(most, now())
  console.log(`built with ${((most - before) / place).toFixed(1)} bytes a name beyond the names themselves`)
  return bytes
}

console.log(`${names.size} names, ${real} of them real`)
const from = timed('first index', () => build(0))
const to = timed('the next day', () => build(1))
console.log(`${to.length} bytes, ${(to.length / openIndex(to).names).toFixed(3)} a name`)

const delta = timed('delta made', () => makeDelta(from, to))
console.log(`delta: ${delta.length} bytes, ${((delta.length / to.length) * 100).toFixed(2)} % of the whole`)
const applied = timed('delta applied', () => applyDelta(from, delta))
if (Buffer.compare(applied, to) !== 0) throw new Error('The delta leads elsewhere')
const index = timed('opened', () => openIndex(to))

const folder = temporaryFolder('lookup-index')
try {
  const path = join(folder, 'names.index')
  writeFileSync(path, to)
  const file = openSync(path, 'r')
  const hosts = [...names.keys()].filter((_, i) => i % 60_000 === 1)
  const took: number[] = []
  for (const host of hosts) {
    const before = performance.now()
    const sliced = await openSliced(async (start, end) => {
      const slice = Buffer.alloc(Math.min(end, to.length) - start)
      readSync(file, slice, 0, slice.length, start)
      return slice
    })
    const found = await sliced.categoriesOf(host)
    took.push(performance.now() - before)
    if (found.size !== index.categoriesOf(host).size)
      throw new Error(`${host} is answered otherwise by slices`)
  }
  console.log(
    `opened by slices and asked once: ${median(took).toFixed(2)} ms, at most ${Math.max(...took).toFixed(2)}`,
  )
} finally {
  rmSync(folder, { recursive: true })
}

/** Hosts under a top level that no list knows: whatever is found is found by chance. Two labels to four, as real ones. */
let wrong = 0
timed(`${ASKED} hosts in no list`, () => {
  for (let i = 0; i < ASKED; i++) {
    const own = `n${i}.invalid`
    const host = i % 20 < 9 ? own : i % 20 < 18 ? `www.${own}` : `m.static.${own}`
    if (index.categoriesOf(host).size > 0) wrong++
  }
})
console.log(
  JSON.stringify({ asked: ASKED, wrong, rate: wrong / ASKED, bytes: to.length, delta: delta.length }),
)
