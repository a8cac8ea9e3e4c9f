/** Since when this profile has been here: one of a shared device that is there on another day was not thrown away. */
import { z } from '../zod.ts'
import type { LocalPort } from './careful-storage.ts'

const KEY = 'profile'
const ageSchema = z.object({ since: z.number(), again: z.optional(z.number()) })
type Age = z.infer<typeof ageSchema>

export class ProfileAge {
  readonly #local: LocalPort
  readonly #now: () => number

  /** @param now the device's own clock, epoch milliseconds */
  constructor(local: LocalPort, now: () => number) {
    this.#local = local
    this.#now = now
  }

  /** Kerb was installed here, or the browser was started with it. */
  async started(): Promise<void> {
    const age = await this.read()
    const at = this.#now()
    await this.#local.set({ [KEY]: age === undefined ? { since: at } : { since: age.since, again: at } })
  }

  async read(): Promise<Age | undefined> {
    const read = ageSchema.safeParse((await this.#local.get([KEY]))[KEY])
    return read.success ? read.data : undefined
  }
}
