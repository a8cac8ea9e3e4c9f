/**
 * What the school sees about the person who uses an installation: today's rows of that installation, as they are stored,
 * who watched their tabs, and looks at their record as the school has chosen. Given to the very installation that wrote
 * them, while it stands for that person.
 */
import { setImmediate } from 'node:timers/promises'
import { MOST_OWN_ROWS, type OwnRecord } from '../../lib/protocol/own-record.ts'
import type { Context } from '../context.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { type Installation, personOf } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'
import { toldDays } from '../keeping/keeping.ts'
import { notExempt } from '../lessons/exempt.ts'
import { nameOf } from '../staff/members.ts'
import { midnight } from './days.ts'
import { Gathered, ROW_COLUMNS, type StoredRow } from './gathered.ts'
import { ownLooks } from './own-looks.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Rows read at once: some milliseconds of the event loop. */
const AT_ONCE = 250
/** A device that writes more than this in a day shows the newest. */
const MOST_READ = 5_000
const MOST_LOOKS = 100

/** Refuses (403) an installation that nobody confirmed, or that stands for somebody else than it says. */
export async function ownRecord(parts: Parts, installation: Installation, now: number): Promise<OwnRecord> {
  const person = personOf(installation)
  if (person === 'withheld') {
    throw new Refusal(403, 'not-confirmed', 'The school has not confirmed yet whose this browser is.')
  }
  const policy = await policyInForce(parts)
  const since = midnight(zoneOf(policy), now)
  return {
    since,
    ...(await rowsOf(parts, installation.id, person, since)),
    looks: person === null ? [] : await looksAt(parts, person, since),
    recordLooks: await ownLooks(parts, person, now),
    keptDays: await toldDays(parts.db, now),
  }
}

/** Along the numbers, the newest first: rows lie in that order, and today's are at the end. */
async function rowsOf(
  { db, vault }: Parts,
  installation: number,
  person: number | null,
  since: number,
): Promise<Pick<OwnRecord, 'rows' | 'more'>> {
  const gathered = new Gathered(vault, installation)
  let before = Infinity
  for (let read = 0; read < MOST_READ; read += AT_ONCE) {
    const found: StoredRow[] = await db
      .selectFrom('rows')
      .select(ROW_COLUMNS)
      .where('installation', '=', installation)
      .where('seq', '<', Number.isFinite(before) ? before : Number.MAX_SAFE_INTEGER)
      .orderBy('seq', 'desc')
      .limit(AT_ONCE)
      .execute()
    const today = found.filter((row) => row.at >= since)
    for (const row of today) if (row.person === person) gathered.take(row)
    if (gathered.rows.length >= MOST_OWN_ROWS)
      return { rows: gathered.rows.slice(0, MOST_OWN_ROWS), more: true }
    // Numbers and times agree but for rows of a moment: a whole stretch from before today is the end of it.
    if (found.length < AT_ONCE || today.length === 0) return { rows: gathered.rows, more: false }
    before = found.at(-1)?.seq ?? 0
    await setImmediate()
  }
  return { rows: gathered.rows, more: true }
}

async function looksAt(parts: Parts, person: number, since: number): Promise<OwnRecord['looks']> {
  const found = await parts.db
    .selectFrom('lesson_looks')
    .innerJoin('lessons', 'lessons.id', 'lesson_looks.lesson')
    .innerJoin('classes', 'classes.id', 'lessons.class')
    .innerJoin('class_pupils', 'class_pupils.class', 'lessons.class')
    .select(['lesson_looks.person', 'lesson_looks.started', 'lesson_looks.ended', 'classes.name'])
    .where('class_pupils.person', '=', person)
    .where('lesson_looks.started', '>=', since)
    .where(notExempt(person))
    .orderBy('lesson_looks.started', 'desc')
    .limit(MOST_LOOKS)
    .execute()
  const looks: OwnRecord['looks'] = []
  for (const { person: who, started, ended, name } of found) {
    const until = ended === null ? {} : { until: ended }
    looks.push({ at: started, ...until, who: (await nameOf(parts, who)) ?? '', class: name })
  }
  return looks
}
