/**
 * The locked slot on the server: hashed lists of illegal content, loaded by a command of whoever runs the server and by
 * nothing else (locked-removal.ts takes one out). No route of the console reads it, changes it or says what is on it;
 * devices are given hashes under a key of the school's.
 */
import { randomBytes } from 'node:crypto'
import { MAX_SHRINK } from '../../lib/lists/canaries.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import { withoutProtected } from '../../lib/lists/locked/protected.ts'
import { countOf, packEntries } from '../../lib/lists/locked/records.ts'
import type { LockedSource } from '../../lib/lists/locked/source.ts'
import { toBase64url } from '../../lib/protocol/bytes.ts'
import {
  type LockedDocument,
  lockedDocumentSchema,
  MOST_LOCKED_LISTS,
} from '../../lib/protocol/locked-document.ts'
import type { Version } from '../../lib/policy/document.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { epochOf } from '../keys/epoch.ts'
import { PLACE_OF } from '../keys/vault.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** Said to whoever loads a list that is not taken. */
export class LockedRefused extends Error {
  override readonly name = 'LockedRefused'
}

interface Loaded {
  readonly version: Version
  /** Entries that devices are given. */
  readonly entries: number
  /** How many there were of this list before. */
  readonly before: number
  /** Numbers of entries that would close a registry, a helpline or what lessons stand on. */
  readonly refused: readonly number[]
}

const newest = (db: Database) =>
  db.selectFrom('locked_documents').orderBy('epoch', 'desc').orderBy('number', 'desc')

/** Which lists are in force; undefined while none was ever loaded. */
export const lockedVersion = (db: Database): Promise<Version | undefined> =>
  newest(db).select(['epoch', 'number']).executeTakeFirst()

/** What devices are given. */
export async function lockedInForce({ db, vault }: Parts): Promise<LockedDocument | undefined> {
  const row = await newest(db).selectAll().executeTakeFirst()
  if (row === undefined) return undefined
  const text = vault.open(row.payload, PLACE_OF.locked(row.epoch, row.number))
  return lockedDocumentSchema.parse(JSON.parse(text))
}

/**
 * Takes a list in place of the one of its name. Throws `LockedRefused` where more than a fifth of it would be gone and
 * nobody said that this is meant, and where nothing of it is left: that is no way to take a list out.
 */
export async function loadLocked(
  parts: Parts,
  source: LockedSource,
  { smaller = false, now = Date.now() } = {},
): Promise<Loaded> {
  const { kept, refused } = withoutProtected(source, shippedLists())
  // Two that are loaded at once: the second reads what the first has written.
  return within(parts.db, (db) => mergeIn({ ...parts, db }, source, { kept, refused, smaller, now }))
}

interface Merge extends Pick<Loaded, 'refused'> {
  readonly kept: Parameters<typeof packEntries>[0]
  readonly smaller: boolean
  readonly now: number
}

async function mergeIn(
  parts: Parts,
  source: LockedSource,
  { kept, refused, smaller, now }: Merge,
): Promise<Loaded> {
  const held = await lockedInForce(parts)
  const before = countIn(held, source.id)
  if (kept.length === 0) throw new LockedRefused('None of its entries can be taken.')
  if (!smaller && kept.length < before * (1 - MAX_SHRINK))
    throw new LockedRefused(
      `It shrinks from ${before} entries to ${kept.length}. If that is meant, load it with --smaller.`,
    )
  const key = held?.key ?? toBase64url(randomBytes(32))
  const list = {
    id: source.id,
    category: source.category,
    ...(source.salt && { salt: toBase64url(source.salt) }),
    entries: toBase64url(packEntries(kept, Buffer.from(key, 'base64url'))),
  }
  const lists = [...(held?.lists ?? []).filter(({ id }) => id !== source.id), list]
  if (lists.length > MOST_LOCKED_LISTS)
    throw new LockedRefused(`There are ${MOST_LOCKED_LISTS} lists already.`)
  const removed = held?.removed?.filter((id) => id !== source.id)
  const version = await put(parts, { key, lists, removed }, now)
  await note(parts.db, 'command', 'load-locked-list', `${source.id}: ${kept.length} entries`)
  return { version, entries: kept.length, before, refused }
}

/** The same lists again under a number above every earlier one: after a backup was restored. */
export async function renewLocked(parts: Parts, now = Date.now()): Promise<Version | undefined> {
  return within(parts.db, async (db) => {
    const held = await lockedInForce({ ...parts, db })
    return held && put({ ...parts, db }, held, now)
  })
}

/** The lists without this one, for good. In the caller's transaction; throws where there is no such list. */
export async function withoutLocked(parts: Parts, id: string, now: number): Promise<Version> {
  const held = await needLocked(parts, id)
  const lists = held.lists.filter((list) => list.id !== id)
  // The oldest goes where there is no room: a device that has held on to it for so long is told by hand.
  const removed = [...(held.removed ?? []), id].slice(-MOST_LOCKED_LISTS)
  return put(parts, { key: held.key, lists, removed }, now)
}

/** What devices are given, with this list in it. Throws `LockedRefused` where it is not. */
export async function needLocked(parts: Parts, id: string): Promise<LockedDocument> {
  const held = await lockedInForce(parts)
  if (!held?.lists.some((list) => list.id === id)) throw new LockedRefused(`There is no list “${id}”.`)
  return held
}

/** Each list with how many entries it has. */
export async function lockedLists(
  parts: Parts,
): Promise<{ id: string; category: string; entries: number }[]> {
  const held = await lockedInForce(parts)
  return (held?.lists ?? []).map(({ id, category }) => ({ id, category, entries: countIn(held, id) }))
}

const countIn = (document: LockedDocument | undefined, list: string): number =>
  countOf(Buffer.from(document?.lists.find(({ id }) => id === list)?.entries ?? '', 'base64url'))

async function put(
  { db, vault }: Parts,
  { key, lists, removed = [] }: Pick<LockedDocument, 'key' | 'lists' | 'removed'>,
  now: number,
): Promise<Version> {
  return within(db, async (trx) => {
    const epoch = await epochOf(trx)
    const last = await lockedVersion(trx)
    const version = { epoch, number: last?.epoch === epoch ? last.number + 1 : 1 }
    const document: LockedDocument = {
      version,
      issuedAt: now,
      key,
      lists,
      ...(removed.length > 0 && { removed }),
    }
    const payload = vault.seal(JSON.stringify(document), PLACE_OF.locked(version.epoch, version.number))
    // The newest alone is kept: nobody goes back to what was on such a list.
    await trx.deleteFrom('locked_documents').execute()
    await trx
      .insertInto('locked_documents')
      .values({ ...version, loaded: now, payload })
      .execute()
    return version
  })
}
