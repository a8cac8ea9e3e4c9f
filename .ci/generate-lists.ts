/** Writes `assets/shipped-lists.json` from the hand-written catalogue, never-block set and lifelines. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE, NEVER_BLOCK } from '../lib/lists/catalogue-files.ts'
import { compactLists, writeCompact } from '../lib/lists/compact.ts'
import { LIFELINE_HOSTS } from '../lib/lists/lifelines.ts'

const path = join(import.meta.dirname, '../assets/shipped-lists.json')
writeFileSync(path, writeCompact(compactLists(CATALOGUE, NEVER_BLOCK, LIFELINE_HOSTS)))
console.log(path)
