/** The thread that reads, compares and unites lists. One job at a time: each may take a good part of the memory. */
import { suffixesOf } from '../../lib/lists/host.ts'
import { answering } from '../threads/answering.ts'
import { inTurn } from '../threads/in-turn.ts'
import { build } from './build-job.ts'
import { Folders } from './folders.ts'
import type { DiffJob, ListDone, ListJob, LookDone, LookJob } from './jobs.ts'
import { compare } from './names/compare.ts'
import { categoriesIn } from './names/entry.ts'
import { readNames } from './names/file.ts'
import { hostOf, keyOf } from './names/key.ts'
import { read } from './read-job.ts'

async function work(job: ListJob): Promise<ListDone> {
  if (job.what === 'read') return read(job)
  if (job.what === 'build') return build(job)
  return job.what === 'diff' ? diff(job) : look(job)
}

function diff({ dataDir, from, to }: DiffJob): ListDone {
  const folders = new Folders(dataDir)
  return compare(from === null ? [] : readNames(folders.names(from)), readNames(folders.names(to)))
}

function look({ dataDir, names, host }: LookJob): readonly (readonly LookDone[])[] {
  const folders = new Folders(dataDir)
  const wanted = new Set([...suffixesOf(host)].map(keyOf))
  // Whatever comes after the host itself cannot be a parent of it.
  const end = keyOf(host)
  return names.map((digest) => {
    const found: LookDone[] = []
    for (const { key, set } of readNames(folders.names(digest))) {
      if (key > end) break
      if (wanted.has(key)) found.push({ under: hostOf(key), categories: categoriesIn(set) })
    }
    return found
  })
}

answering(inTurn(work))
