/** Sources united into one index, without what the school has corrected, and the names for the browser's own rules. */
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { IndexBuilder } from '../../lib/lists/index/build.ts'
import { wouldStop } from '../../lib/lists/canaries.ts'
import { IndexError } from '../../lib/lists/index/error.ts'
import { INDEX_FORMAT } from '../../lib/lists/index/layout.ts'
import { CATALOGUE, NEVER_BLOCK } from '../../lib/lists/catalogue-files.ts'
import { hostsOf } from '../../lib/lists/catalogue.ts'
import { HotNames } from '../../lib/lists/hot.ts'
import { hotFile } from '../../lib/lists/hot-file.ts'
import { LIFELINE_HOSTS } from '../../lib/lists/lifelines.ts'
import type { CarriedSegment } from '../../lib/lists/lists.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import { Folders } from './folders.ts'
import type { BuildDone, BuildJob, CorrectedHost, ListInForce } from './jobs.ts'
import { categoriesIn, type Entry } from './names/entry.ts'
import { readNames } from './names/file.ts'
import { hostOf, isWithin, keyOf } from './names/key.ts'
import { type Attested, collapse, unite } from './names/merge.ts'

/** Chance gives another salt something to do once in many thousand years. */
const SALTS = 4

export function build(job: BuildJob): BuildDone {
  const folders = new Folders(job.dataDir)
  const { bytes, names, chosen } = indexOf(job, folders)
  const text = Buffer.from(hotFile(chosen))
  const hot = text.length === 0 ? {} : { hot: { digest: digestOf(text), bytes: text.length } }
  const index = { digest: digestOf(bytes), bytes: bytes.length, names, format: INDEX_FORMAT, ...hot }
  const [indexPath, hotPath] = folders.of(index)
  put(folders, bytes, indexPath!)
  if (hotPath !== undefined) put(folders, text, hotPath)
  return { index }
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Whole or not at all. */
function put(folders: Folders, bytes: Uint8Array, to: string): void {
  const folder = folders.work()
  try {
    const path = join(folder, 'file')
    writeWhole(path, bytes)
    renameSync(path, to)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Every name that devices are to know of the sources, in order. */
export function* unitedNames(
  lists: readonly Iterable<Entry>[],
  corrections: readonly CorrectedHost[],
): Generator<Attested> {
  yield* collapse(without(unite(lists), corrections.map(({ host }) => keyOf(host)).toSorted()))
}

/** Leaves out the hosts that are corrected, with everything under them: the correction says what they are. */
function* without(names: Iterable<Attested>, corrected: readonly string[]): Generator<Attested> {
  let at = 0
  for (const entry of names) {
    while (at < corrected.length && corrected[at]! < entry.key && !isWithin(entry.key, corrected[at]!)) at++
    const one = corrected[at]
    if (one === undefined || !isWithin(entry.key, one)) yield entry
  }
}

function indexOf(
  job: BuildJob,
  folders: Folders,
): { bytes: Uint8Array; names: number; chosen: readonly CarriedSegment[] } {
  const shipped = shippedLists()
  for (let salt = 0; ; salt++) {
    try {
      const builder = new IndexBuilder({ mustNotHit: mustNotHit(job), salt })
      const lists = job.lists.map((list) => wholeOf(list, folders))
      const hot = new HotNames({ known: (host) => shipped.categoriesOf(host) })
      let names = 0
      for (const { key, set, sources } of unitedNames(lists, job.corrections)) {
        const [host, categories] = [hostOf(key), categoriesIn(set)]
        // Somebody may have taken such a list all the same; no device would take it, nor anything after it.
        if (wouldStop(host, categories)) continue
        builder.add([host, categories])
        hot.add(host, categories, sources)
        names++
      }
      return { bytes: builder.finish(), names, chosen: hot.finish() }
    } catch (error) {
      if (!(error instanceof IndexError) || salt >= SALTS) throw error
    }
  }
}

/**
 * All of them, or it throws: a list that lost names on the disk must not look like one that is smaller on purpose.
 * Devices are told so of what comes of it.
 */
function* wholeOf({ digest, count }: ListInForce, folders: Folders): Generator<Entry> {
  let found = 0
  for (const entry of readNames(folders.names(digest))) {
    found++
    yield entry
  }
  if (found !== count) throw new Error(`${digest}: ${found} names are left of ${count}`)
}

function* mustNotHit(job: BuildJob): Generator<string> {
  for (const { host } of NEVER_BLOCK) yield host
  for (const [host] of hostsOf(CATALOGUE)) yield host
  yield* LIFELINE_HOSTS
  for (const { host } of job.corrections) yield host
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
