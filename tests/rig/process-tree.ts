/** Ends exactly one process tree of ours: never by name, never anybody else's. */
import { readFileSync, readdirSync } from 'node:fs'
import { until } from './until.ts'

interface Entry {
  readonly pid: number
  readonly parent: number
  readonly session: number
  readonly state: string
}

function readEntry(name: string): Entry | null {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
    // The name in brackets may hold spaces and brackets: fields start after the last one.
    const [state = '', parent, , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { pid: Number(name), parent: Number(parent), session: Number(session), state }
  } catch {
    // It ended between the listing and the look.
    return null
  }
}

const processes = (): Entry[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(readEntry)
    .filter((entry) => entry !== null)

/** Living members of the tree: everything in the leader's session, and all their descendants. */
export function members(leader: number): number[] {
  const all = processes().filter((entry) => entry.state !== 'Z')
  const found = new Set(
    all.filter((entry) => entry.pid === leader || entry.session === leader).map((e) => e.pid),
  )
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const entry of all) if (found.has(entry.parent)) found.add(entry.pid)
  }
  return [...found]
}

/** Signals the whole tree at once: SIGSTOP is a device that falls asleep, SIGCONT one that wakes. */
export function signalTree(leader: number, signal: NodeJS.Signals): number[] {
  const pids = members(leader)
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      // Gone already, which is what we want.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  return pids
}

/** Signals the whole tree at once and waits until nothing of it lives. */
export async function endTree(leader: number, signal: NodeJS.Signals): Promise<void> {
  const pids = signalTree(leader, signal)
  const alive = (): number[] => {
    const now = new Set(
      processes()
        .filter((entry) => entry.state !== 'Z')
        .map((entry) => entry.pid),
    )
    return pids.filter((pid) => now.has(pid))
  }
  await until(() => alive().length === 0, {
    what: `the end of process ${leader} and its children`,
    within: 60_000,
  })
}
