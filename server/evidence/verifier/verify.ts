/** `node verifier/verify.mjs`, in the folder of a pack: says whether it is whole. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verdictOf, verifyPack } from './pack.ts'

const folder = process.argv[2] ?? join(import.meta.dirname, '..')

const found = verifyPack((name) => {
  // Names come from the pack itself: none leads out of it.
  if (!/^[\w-]+(\/[\w-]+)?(\.[\w]+)*$/.test(name)) return null
  try {
    return readFileSync(join(folder, name))
  } catch {
    return null // Missing, which is told.
  }
})
process.stdout.write(`${verdictOf(found)}\n`)
if (found.problems.length > 0) process.exitCode = 1
