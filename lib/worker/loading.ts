/**
 * What a fresh worker reads before it judges: each by itself. What cannot be read leaves its part as it was made,
 * and is read again each minute; with nothing read at all, the strict baseline holds.
 */
import type { Faults } from './faults.ts'

export class Loading {
  private readonly waiting: Map<string, () => Promise<unknown>>
  private readonly faults: Faults

  constructor(loads: Readonly<Record<string, () => Promise<unknown>>>, faults: Faults) {
    this.waiting = new Map(Object.entries(loads))
    this.faults = faults
  }

  /** Reads what has not been read yet. Never rejects. */
  async run(): Promise<void> {
    await Promise.all(
      [...this.waiting].map(async ([name, load]) => {
        if (await this.faults.run(`read-${name}`, load)) this.waiting.delete(name)
      }),
    )
  }
}
