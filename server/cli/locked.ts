/** `npm run locked -- <what>`: loads hashed lists of illegal content, and takes them out. Nothing else does. */
import { readFileSync } from 'node:fs'
import { readLockedSource } from '../../lib/lists/locked/source.ts'
import { keepLocked, removalsOf, removeLocked } from '../lists/locked-removal.ts'
import { loadLocked, lockedLists } from '../lists/locked.ts'
import { type Command, CommandError, run, say } from './run.ts'

const USAGE = `npm run locked -- load <file> [--smaller]   take this list in place of the one of its name
npm run locked -- status                    which lists are loaded, and how many entries each has
npm run locked -- remove <list>             take this list out: the safeguarding leads are told, and three days
                                            later the same command does it
npm run locked -- keep <list>               do not take it out after all`

await run(async (command, [what, ...rest]) => {
  if (what === 'status') return status(command)
  const named = rest.find((one) => !one.startsWith('--'))
  if (named === undefined) throw new CommandError(USAGE)
  if (what === 'remove') return remove(command, named)
  if (what === 'keep') {
    await keepLocked(command, named)
    return say(`${named} stays.`)
  }
  if (what !== 'load') throw new CommandError(USAGE)
  return load(command, named, rest.includes('--smaller'))
})

async function status(command: Command): Promise<void> {
  const lists = await lockedLists(command)
  const removals = await removalsOf(command.db)
  if (lists.length === 0) say('No list is loaded.')
  for (const { id, category, entries } of lists) {
    const from = removals.get(id)
    const said = from === undefined ? '' : `  may be taken out from ${timeOf(from)}`
    say(`${id}  ${category}  ${entries} entries${said}`)
  }
}

async function remove(command: Command, list: string): Promise<void> {
  const { state, from } = await removeLocked(command, list)
  if (state === 'done') return say(`${list} is taken out. Devices let go of it within a minute.`)
  say(
    state === 'asked'
      ? 'The safeguarding leads are told by mail, where the school has mail set up: speak to them as well.'
      : 'This was asked for before.',
  )
  say(`Until then the list stays in force. Run the same command from ${timeOf(from)} on to take it out.`)
}

const timeOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ') + ' UTC'

async function load(command: Command, file: string, smaller: boolean): Promise<void> {
  const read = readLockedSource(readFileSync(file, 'utf8'))
  if (!read.ok) throw new CommandError(read.problems.join('\n'))
  const { source } = read
  const done = await loadLocked(command, source, { smaller })
  if (source.badLines.length > 0) say(`${source.badLines.length} lines are no entry and were left out.`)
  if (done.refused.length > 0)
    say(`Left out, because they would close what must stay open: entries ${done.refused.join(', ')}.`)
  say(`${source.id}: ${done.entries} entries, ${done.before} before. Devices take them within a minute.`)
}
