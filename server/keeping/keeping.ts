/** What the school has set about how long things are kept, as the rest of the server asks for it. */
import { KEEPING_KINDS, type KeepingKind, keptDays, type KeptDays } from '../../lib/policy/keeping.ts'
import type { Database } from '../db/open.ts'
import { KIND_OF } from '../jobs/limits.ts'
import { type Change, cutOf, toldOf } from './times.ts'

/** Every change that was ever made, the oldest first. */
export const changesOf = (db: Database): Promise<Change[]> =>
  db
    .selectFrom('keeping_changes')
    .select(['id', 'kind', 'at', 'before', 'days', 'starts', 'done', 'taken'])
    .orderBy('id')
    .execute()

/** What is older than these times goes. */
export interface Cuts {
  readonly of: Readonly<Record<KeepingKind, number>>
  /** Of a kind of row; one that this version does not know, or a bare number, is left alone. */
  readonly before: (rowKind: string) => number
}

export const cutsFrom = (changes: readonly Change[], now: number): Cuts => {
  const entries = KEEPING_KINDS.map((kind) => [kind, cutOf(changes, kind, now)] as const)
  const of = Object.fromEntries(entries) as Record<KeepingKind, number>
  return {
    of,
    before(rowKind) {
      const kind = (KIND_OF as Readonly<Record<string, KeepingKind>>)[rowKind]
      return kind === undefined ? -Infinity : of[kind]
    },
  }
}

export const cutsOf = async (db: Database, now: number): Promise<Cuts> => cutsFrom(await changesOf(db), now)

/** What pupils and parents are told. */
export const toldDays = async (db: Database, now: number): Promise<KeptDays> =>
  toldFrom(await changesOf(db), now)

/** The same, of changes that were read already. */
export function toldFrom(changes: readonly Change[], now: number): KeptDays {
  const told = (kind: KeepingKind): number => toldOf(changes, kind, now)
  return keptDays({
    visits: told('visits'),
    stops: told('stops'),
    searches: told('searches'),
    files: told('files'),
    safety: told('safety'),
  })
}

/** What shortenings had to delete is deleted: from now on the shorter times are told. */
export const markDone = async (db: Database, now: number): Promise<void> => {
  await db
    .updateTable('keeping_changes')
    .set({ done: now })
    .where('done', 'is', null)
    .where('taken', 'is', null)
    .where('starts', '<=', now)
    .execute()
}
