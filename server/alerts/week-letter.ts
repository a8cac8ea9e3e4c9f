/** The weekly mail: numbers, and where to read more. On Monday mornings, to every safeguarding lead. */
import type { Week } from '../../lib/protocol/alerts.ts'
import { HOUR } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import type { Letter } from '../mail/letters.ts'
import { ledOrder } from './order.ts'
import { mondayOf, weekBefore, weekOf } from './week.ts'

type Parts = Pick<Context, 'db' | 'vault'>

const TOLD = 'alerts-week-told'
/** Seven in the morning: before school, and after the night's retention. */
const AFTER_MIDNIGHT = 7 * HOUR

/** Queues the mail of the week that ended, once. @returns whether it did */
export async function queueWeek(parts: Parts & Pick<Context, 'mail'>, now: number): Promise<boolean> {
  const monday = mondayOf(zoneOf(await policyInForce(parts)), now)
  if (now < monday + AFTER_MIDNIGHT) return false
  return parts.db.transaction().execute(async (trx) => {
    const told = await readMeta(trx, TOLD)
    if (Number(told ?? 0) >= monday) return false
    await writeMeta(trx, TOLD, String(monday))
    // A server that is new has no week behind it.
    if (told === undefined) return false
    const leads = await ledOrder(trx)
    await parts.mail.queue(trx, leads, now, 'alerts-week')
    return leads.length > 0
  })
}

/** @param asked when the mail was queued; the week before it is meant */
export async function weekLetter(parts: Parts, asked: number): Promise<Letter> {
  const zone = zoneOf(await policyInForce(parts))
  const week = await weekOf(parts, {
    at: weekBefore(zone, mondayOf(zone, asked)),
    now: asked,
    hides: false,
  })
  return { subject: 'Alerts of the week, in numbers', text: textOf(week) }
}

const textOf = ({
  from,
  to,
  bySeverity,
  opened,
  unopened,
  dismissed,
  wrong,
  closed,
  medianHighMinutes,
}: Week) =>
  `Alerts in Kerb from ${from} to ${to}:

High: ${bySeverity.high}
Medium: ${bySeverity.medium}
Low: ${bySeverity.low}

Opened: ${opened}
Not opened yet: ${unopened}
Closed: ${closed}
Dismissed: ${dismissed}, as wrong: ${wrong}
${medianHighMinutes === null ? '' : `Half of the high ones were opened within ${medianHighMinutes} minutes.\n`}
Please open Alerts in Kerb's console for more. Nobody is named in this mail.
`
