/**
 * A disk of the browser's profile that can be full: a file system in memory, of a size of its own, mounted in the
 * browser's private name space alone. What a test fills is nobody else's room, and it is gone with the browser.
 */
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What a browser keeps beside its extensions' storage fits twice. */
const MEGABYTES = 96

/** Where the browser keeps everything but its port and our log. */
const folderOf = (profile: string): string => join(profile, 'Default')

interface Run {
  readonly command: string
  readonly args: readonly string[]
}

/** A browser's command with the disk under it, for where it may be mounted. */
export function onSmallDisk(profile: string, { command, args }: Run): Run {
  const folder = folderOf(profile)
  mkdirSync(folder, { recursive: true })
  const script = 'set -e; mount -t tmpfs -o "size=$1" tmpfs "$2"; shift 2; exec "$@"'
  return { command: 'sh', args: ['-c', script, 'sh', `${MEGABYTES}m`, folder, command, ...args] }
}

/** A database that was closed tidies up when it is opened again. Milliseconds. */
const SET_FREE_MS = 50

const isFull = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOSPC'

/** The disk of a running browser, seen through its process. */
export class SmallDisk {
  readonly #file: string
  #keeping: ReturnType<typeof setInterval> | undefined

  constructor(pid: number, profile: string) {
    this.#file = join(`/proc/${pid}/root`, folderOf(profile), 'filled')
  }

  /** Takes all the room there is, and what the browser itself sets free, until it is emptied. */
  fill(): void {
    this.#take()
    this.#keeping ??= setInterval(() => this.#take(), SET_FREE_MS)
  }

  /** Gives it all back. */
  empty(): void {
    clearInterval(this.#keeping)
    this.#keeping = undefined
    rmSync(this.#file, { force: true })
  }

  #take(): void {
    const file = openSync(this.#file, 'a')
    try {
      for (const size of [1 << 20, 1 << 12, 1]) takeAll(file, Buffer.alloc(size))
    } finally {
      closeSync(file)
    }
  }
}

function takeAll(file: number, piece: Buffer): void {
  try {
    for (;;) writeSync(file, piece)
  } catch (error) {
    if (!isFull(error)) throw error
  }
}
