/** For this room's tests: a disk that takes nothing more. */
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { vi } from 'vitest'
import type { KerbDatabase } from './database.ts'

/** Takes all room, so that each write fails, and gives it back. */
export function fill(
  refuse = (): never => {
    throw new DOMException('', 'QuotaExceededError')
  },
): () => void {
  const { prototype } = IDBObjectStore
  const spies = (['put', 'add', 'delete'] as const).map((name) =>
    vi.spyOn(prototype, name).mockImplementation(refuse),
  )
  return () => spies.forEach((spy) => spy.mockRestore())
}

/** As Chromium does it: the first write that finds no room closes the database, and it cannot be opened again. */
export function fillAndClose(db: KerbDatabase): () => void {
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 5e6, quota: 5e6 }) } })
  const opening = vi.spyOn(IDBFactory.prototype, 'open')
  const empty = fill(() => {
    opening.mockImplementation(() => {
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError')
    })
    db.close({ disableAutoOpen: false })
    throw new DOMException('Connection is closing because of: IO error', 'UnknownError')
  })
  return () => {
    empty()
    opening.mockRestore()
  }
}
