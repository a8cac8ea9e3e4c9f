/** Puts together what is in force and publishes it: when it differs from what was published last, and not otherwise. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { INDEX_FORMAT } from '../../lib/lists/index/layout.ts'
import { smallerThan } from '../../lib/lists/smaller.ts'
import {
  type ListsDocument,
  listsDocumentSchema,
  type ListsIndex,
} from '../../lib/protocol/lists-document.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { currentDocument, publish } from '../documents/documents.ts'
import { epochOf } from '../keys/epoch.ts'
import { correctedHosts } from './corrections.ts'
import type { Folders } from './folders.ts'
import type { BuildDone, BuildJob, Counts } from './jobs.ts'
import { inUse, sweepIndexes } from './old-indexes.ts'
import { allInForce } from './store.ts'

type Parts = Pick<Context, 'db' | 'vault'>

const META = 'lists-made-of'
const NOTHING = 'nothing'
/** Raised when the same sources are to give devices something else: it is made and published anew. */
const FORMAT = 2

/** What goes into the next document, in words that change with it. */
export interface Wanted {
  readonly lists: BuildJob['lists']
  readonly corrections: BuildJob['corrections']
  readonly mark: string
}

export async function wantedNow(db: Database): Promise<Wanted> {
  const lists = (await allInForce(db)).map(({ digest, counts }) => ({
    digest,
    count: (JSON.parse(counts) as Counts).names,
  }))
  const names = lists.map(({ digest }) => digest)
  const corrections = (await correctedHosts(db)).map(({ host, categories }) => ({ host, categories }))
  const isNothing = names.length + corrections.length === 0
  const text = JSON.stringify([FORMAT, INDEX_FORMAT, names, corrections])
  return {
    lists,
    corrections,
    mark: isNothing ? NOTHING : createHash('sha256').update(text).digest('hex'),
  }
}

/** The mark of what devices are given. */
export async function madeOf(db: Database): Promise<string> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', META).executeTakeFirst()
  return row?.value ?? NOTHING
}

/** The index that devices are given; `isHere`: neither its file nor that of its names has been lost. */
export async function indexInForce(
  { db, vault }: Parts,
  folders: Folders,
): Promise<{ readonly index: ListsIndex | undefined; readonly isHere: boolean }> {
  const index = (await currentDocument(db, vault, 'lists'))?.index
  return { index, isHere: index === undefined || folders.of(index).every((file) => existsSync(file)) }
}

/** Sources in force whose names are not here: a database was restored without them. */
export const withoutNames = async (db: Database, folders: Folders) =>
  (await allInForce(db)).filter(({ digest }) => !existsSync(folders.names(digest)))

/**
 * Publishes what was put together. What somebody published by hand stays in it, also when that was this very moment.
 * Throws when a device could not read it.
 */
export async function publishBuilt(
  { db, vault }: Parts,
  folders: Folders,
  wanted: Wanted,
  built: BuildDone | null,
): Promise<void> {
  const old = await within(db, (trx) => publishIn({ db: trx, vault }, wanted, built))
  for (const file of old ? folders.of(old) : []) await inUse(file, Date.now())
  await sweepIndexes(folders.root, built ? folders.of(built.index) : [], Date.now())
}

/** @returns the index that devices had until now */
async function publishIn(
  { db, vault }: Parts,
  wanted: Wanted,
  built: BuildDone | null,
): Promise<ListsIndex | undefined> {
  const before = await currentDocument(db, vault, 'lists')
  const document: ListsDocument = {
    version: { epoch: 0, number: 0 },
    issuedAt: 0,
    segments: before?.segments.filter(isWritten) ?? [],
    ...(built && { index: built.index }),
    ...(wanted.corrections.length > 0 && {
      corrections: wanted.corrections.map(({ host, categories }) => ({ host, categories: [...categories] })),
    }),
  }
  // Each source was judged by itself, and all of its names were there: what is less by now is meant.
  const smaller = smallerThan(before ?? null, document, await epochOf(db))
  const next = listsDocumentSchema.parse({ ...document, ...smaller })
  await publish(db, vault, 'lists', next, { actor: 'server', note: '' })
  const value = wanted.mark
  await db
    .insertInto('meta')
    .values({ key: META, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
  return before?.index
}

/** False for what documents of an earlier Kerb held of the index: it is in a file of its own. */
const isWritten = ({ id }: ListsDocument['segments'][number]): boolean => !id.startsWith('hot:')

/** Lists that somebody publishes by hand, with what was made of sources: the one does not end the other. */
export function withMade(written: ListsDocument, before: ListsDocument | null): ListsDocument {
  return {
    ...written,
    ...(before?.index && { index: before.index }),
    ...(before?.corrections && { corrections: before.corrections }),
  }
}
