/**
 * Which of the browser's downloads have been let through, and since when all have been looked at: on the disk, so that a
 * file that landed while no worker lived is found, and one that was rightly saved is never touched.
 */
import type { LocalPort } from './careful-storage.ts'
import { z } from '../zod.ts'

const KEY = 'downloads-settled'
const MOST = 1_000

const settledSchema = z.object({ since: z.number(), ids: z.array(z.int()) })

export class SettledDownloads {
  private readonly local: LocalPort
  private readonly wall: () => number
  private since = Number.POSITIVE_INFINITY
  private ids: ReadonlySet<number> = new Set()

  /** @param wall the device's own clock, by which the browser dates downloads */
  constructor(local: LocalPort, wall: () => number) {
    this.local = local
    this.wall = wall
  }

  async load(): Promise<void> {
    const read = settledSchema.safeParse((await this.local.get([KEY]))[KEY])
    this.ids = new Set([...(read.data?.ids ?? []), ...this.ids])
    // Before Kerb was there, nobody was asked: what was saved then is none of its business.
    this.since = read.data?.since ?? this.wall()
    if (!read.success) await this.keep()
  }

  has(id: number): boolean {
    return this.ids.has(id)
  }

  async add(id: number): Promise<void> {
    this.ids = new Set([...this.ids, id].slice(-MOST))
    await this.keep()
  }

  /** From where a look has to begin. */
  get from(): number {
    return this.since
  }

  /** Everything before has been looked at. */
  async lookedAt(until: number): Promise<void> {
    if (until <= this.since) return
    this.since = until
    await this.keep()
  }

  private async keep(): Promise<void> {
    await this.local.set({ [KEY]: { since: this.since, ids: [...this.ids] } })
  }
}
