import { Dexie } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { withOpen } from './with-open.ts'

/** A disk on which databases can be opened, or not. */
function disk() {
  const state = { full: false }
  const factory = new IDBFactory()
  const real = factory.open.bind(factory)
  factory.open = (...given) => {
    if (!state.full) return real(...given)
    throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError')
  }
  const db = new Dexie('test', { indexedDB: factory, IDBKeyRange })
  db.version(1).stores({ things: 'id' })
  const put = () => db.table('things').put({ id: 1 })
  return { state, db, put }
}

test('a database that was closed and could not be opened on a full disk is opened when there is room', async () => {
  const { state, db, put } = disk()
  await withOpen(db, put)
  db.close({ disableAutoOpen: false })
  state.full = true
  await expect(withOpen(db, put)).rejects.toThrow('backing store')
  state.full = false
  // Dexie by itself goes on refusing it.
  await expect(put()).rejects.toThrow('backing store')
  expect(await withOpen(db, put)).toBe(1)
})

test('what is wrong with the work itself is told, and it is not done twice', async () => {
  const { db } = disk()
  let turns = 0
  const work = async () => {
    turns += 1
    throw new TypeError('x')
  }
  await expect(withOpen(db, work)).rejects.toThrow(TypeError)
  expect(turns).toBe(1)
})
