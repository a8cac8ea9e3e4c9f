// Temporary folders of tests in memory. A school's database writes every row through to the disk, and a browser its whole
// profile: a thousand of both in one run wait for a disk that proves nothing.
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

const MEMORY = '/dev/shm'
/** Bytes: what a run has in its folders at one time is a tenth of it. */
const ROOM = 4 * 2 ** 30

/** Environment in which temporary folders lie in memory, until this process ends; nothing where there is no room. */
export function inMemory() {
  try {
    const { bavail, bsize } = statfsSync(MEMORY)
    // What lies there takes the memory that browsers need.
    if (bavail * bsize < ROOM || process.availableMemory() < 2 * ROOM) return {}
    const folder = mkdtempSync(join(MEMORY, 'kerb-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    return { TMPDIR: folder }
  } catch {
    // Another system, or a place that is not ours: on the disk it takes longer.
    return {}
  }
}
