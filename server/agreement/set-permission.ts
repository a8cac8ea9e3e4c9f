/** One pupil's permission, from the console. */
import type { Permission } from '../../lib/protocol/agreement-staff.ts'
import { dayIn } from '../classes/values.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import type { By } from '../staff/guard.ts'
import { recordPermission, takeBackPermission } from './permissions.ts'
import { endOfYear, yearNow } from './years.ts'

/**
 * False when it was so already. Throws a Refusal (422) for a day to come, a school year that is neither this one nor the
 * next, and an address that nobody here has.
 */
export async function setPermission(
  context: Pick<Context, 'db' | 'vault' | 'people' | 'live'>,
  { year: asked, given, by: parent, on, ...whose }: Permission,
  by: By,
  now: number,
): Promise<boolean> {
  const { db, vault, people, live } = context
  const policy = await policyInForce(context)
  const current = yearNow(policy, now)
  const year = asked ?? current
  needYear(year, current)
  const today = dayIn(zoneOf(policy), now)
  if (on !== undefined && on > today)
    throw new Refusal(422, 'day', 'on: this day has not come yet.', { field: 'on' })
  const person = await personFor({ db, people }, whose)
  const changed = await db.transaction().execute(async (trx) => {
    const to = {
      person,
      year,
      how: 'console',
      until: endOfYear(policy, year),
      by: parent,
      on: on ?? today,
    } as const
    const isNew = given
      ? await recordPermission(trx, vault, to, by, now)
      : await takeBackPermission(trx, to, by, now)
    const action = given ? 'agreement-permit' : 'agreement-permit-end'
    if (isNew) await note(trx, by.actor, action, `person:${person} ${year}`)
    return isNew
  })
  if (changed) live.hub.news([person])
  return changed
}

/** Throws a Refusal (422). */
async function personFor(
  { db, people }: Pick<Context, 'db' | 'people'>,
  { address, person }: Pick<Permission, 'address' | 'person'>,
): Promise<number> {
  if (person !== undefined) {
    if ((await people.nameOf(db, person)) !== null) return person
    const message = 'person: nobody here has this number. Show the list again.'
    throw new Refusal(422, 'person', message, { field: 'person' })
  }
  const found = await people.find(db, address ?? '')
  if (found !== null) return found
  const message = 'address: nobody here has this address. Look whether it is right.'
  throw new Refusal(422, 'address', message, { field: 'address' })
}

/** Throws a Refusal (422) for a school year that is neither this one nor the next. */
export function needYear(year: number, current: number): void {
  if (year === current || year === current + 1) return
  const message = `year: permissions are recorded for the school years ${current} and ${current + 1}.`
  throw new Refusal(422, 'school-year', message, { field: 'year' })
}
