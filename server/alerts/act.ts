/** What a safeguarding lead does with an alert: gives it to somebody, dismisses or closes it, opens it again. */
import type { ACTS, OpenedAlert } from '../../lib/protocol/alerts.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import type { By } from '../staff/guard.ts'
import { type ActContent, addAct } from './acts.ts'
import type { KeptAlert } from './fold.ts'
import { teach, unteach } from './learned.ts'
import { noteAlertLook } from './look.ts'
import { auditedAs, needAlert, wholeAlert } from './open.ts'
import { ledOrder } from './order.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'mail'>

interface Act {
  readonly act: (typeof ACTS)[number]
  readonly change: Partial<KeptAlert>
  /** In the audit: no words. */
  readonly said: string
  readonly to?: number | null
  readonly content?: ActContent
}

/** Only what somebody has opened: nobody judges by the title alone. */
const OPENED: readonly KeptAlert['state'][] = ['opened']
const DONE: readonly KeptAlert['state'][] = ['dismissed', 'closed']
const ANY_READ = [...OPENED, ...DONE]

export const assignAlert = (parts: Parts, id: number, to: number | null, by: By, now: number) =>
  doing(parts, id, by, now, async (trx, alert) => {
    needState(alert, ANY_READ)
    if (to !== null && !(await ledOrder(trx)).includes(to))
      throw new Refusal(422, 'invalid', 'Only a safeguarding lead can be given an alert.', {
        field: 'person',
      })
    const said = to === null ? 'to nobody' : `to person:${to}`
    return { act: 'assigned', change: { assigned: to }, said, to }
  })

/** There was nothing to it; `wrong`: it was no such thing, which is learned. */
export const dismissAlert = (parts: Parts, id: number, content: ActContent, by: By, now: number) =>
  doing(parts, id, by, now, async (trx, alert) => {
    needState(alert, OPENED)
    if (content.what === 'wrong') await teach(parts, trx, id, by, now)
    return { act: 'dismissed', change: { state: 'dismissed', waits: null }, said: content.what, content }
  })

export const closeAlert = (parts: Parts, id: number, content: ActContent, by: By, now: number) =>
  doing(parts, id, by, now, async (_trx, alert) => {
    needState(alert, OPENED)
    return { act: 'closed', change: { state: 'closed', waits: null }, said: content.what, content }
  })

/** Takes back that it was dismissed or closed, and what that taught. */
export const reopenAlert = (parts: Parts, id: number, by: By, now: number) =>
  doing(parts, id, by, now, async (trx, alert) => {
    needState(alert, DONE)
    await unteach(trx, id, by, now)
    return { act: 'reopened', change: { state: 'opened' }, said: `was ${alert.state}` }
  })

async function doing(
  parts: Parts,
  id: number,
  by: By,
  now: number,
  work: (trx: Database, alert: KeptAlert) => Promise<Act>,
): Promise<OpenedAlert> {
  await parts.db.transaction().execute(async (trx) => {
    const alert = await needAlert(trx, id)
    const { act, change, said, to = null, content } = await work(trx, alert)
    await needOpenedBy(trx, id, by)
    // The answer shows what has come since they opened it, too.
    await noteAlertLook(parts, trx, alert, by, now)
    await trx
      .updateTable('alerts')
      .set({ ...change, changed: now })
      .where('id', '=', id)
      .execute()
    await addAct(parts, trx, { alert: id, at: now, by: by.person, act, to }, content)
    await note(trx, by.actor, `alert-${act}`, `${auditedAs(alert)} ${said}`)
  })
  return wholeAlert(parts, id)
}

/** The answer shows the words: only to whoever has opened it, which is on record. What else was done is taken back. */
async function needOpenedBy(trx: Database, alert: number, { person }: By): Promise<void> {
  const opened = await trx
    .selectFrom('alert_acts')
    .select('id')
    .where('alert', '=', alert)
    .where('act', '=', 'opened')
    .where('by', 'is', person)
    .executeTakeFirst()
  if (opened === undefined)
    throw new Refusal(
      409,
      'state',
      'You have not opened it yet. Open it, then say what is to be done with it.',
    )
}

function needState({ state }: KeptAlert, allowed: readonly KeptAlert['state'][]): void {
  if (!allowed.includes(state))
    throw new Refusal(
      409,
      'state',
      `Somebody has done something with it meanwhile: it is ${state}. Look at it again.`,
    )
}
