/**
 * Writes what the worker reads of the hand-written catalogue, never-block set and lifelines:
 * `assets/shipped-lists.json` and `assets/lifeline-tells.json`.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { storeTells, tellsOf } from '../lib/activity/lifeline-tells.ts'
import { CATALOGUE, NEVER_BLOCK } from '../lib/lists/catalogue-files.ts'
import { compactLists, writeCompact } from '../lib/lists/compact.ts'
import { LIFELINE_HOSTS, LIFELINES } from '../lib/lists/lifelines.ts'

const path = join(import.meta.dirname, '../assets/shipped-lists.json')
writeFileSync(path, writeCompact(compactLists(CATALOGUE, NEVER_BLOCK, LIFELINE_HOSTS)))
console.log(path)

const tells = join(import.meta.dirname, '../assets/lifeline-tells.json')
writeFileSync(tells, `${JSON.stringify(storeTells(tellsOf(LIFELINES, LIFELINE_HOSTS)), null, 2)}\n`)
console.log(tells)
