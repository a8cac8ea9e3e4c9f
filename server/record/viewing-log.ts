/** The viewing log: who looked at whose record, when and why, for those who watch over it. */
import { setImmediate } from 'node:timers/promises'
import type { Look, LooksQuery } from '../../lib/protocol/record-looks.ts'
import type { Context } from '../context.ts'
import { gather } from '../db/gather.ts'
import { Refusal } from '../errors.ts'
import type { RecordLookSecondsTable } from '../db/tables/record-looks.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { nameOf } from '../staff/members.ts'
import { daysAsTimes } from './days.ts'
import { type KeptLook, lookOf } from './looks.ts'
import { isTold, TOLD_AFTER } from './shown-looks.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Looks in one answer; of a window, whose names are opened to look for one; and gone through for one answer. */
const PAGE = 50
const AT_ONCE = 100
const MOST_READ = 2_000

/** The newest first. */
export async function viewingLog(
  parts: Parts,
  asked: LooksQuery,
  now: number,
): Promise<{ looks: Look[]; next: string | null }> {
  const names = new Map<number, string>()
  const wanted = asked.find?.trim().toLowerCase() ?? ''
  const isNamed = async (person: number): Promise<boolean> => {
    const name = names.get(person) ?? (await nameOf(parts, person)) ?? ''
    names.set(person, name)
    return name.toLowerCase().includes(wanted)
  }
  const { found, last, isOver } = await gather(
    windows(parts, asked),
    async ({ staff, person }) => wanted === '' || (await isNamed(staff)) || (await isNamed(person)),
    { page: PAGE, read: MOST_READ },
  )
  return { looks: await readable(parts, found, now), next: isOver ? null : (last?.id ?? null) }
}

/** Looks of these days and this reason, before one of them when it is named. */
async function* windows(parts: Parts, { before, reason, ...days }: LooksQuery): AsyncGenerator<KeptLook[]> {
  const { since, until } = daysAsTimes(zoneOf(await policyInForce(parts)), days)
  let from = before === undefined ? undefined : await lookOf(parts.db, before)
  if (before !== undefined && from === undefined)
    throw new Refusal(404, 'not-found', 'The last of these looks is kept no longer: begin at the newest.')
  for (;;) {
    let query = parts.db
      .selectFrom('record_looks')
      .selectAll()
      .where('at', '>=', since)
      .where('at', '<', until)
    if (reason !== undefined) query = query.where('reason', '=', reason)
    if (from !== undefined) {
      const { at, id } = from
      query = query.where((e) => e(e.refTuple('at', 'id'), '<', e.tuple(at, id)))
    }
    const rows = await query.orderBy('at', 'desc').orderBy('id', 'desc').limit(AT_ONCE).execute()
    yield rows
    if (rows.length < AT_ONCE) return
    from = rows.at(-1)
    await setImmediate()
  }
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
