/**
 * What a worker looks after once it has started: keys that could not be wrapped yet, rows that nobody can open any
 * more, and space. Not on the way of the first row.
 */
import { withOpen } from '../disk/with-open.ts'
import type { StoredKey } from './database.ts'
import { MAX_ROWS, OVERFLOW_STEP } from './limits.ts'
import type { Outbox } from './outbox.ts'
import { runsOf } from './ranges.ts'
import type { ActivityStore } from './store.ts'
import { chooseVictims } from './victims.ts'

/**
 * Wraps the keys that wait for the server's seal key, and once more those of this session that are wrapped to an
 * earlier one: the school may have lost that, whether or not this device was there to be told. A key whose bytes went with its browser session is lost, and
 * its rows with it: they become `lost` rows. Returns how many row numbers were lost.
 */
export async function settleKeys(store: ActivityStore, now: number): Promise<number> {
  const { db } = store
  // In this order: a key is in session memory before it is in the database, so one seen here and absent there
  // is gone for good and not just younger than the look.
  const waiting = await withOpen(db, () => db.keys.filter((key) => !key.wrapped).toArray())
  const outdated = await outdatedKeys(store)
  const held = await store.keys.held()
  let lost = 0
  for (const key of [...waiting, ...outdated]) {
    if (held.has(key.id)) {
      const wrapped = await store.keys.wrap(key.id)
      if (wrapped) await withOpen(db, () => db.keys.update(key.id, { ...wrapped }))
      continue
    }
    // Whoever has the key that it was wrapped to can still open it: the server takes it as it is.
    if (key.wrapped) continue
    const seqs = await withOpen(db, () =>
      db.rows
        .where('seq')
        .between(key.first, key.last, true, true)
        .and((row) => row.key === key.id)
        .primaryKeys(),
    )
    const reason = 'the browser closed before the school server’s seal key was known'
    await store.lose(runsOf(seqs), reason, now, async () => db.keys.delete(key.id))
    lost += seqs.length
  }
  return lost
}

/** Keys wrapped to another seal key than the one in use. */
async function outdatedKeys({ db, keys }: ActivityStore): Promise<StoredKey[]> {
  const { sealedTo } = keys
  if (sealedTo === undefined) return []
  return withOpen(db, () => db.keys.filter(({ to }) => to !== undefined && to !== sealedTo).toArray())
}

/**
 * Makes room when more rows are kept than fit: copies of acknowledged ones first, then what `chooseVictims` says,
 * with `lost` rows in their place. Returns how many unsent rows were dropped.
 */
export async function makeRoom(
  store: ActivityStore,
  outbox: Outbox,
  now: number,
  most = MAX_ROWS,
  step = OVERFLOW_STEP,
): Promise<number> {
  const { db } = store
  const victims = await withOpen(db, async () => {
    const lowest = await db.rows.orderBy('seq').first()
    // The cheap bound first: counting walks the whole table.
    if (!lowest || (await store.highest()) - lowest.seq < most) return []
    const count = await db.rows.count()
    if (count <= most) return []
    const { acknowledged } = await outbox.onDisk()
    const excess = count - most + step
    const copies = await db.rows.where('seq').belowOrEqual(acknowledged).limit(excess).primaryKeys()
    await db.rows.bulkDelete(copies)
    if (count - copies.length <= most) return []
    const unsent = await db.rows
      .where('seq')
      .above(acknowledged)
      .limit(SCAN * step)
      .toArray()
    return chooseVictims(unsent, excess - copies.length)
  })
  if (victims.length > 0) await store.lose(victims, 'no room left on the device', now)
  return victims.reduce((n, run) => n + run.to - run.from + 1, 0)
}

/** How many steps' worth of the oldest rows are looked at for victims. */
const SCAN = 10

/** A backlog up to this size is looked through for missing numbers at every start; it takes milliseconds. */
const QUICKLY_COUNTED = 5_000

/**
 * Once after a worker has started, when the seal key (if any) has been given. A large backlog is not looked through
 * here, because writers would wait for it: if a number is missing there, delivery notices that the server's count
 * stands still.
 */
export async function settle(store: ActivityStore, outbox: Outbox, now: number): Promise<void> {
  await settleKeys(store, now)
  const backlog = (await store.highest()) - (await outbox.acknowledged())
  if (backlog <= QUICKLY_COUNTED) await outbox.reconcile(now)
}
