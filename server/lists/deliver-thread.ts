/** The thread that works out what has changed between two files: seconds of work at six million names. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { hotChange } from '../../lib/lists/hot-file.ts'
import { makeDelta } from '../../lib/lists/index/delta.ts'
import { IndexError } from '../../lib/lists/index/error.ts'
import { answering } from '../threads/answering.ts'
import { inTurn } from '../threads/in-turn.ts'
import type { DeltaJob } from './deliver.ts'

answering(inTurn(write))

async function write({ kind, from, to, out }: DeltaJob): Promise<null> {
  const [old, next] = await Promise.all([readFile(from), readFile(to)])
  const delta =
    kind === 'hot'
      ? hotChange(old.toString('utf8'), next.toString('utf8'))
      : deltaOf(new Uint8Array(old), new Uint8Array(next))
  if (delta === undefined) return null
  const fresh = `${out}.fresh`
  await writeFile(fresh, delta)
  await rename(fresh, out)
  return null
}

/** Undefined where one of them is no index of this format, as files from before an update of Kerb are not. */
function deltaOf(old: Uint8Array, next: Uint8Array): Uint8Array | undefined {
  try {
    return makeDelta(old, next)
  } catch (error) {
    if (error instanceof IndexError) return undefined
    throw error
  }
}
