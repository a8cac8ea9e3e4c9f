/** `node verifier/verify.mjs`, in the folder of a pack: says whether it is whole, and the PDF that it came in if one is named. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { verdictOf, verifyPack } from './pack.ts'
import { isPdf } from './pdf.ts'

const [, , named] = process.argv
const pdf = named?.toLowerCase().endsWith('.pdf') ? readFileSync(named) : null
const folder = (pdf ? undefined : named) ?? join(import.meta.dirname, '..')
if (pdf && !isPdf(pdf)) throw new Error(`${named} is no PDF`)

const found = verifyPack((name) => {
  // Names come from the pack itself: none leads out of it.
  if (!/^[\w-]+(\/[\w-]+)?(\.[\w]+)*$/.test(name)) return null
  try {
    return readFileSync(join(folder, name))
  } catch {
    return null // Missing, which is told.
  }
}, pdf)
process.stdout.write(`${verdictOf(found)}\n`)
if (found.problems.length > 0) process.exitCode = 1
