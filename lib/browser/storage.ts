/** The three storages. Values read back are checked by the caller with its own schema. */
import { api } from './api.ts'

interface Area {
  get(keys: string[]): Promise<Record<string, unknown>>
  set(items: Record<string, unknown>): Promise<void>
}

const area = (storage: chrome.storage.StorageArea): Area => ({
  get: (keys) => storage.get(keys),
  set: (items) => storage.set(items),
})

/** Survives restarts and updates; lies on the disk in clear. */
export const local = area(api.storage.local)

/** Lives as long as the browser session; memory only, never on disk. */
export const session = {
  async get<T>(key: string): Promise<T | undefined> {
    return (await api.storage.session.get(key))[key] as T | undefined
  },
  async set(key: string, value: unknown): Promise<void> {
    await api.storage.session.set({ [key]: value })
  },
}

/** What the school's browser management gives. `{}` never means "no policy": values may be seconds late. */
export const managed = {
  get: (): Promise<Record<string, unknown>> => api.storage.managed.get(null),
}
