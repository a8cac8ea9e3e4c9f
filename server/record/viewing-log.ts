/** The viewing log: who looked at whose record, when and why, for those who watch over it. */
import type { Look } from '../../lib/protocol/record-looks.ts'
import type { Context } from '../context.ts'
import type { RecordLookSecondsTable } from '../db/tables/record-looks.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { nameOf } from '../staff/members.ts'
import { type KeptLook, lookOf } from './looks.ts'
import { isTold, TOLD_AFTER } from './shown-looks.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Looks in one answer. */
const AT_ONCE = 50

/** The newest first; those before one of them, when it is named. */
export async function viewingLog(
  parts: Parts,
  before: string | undefined,
  now: number,
): Promise<{ looks: Look[]; more: boolean }> {
  const from = before === undefined ? undefined : await lookOf(parts.db, before)
  let query = parts.db.selectFrom('record_looks').selectAll()
  if (from !== undefined) {
    query = query.where((e) =>
      e.or([e('at', '<', from.at), e.and([e('at', '=', from.at), e('id', '<', from.id)])]),
    )
  }
  const found = await query
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(AT_ONCE + 1)
    .execute()
  return { looks: await readable(parts, found.slice(0, AT_ONCE), now), more: found.length > AT_ONCE }
}

/** One look as its reader sees it. */
export async function readLook(parts: Parts, id: string, now: number): Promise<Look> {
  const look = await lookOf(parts.db, id)
  const [read] = look === undefined ? [] : await readable(parts, [look], now)
  if (read === undefined) throw new Error('a look that was just written is gone')
  return read
}

async function readable(parts: Parts, looks: readonly KeptLook[], now: number): Promise<Look[]> {
  const { vault } = parts
  const seconds = await secondsOf(parts.db, looks)
  const names = new Map<number, string>()
  for (const { id, staff, person, enquiry_by, lifted_by } of looks) {
    for (const one of [staff, person, enquiry_by, lifted_by, seconds.get(id)?.by ?? null])
      if (one !== null && !names.has(one)) names.set(one, (await nameOf(parts, one)) ?? '')
  }
  const called = (person: number | null): string => (person === null ? '' : (names.get(person) ?? ''))
  return looks.map((look) => ({
    id: look.id,
    at: look.at,
    until: look.until,
    by: called(look.staff),
    role: look.role,
    pupil: called(look.person),
    from: look.since,
    reason: look.reason,
    words: vault.open(look.words, PLACE_OF.recordLook(look.id)),
    shown: look.shown,
    toldFrom: look.at + TOLD_AFTER,
    told: isTold(look, now),
    enquiry:
      look.enquiry === null || look.enquiry_words === null
        ? null
        : {
            at: look.enquiry,
            by: called(look.enquiry_by),
            words: vault.open(look.enquiry_words, PLACE_OF.recordEnquiry(look.id)),
            ended: look.lifted === null ? null : { at: look.lifted, by: called(look.lifted_by) },
          },
    second: secondSaid(seconds.get(look.id), called),
  }))
}

async function secondsOf(db: Context['db'], looks: readonly KeptLook[]) {
  const ids = looks.map(({ id }) => id)
  const rows = await db.selectFrom('record_look_seconds').selectAll().where('look', 'in', ids).execute()
  return new Map(rows.map((row) => [row.look, row]))
}

function secondSaid(
  second: RecordLookSecondsTable | undefined,
  called: (person: number | null) => string,
): Look['second'] {
  if (second === undefined) return null
  const { wants, until, answer, answered, by } = second
  const said = answer === null || answered === null ? null : { what: answer, at: answered, by: called(by) }
  return { wants, until, answer: said }
}
