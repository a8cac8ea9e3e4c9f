/** Fakes of the worker's ports, for its unit tests. */
import type { SessionPort } from '../navigation/ports.ts'
import { carefulLocal, carefulSession } from './careful-storage.ts'
import { Faults } from './faults.ts'
import { Problems } from './problems.ts'
import type { Problem } from './problems.ts'

export const FULL = Object.assign(new Error('https://secret.test/ QUOTA_BYTES quota exceeded'), {
  name: 'Error',
})

/** A browser's storages: what is in them outlives a worker, and they can refuse to read or to write. */
export class FakeStorage {
  readonly disk = new Map<string, unknown>()
  memory = new Map<string, unknown>()
  readFails = false
  writeFails = false

  readonly rawLocal = {
    get: async (keys: string[]): Promise<Record<string, unknown>> => {
      if (this.readFails) throw new Error('could not be read')
      return Object.fromEntries(
        keys.flatMap((key) => (this.disk.has(key) ? [[key, this.disk.get(key)]] : [])),
      )
    },
    set: async (items: Record<string, unknown>): Promise<void> => {
      if (this.writeFails) throw FULL
      for (const [key, value] of Object.entries(items)) this.disk.set(key, structuredClone(value))
    },
  }

  readonly rawSession: SessionPort = {
    get: async <T>(key: string): Promise<T | undefined> => {
      if (this.readFails) throw new Error('could not be read')
      return this.memory.get(key) as T | undefined
    },
    set: async (key, value) => {
      if (this.writeFails) throw FULL
      this.memory.set(key, structuredClone(value))
    },
  }

  closeBrowser(): void {
    this.memory = new Map()
  }
}

/** What every part of a worker leans on, over the same storage. */
export function ground(storage = new FakeStorage()) {
  const appeared: Problem[] = []
  const problems = new Problems((problem) => appeared.push(problem), storage.rawSession)
  const faults = new Faults(problems)
  const local = carefulLocal(storage.rawLocal, faults)
  const session = carefulSession(storage.rawSession, faults)
  return { storage, appeared, problems, faults, local, session }
}
