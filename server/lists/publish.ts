/** Puts together what is in force and publishes it: when it differs from what was published last, and not otherwise. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { isHot } from '../../lib/lists/hot.ts'
import { smallerThan } from '../../lib/lists/smaller.ts'
import { type ListsDocument, listsDocumentSchema } from '../../lib/protocol/lists-document.ts'
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
  const text = JSON.stringify([names, corrections])
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

/** The index that devices are given; `isHere`: its file has not been lost. */
export async function indexInForce(
  { db, vault }: Parts,
  folders: Folders,
): Promise<{ readonly digest: string | undefined; readonly isHere: boolean }> {
  const digest = (await currentDocument(db, vault, 'lists'))?.index?.digest
  return { digest, isHere: digest === undefined || existsSync(folders.index(digest)) }
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
  if (old !== undefined) await inUse(folders.index(old), Date.now())
  await sweepIndexes(folders.root, built?.index.digest, Date.now())
}

/** @returns the digest of the index that devices had until now */
async function publishIn(
  { db, vault }: Parts,
  wanted: Wanted,
  built: BuildDone | null,
): Promise<string | undefined> {
  const before = await currentDocument(db, vault, 'lists')
  const segments = [...(before ? ownSegments(before) : []), ...(built?.segments ?? [])]
  const document: ListsDocument = {
    version: { epoch: 0, number: 0 },
    issuedAt: 0,
    segments,
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
  return before?.index?.digest
}

const ownSegments = ({ segments }: ListsDocument): ListsDocument['segments'] =>
  segments.filter((segment) => !isHot(segment))

/** Lists that somebody publishes by hand, with what was made of sources: the one does not end the other. */
export function withMade(written: ListsDocument, before: ListsDocument | null): ListsDocument {
  const made = before?.segments.filter(isHot) ?? []
  return {
    ...written,
    segments: [...ownSegments(written), ...made],
    ...(before?.index && { index: before.index }),
    ...(before?.corrections && { corrections: before.corrections }),
  }
}
