/** Puts together what is in force and publishes it: when it differs from what was published last, and not otherwise. */
import { createHash } from 'node:crypto'
import type { ListsDocument } from '../../lib/protocol/lists-document.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { currentDocument, publish } from '../documents/documents.ts'
import { correctedHosts } from './corrections.ts'
import type { BuildDone, BuildJob } from './jobs.ts'
import { allInForce } from './store.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** Segments that were chosen from sources, for the browser's own rules; any other is one that somebody published. */
export const MADE = 'hot:'
const META = 'lists-made-of'
const NOTHING = 'nothing'

/** What goes into the next document, in words that change with it. */
export interface Wanted {
  readonly names: readonly string[]
  readonly corrections: BuildJob['corrections']
  readonly mark: string
}

export async function wantedNow(db: Database): Promise<Wanted> {
  const names = (await allInForce(db)).map(({ digest }) => digest)
  const corrections = (await correctedHosts(db)).map(({ host, categories }) => ({ host, categories }))
  const isNothing = names.length + corrections.length === 0
  const text = JSON.stringify([names, corrections])
  return {
    names,
    corrections,
    mark: isNothing ? NOTHING : createHash('sha256').update(text).digest('hex'),
  }
}

/** The mark of what devices are given. */
export async function madeOf(db: Database): Promise<string> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', META).executeTakeFirst()
  return row?.value ?? NOTHING
}

/** Publishes what was put together. What somebody published by hand stays in it. */
export async function publishBuilt(
  { db, vault }: Parts,
  wanted: Wanted,
  built: BuildDone | null,
): Promise<void> {
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
  await publish(db, vault, 'lists', document, { actor: 'server', note: '' })
  const value = wanted.mark
  await db
    .insertInto('meta')
    .values({ key: META, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute()
}

const ownSegments = ({ segments }: ListsDocument): ListsDocument['segments'] =>
  segments.filter(({ id }) => !id.startsWith(MADE))

/** Lists that somebody publishes by hand, with what was made of sources: the one does not end the other. */
export function withMade(written: ListsDocument, before: ListsDocument | null): ListsDocument {
  const made = before?.segments.filter(({ id }) => id.startsWith(MADE)) ?? []
  return {
    ...written,
    segments: [...ownSegments(written), ...made],
    ...(before?.index && { index: before.index }),
    ...(before?.corrections && { corrections: before.corrections }),
  }
}
