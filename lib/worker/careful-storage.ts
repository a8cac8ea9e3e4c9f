/**
 * The browser's storages, for callers that have more to do than to write: a write that fails (a full disk) is told
 * of and tried again each minute, and never keeps what belongs to it from happening.
 */
import type { SessionPort } from '../navigation/ports.ts'
import type { Faults } from './faults.ts'

/** What survives restarts. */
export interface LocalPort {
  /** May reject. */
  get(keys: string[]): Promise<Record<string, unknown>>
  /** Never rejects. Resolves with whether the items are on the disk. */
  set(items: Record<string, unknown>): Promise<boolean>
}

class CarefulWrites {
  private readonly name: string
  private readonly write: (items: Record<string, unknown>) => Promise<void>
  private readonly faults: Faults
  private readonly unwritten = new Map<string, unknown>()

  constructor(name: string, write: (items: Record<string, unknown>) => Promise<void>, faults: Faults) {
    this.name = name
    this.write = write
    this.faults = faults
  }

  async set(items: Record<string, unknown>): Promise<boolean> {
    try {
      await this.write(items)
      for (const key of Object.keys(items)) this.unwritten.delete(key)
      if (this.unwritten.size === 0) this.faults.clear(this.name)
      return true
    } catch (error) {
      for (const [key, value] of Object.entries(items)) this.unwritten.set(key, value)
      this.faults.note(this.name, error)
      return false
    }
  }

  /** Each by itself: one that is too large must not keep the others out. */
  async retry(): Promise<void> {
    for (const [key, value] of this.unwritten) await this.set({ [key]: value })
  }
}

export interface Retried {
  /** Tries again what could not be written. Never rejects. */
  retry(): Promise<void>
}

export function carefulLocal(
  port: { get: LocalPort['get']; set(items: Record<string, unknown>): Promise<void> },
  faults: Faults,
): LocalPort & Retried {
  const writes = new CarefulWrites('write-local', (items) => port.set(items), faults)
  return {
    get: (keys) => port.get(keys),
    set: (items) => writes.set(items),
    retry: () => writes.retry(),
  }
}

/** As `carefulLocal`, for what ends with the browser session: `set` never rejects, `get` may. */
export function carefulSession(port: SessionPort, faults: Faults): SessionPort & Retried {
  const write = async (items: Record<string, unknown>): Promise<void> => {
    await Promise.all(Object.entries(items).map(([key, value]) => port.set(key, value)))
  }
  const writes = new CarefulWrites('write-session', write, faults)
  return {
    get: (key) => port.get(key),
    set: async (key, value) => void (await writes.set({ [key]: value })),
    retry: () => writes.retry(),
  }
}
