/** The thread that works out what has changed between two index files: seconds of work at six million names. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { makeDelta } from '../../lib/lists/index/delta.ts'
import { answering } from '../threads/answering.ts'
import { inTurn } from '../threads/in-turn.ts'
import type { DeltaJob } from './deliver.ts'

answering(inTurn(write))

async function write({ from, to, out }: DeltaJob): Promise<null> {
  const [old, next] = await Promise.all([readFile(from), readFile(to)])
  const fresh = `${out}.fresh`
  await writeFile(fresh, makeDelta(new Uint8Array(old), new Uint8Array(next)))
  await rename(fresh, out)
  return null
}
