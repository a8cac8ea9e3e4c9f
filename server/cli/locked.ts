/** `npm run locked -- <what>`: loads hashed lists of illegal content into the locked slot. Nothing else does. */
import { readFileSync } from 'node:fs'
import { readLockedSource } from '../../lib/lists/locked/source.ts'
import { loadLocked, lockedLists } from '../lists/locked.ts'
import { CommandError, run, say } from './run.ts'

const USAGE = `npm run locked -- load <file> [--smaller]   take this list in place of the one of its name
npm run locked -- status                    which lists are loaded, and how many entries each has`

await run(async (command, [what, ...rest]) => {
  if (what === 'status') {
    const lists = await lockedLists(command)
    if (lists.length === 0) say('No list is loaded.')
    for (const { id, category, entries } of lists) say(`${id}  ${category}  ${entries} entries`)
    return
  }
  const file = rest.find((one) => !one.startsWith('--'))
  if (what !== 'load' || file === undefined) throw new CommandError(USAGE)
  const read = readLockedSource(readFileSync(file, 'utf8'))
  if (!read.ok) throw new CommandError(read.problems.join('\n'))
  const { source } = read
  const done = await loadLocked(command, source, { smaller: rest.includes('--smaller') })
  if (source.badLines.length > 0) say(`${source.badLines.length} lines are no entry and were left out.`)
  if (done.refused.length > 0)
    say(`Left out, because they would close what must stay open: entries ${done.refused.join(', ')}.`)
  say(`${source.id}: ${done.entries} entries, ${done.before} before. Devices take them within a minute.`)
})
