/** For how long things are kept, as the pack has it. */
import { KEEPING_KINDS, type KeepingKind, USUAL_DAYS } from '../../lib/policy/keeping.ts'
import type { Context } from '../context.ts'
import { changesOf } from '../keeping/keeping.ts'
import { daysOf, inForceOf } from '../keeping/times.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { day, type Table } from './table.ts'

const NAMES: Readonly<Record<KeepingKind, string>> = {
  visits: 'Pages that were opened, how long, their titles',
  stops: 'What was stopped, warned of or continued',
  searches: 'Searches',
  files: 'Files',
  safety: 'What sounded unsafe, and the alerts made of it',
  requests: 'What was asked for, opened and paused',
  notes: 'What browsers say of themselves',
}

/** @param withReasons they are free words, which may speak of a pupil: not for governors */
export async function keepingTable(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  withReasons: boolean,
  now: number,
): Promise<Table> {
  const changes = await changesOf(db)
  const rows: string[][] = []
  for (const kind of KEEPING_KINDS) {
    const last = inForceOf(changes, kind, now)
    const why = last && withReasons ? await reasonOf({ db, vault }, last.id) : ''
    rows.push([
      NAMES[kind],
      String(daysOf(changes, kind, now)),
      String(USUAL_DAYS[kind]),
      last ? day(last.at) : 'never',
      ...(withReasons ? [why] : []),
    ])
  }
  return {
    title: 'For how many days it is kept',
    head: ['What', 'Days', 'Unless the school sets it', 'Last changed', ...(withReasons ? ['Why'] : [])],
    rows,
    none: '',
  }
}

async function reasonOf({ db, vault }: Pick<Context, 'db' | 'vault'>, id: number): Promise<string> {
  const { at, reason } = await db
    .selectFrom('keeping_changes')
    .select(['at', 'reason'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return vault.open(reason, PLACE_OF.keeping(at))
}
