/** An update read into a file of names, counted, compared with the one in force, and judged. */
import { createReadStream, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { shippedLists } from '../../lib/lists/load.ts'
import type { CategoryId } from '../../lib/policy/categories.ts'
import { Refusal } from '../errors.ts'
import { Folders } from './folders.ts'
import { Gatherer } from './gather.ts'
import type { Counts, ReadDone, ReadJob } from './jobs.ts'
import { problemsOf, WATCHED } from './judge.ts'
import { compare } from './names/compare.ts'
import { categoriesIn } from './names/entry.ts'
import { NamesWriter, readNames } from './names/file.ts'
import { hostOf, isNumber, keyOf } from './names/key.ts'
import { Sorter } from './names/sorter.ts'
import { readParts } from './read.ts'
import { unpack } from './unpack.ts'

/** Lines that mean nothing, out of all, from which on it is no list but something else. */
const NO_LIST = 0.9
const FEW_LINES = 5

export async function read(job: ReadJob): Promise<ReadDone> {
  const folders = new Folders(job.dataDir)
  const folder = folders.work()
  try {
    const bytes = statSync(job.file).size
    const gatherer = new Gatherer(new Sorter(folder), job.mapping, shippedLists())
    await readParts(unpack(createReadStream(job.file), bytes), job, gatherer)
    if (gatherer.lines > FEW_LINES && gatherer.bad > gatherer.lines * NO_LIST)
      throw new Refusal(422, 'list-unreadable', 'Hardly a line could be read: is the format the right one?')
    const { path, digest, watched, ...found } = write(folder, gatherer)
    renameSync(path, folders.names(digest))
    const { previous, isMeant } = job
    // A database may be restored without the names: then there is nothing to compare with, and counts must do.
    const change =
      previous && existsSync(folders.names(previous.digest))
        ? shortly(compare(readNames(folders.names(previous.digest)), readNames(folders.names(digest))))
        : null
    const { groups, leftOut, lines, bad } = gatherer
    const judged = { ...found, lines, bad, watched }
    const problems = problemsOf(judged, isMeant ? null : (previous?.counts ?? null))
    return { digest, counts: { bytes, ...found, groups, leftOut, lines, change }, problems }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const shortly = ({ added, removed, moved }: NonNullable<Counts['change']>): Counts['change'] => ({
  added,
  removed,
  moved,
})

const WATCHED_KEYS = new Map([...WATCHED].map((host) => [keyOf(host), host]))

function write(folder: string, gatherer: Gatherer) {
  const path = join(folder, 'names')
  const writer = new NamesWriter(path)
  const bySet = new Map<string, number>()
  const watched = new Map<string, readonly CategoryId[]>()
  let addresses = 0
  for (const entry of gatherer.names()) {
    writer.put(entry)
    bySet.set(entry.set, (bySet.get(entry.set) ?? 0) + 1)
    if (isNumber(entry.key)) addresses++
    if (WATCHED_KEYS.has(entry.key)) watched.set(hostOf(entry.key), categoriesIn(entry.set))
  }
  return {
    path,
    digest: writer.finish(),
    names: writer.count,
    addresses,
    watched,
    segments: perCategory(bySet),
  }
}

function perCategory(bySet: ReadonlyMap<string, number>): Counts['segments'] {
  const counts = new Map<CategoryId, number>()
  for (const [set, names] of bySet)
    for (const category of categoriesIn(set)) counts.set(category, (counts.get(category) ?? 0) + names)
  return [...counts].map(([category, names]) => ({ category, names })).sort((a, b) => b.names - a.names)
}
