/**
 * What dismissing as wrong teaches this school: the very same words or site weigh much less, and all that comes in such a
 * way a little less. Everything of it is listed, and can be taken back.
 */
import type { Learned } from '../../lib/protocol/alerts.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { secretOf } from '../record/gathered.ts'
import type { By } from '../staff/guard.ts'
import { z } from '../../lib/zod.ts'
import { named } from './order.ts'
import { FLOORED, LEARNED } from './weights.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Different words of one alert that are learned: an alert is rarely of more. */
const MOST_SAME = 20
const AT_ONCE = 100

const wordsSchema = z.object({ terms: z.optional(z.string()), words: z.optional(z.string()) })

/** Learns from an alert that was dismissed as wrong, in the caller's transaction. */
export async function teach(
  { vault }: Parts,
  trx: Database,
  alert: number,
  by: By,
  now: number,
): Promise<void> {
  const rows = await trx
    .selectFrom('alert_signals as s')
    .leftJoin('rows', (j) =>
      j.onRef('rows.installation', '=', 's.installation').onRef('rows.seq', '=', 's.seq'),
    )
    .select([
      's.installation',
      's.seq',
      's.theme',
      's.how',
      's.severity',
      's.same',
      'rows.host',
      'rows.secret',
    ])
    .where('s.alert', '=', alert)
    .orderBy('s.points', 'desc')
    .orderBy('s.at')
    .execute()
  const [most] = rows
  if (most === undefined) return
  const common = { alert, at: now, by: by.person, ended: null, ended_by: null }
  const { theme, how, severity } = most
  await trx
    .insertInto('alert_learned')
    .values({ ...common, what: 'kind', theme, how, severity, same: null, content: null })
    .execute()
  const known = new Set<string>()
  for (const row of rows) {
    const hex = row.same === null ? '' : Buffer.from(row.same).toString('hex')
    if (row.same === null || known.has(hex) || known.size >= MOST_SAME) continue
    known.add(hex)
    const { terms, words } = wordsSchema.parse(
      secretOf(vault, row.installation, { seq: row.seq, secret: row.secret ?? null }),
    )
    const text = row.how === 'search' ? terms : row.how === 'prompt' ? words : row.host
    const sealed = vault.seal(text ?? '', PLACE_OF.alertLearned(alert, hex))
    await trx
      .insertInto('alert_learned')
      .values({
        ...common,
        what: 'same',
        theme: row.theme,
        how: row.how,
        severity: row.severity,
        same: row.same,
        content: new Uint8Array(sealed),
      })
      .execute()
  }
}

/** Takes back what an alert taught, when it is opened again. In the caller's transaction. */
export const unteach = (trx: Database, alert: number, by: By, now: number): Promise<unknown> =>
  trx
    .updateTable('alert_learned')
    .set({ ended: now, ended_by: by.person })
    .where('alert', '=', alert)
    .where('ended', 'is', null)
    .execute()

/** Takes back, or learns again, one thing. Refuses (404) what is not there. */
export const setLearned = ({ db }: Parts, id: number, holds: boolean, by: By, now: number): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('alert_learned')
      .set(holds ? { ended: null, ended_by: null } : { ended: now, ended_by: by.person })
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n)
      throw new Refusal(404, 'not-found', 'There is nothing learned under this number.')
    await note(trx, by.actor, holds ? 'alert-learned-again' : 'alert-learned-back', String(id))
  })

/** The newest first, what was taken back too. */
export async function listLearned(
  parts: Parts,
  page: number,
): Promise<{ learned: Learned[]; more: boolean }> {
  const rows = await parts.db
    .selectFrom('alert_learned')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(AT_ONCE + 1)
    .offset(page * AT_ONCE)
    .execute()
  const people = [...new Set(rows.flatMap((row) => [row.by ?? [], row.ended_by ?? []].flat()))]
  const names = new Map((await named(parts, people)).map(({ person, name }) => [person, name]))
  const nameOf = (person: number | null) => (person === null ? '' : (names.get(person) ?? ''))
  const learned = rows.slice(0, AT_ONCE).map((row) => ({
    id: row.id,
    at: row.at,
    by: nameOf(row.by),
    what: row.what,
    theme: row.theme,
    how: row.how,
    severity: row.severity,
    text:
      row.content === null || row.same === null
        ? null
        : parts.vault.open(
            row.content,
            PLACE_OF.alertLearned(row.alert, Buffer.from(row.same).toString('hex')),
          ),
    points: LEARNED[row.what],
    floor: FLOORED.has(row.theme),
    ended: row.ended === null ? null : { at: row.ended, by: nameOf(row.ended_by) },
  }))
  return { learned, more: rows.length > AT_ONCE }
}
