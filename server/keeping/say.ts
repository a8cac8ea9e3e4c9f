/** How long things are kept, and every change of it, as the console shows it. */
import { KEEPING_KINDS } from '../../lib/policy/keeping.ts'
import type { KeepingChange, KeepingState } from '../../lib/protocol/keeping-staff.ts'
import type { Context } from '../context.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { nameOf } from '../staff/members.ts'
import { daysOf, toldOf, waitingOf } from './times.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

const MOST_LISTED = 200

/** @param withWords reasons are free words, which may name a pupil: not for governors */
export async function sayKeeping(parts: Parts, withWords: boolean, now: number): Promise<KeepingState> {
  const { db, vault } = parts
  const rows = await db.selectFrom('keeping_changes').selectAll().orderBy('id').execute()
  const called = async (person: number | null) =>
    person === null ? '' : ((await nameOf(parts, person)) ?? '')
  const changes: KeepingChange[] = []
  for (const { id, kind, before, days, at, by_person, reason, starts, done, taken, taken_by } of rows)
    changes.push({
      id,
      kind,
      before,
      days,
      at,
      by: await called(by_person),
      words: withWords ? vault.open(reason, PLACE_OF.keeping(at)) : null,
      starts,
      done,
      taken: taken === null ? null : { at: taken, by: await called(taken_by) },
    })
  return {
    kinds: KEEPING_KINDS.map((kind) => ({
      kind,
      days: daysOf(rows, kind, now),
      told: toldOf(rows, kind, now),
      waiting: changes.find(({ id }) => id === waitingOf(rows, kind, now)?.id) ?? null,
    })),
    changes: changes.toReversed().slice(0, MOST_LISTED),
  }
}
