/**
 * One alert, with what it is made of. Opening it is an act: who did and when stands in it and in the audit before
 * anything is shown, and it ends the waiting.
 */
import { type OpenedAlert, reasonSchema } from '../../lib/protocol/alerts.ts'
import { behindSchema } from '../../lib/protocol/record-looks.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { Gathered, secretOf } from '../record/gathered.ts'
import type { By } from '../staff/guard.ts'
import { addAct, openActs } from './acts.ts'
import type { KeptAlert } from './fold.ts'
import { devicesOf, readable } from './list.ts'
import { noteAlertLook } from './look.ts'
import { ledOrder, named } from './order.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail'>

const MOST_ROWS = 100
const reasonsSchema = z.array(reasonSchema)

/** Refuses (404) one that is not there. */
export async function needAlert(db: Database, id: number): Promise<KeptAlert> {
  const alert = await db.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst()
  if (alert === undefined) throw new Refusal(404, 'not-found', 'There is no such alert.')
  return alert
}

/** In the audit: its number and whose it is, which is not to be found out any more when the alert is gone. No names. */
export const auditedAs = ({ id, person, installation }: KeptAlert): string =>
  `${id} ${person === null ? `installation:${installation}` : `person:${person}`}`

export async function openAlert(parts: Parts, id: number, by: By, now: number): Promise<OpenedAlert> {
  await parts.db.transaction().execute(async (trx) => {
    const alert = await needAlert(trx, id)
    if (alert.state === 'new')
      await trx
        .updateTable('alerts')
        .set({ state: 'opened', waits: null, told: 0, changed: now })
        .where('id', '=', id)
        .execute()
    await addAct(parts, trx, { alert: id, at: now, by: by.person, act: 'opened', to: null })
    await noteAlertLook(parts, trx, alert, by, now)
    await note(trx, by.actor, 'alert-open', auditedAs(alert))
  })
  return wholeAlert(parts, id)
}

/** As it is shown to whoever has opened it. */
export async function wholeAlert(parts: Parts, id: number): Promise<OpenedAlert> {
  const kept = await needAlert(parts.db, id)
  const [alert] = await readable(parts, [kept])
  if (alert === undefined) throw new Error('an alert that was just read is gone')
  return {
    alert,
    reasons: reasonsSchema.parse(JSON.parse(kept.reasons)),
    rows: await rowsOf(parts, id),
    acts: await actsOf(parts, id),
    team: await named(parts, await ledOrder(parts.db)),
    timeZone: zoneOf(await policyInForce(parts)),
  }
}

async function rowsOf({ db, vault }: Parts, id: number): Promise<OpenedAlert['rows']> {
  const rows = await db
    .selectFrom('alert_signals as s')
    .innerJoin('rows', (j) =>
      j.onRef('rows.installation', '=', 's.installation').onRef('rows.seq', '=', 's.seq'),
    )
    .selectAll('rows')
    .select('s.points')
    .where('s.alert', '=', id)
    .orderBy('rows.at', 'desc')
    .orderBy('rows.seq', 'desc')
    .limit(MOST_ROWS)
    .execute()
  const devices = await devicesOf(
    db,
    rows.map(({ installation }) => installation),
  )
  const most = Math.max(...rows.map(({ points }) => points ?? -Infinity))
  return rows.flatMap((row) => {
    const gathered = new Gathered(vault, row.installation)
    gathered.take(row)
    const [shown] = gathered.rows
    if (shown === undefined) return []
    const behind = behindSchema.safeParse(secretOf(vault, row.installation, row)).data ?? {}
    return [
      {
        row: shown,
        ...(Object.keys(behind).length > 0 && { behind }),
        device: devices.get(row.installation) ?? '',
        most: row.points !== null && row.points === most,
      },
    ]
  })
}

async function actsOf(parts: Parts, id: number): Promise<OpenedAlert['acts']> {
  const rows = await parts.db
    .selectFrom('alert_acts')
    .selectAll()
    .where('alert', '=', id)
    .orderBy('id')
    .execute()
  const persons = [...new Set(rows.flatMap(({ by, to }) => [by ?? [], to ?? []].flat()))]
  const names = new Map((await named(parts, persons)).map(({ person, name }) => [person, name]))
  const nameOf = (person: number | null) => (person === null ? '' : (names.get(person) ?? ''))
  return openActs(parts, rows).map(({ at, act, by, to, what, words }) => ({
    at,
    act,
    by: nameOf(by),
    ...(act === 'assigned' && { to: nameOf(to) }),
    ...(what !== undefined && { what }),
    ...(words !== undefined && { words }),
  }))
}
