/** What staff decide about something found: close it for all, clear it, or take the last word back. Each one step. */
import { foundPlace, type FoundPlace } from '../../lib/policy/found-place.ts'
import type { FoundState } from '../../lib/protocol/found.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import type { By } from '../staff/guard.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { pathOf } from './content.ts'
import { decideAbout, endDecision } from './keep-decision.ts'
import { kindsFor } from './kinds.ts'
import type { KeptOpen } from './kept-open.ts'
import { needRoom } from './room.ts'
import { decidedNear } from './near.ts'

const DAY = 86_400_000

/** Who decides, and what they may decide about. */
export interface Decider extends By {
  readonly roles: readonly Role[]
}

interface Wanted {
  readonly reason: string
  readonly days?: number | undefined
}

const KEPT_OPEN: Readonly<Record<KeptOpen, string>> = {
  lifeline: 'It is a helpline, or holds one: those stay open for everybody.',
  'never-block': 'It is on the list of what is never blocked, or holds something that is.',
  needed: 'Sign-in or updates need it, or something under it.',
  'own-entry':
    'The school’s own rules open it, or something under it: change the rule first if that is no longer right.',
  lesson:
    'A lesson of the last 30 days used it, or a teacher keeps it for the next. To close it now, block it in the school’s rules.',
}

/** Closes a place for all. Refuses (409) what must stay open, and what is nobody's in particular. */
export async function shareFound(
  context: Context,
  id: number,
  { days = 30, reason }: Wanted,
  by: Decider,
  now: number,
): Promise<FoundState> {
  const { db, vault } = context
  const place = await theirs(db, id, by)
  const where = place.shared === 1 ? foundPlace(place.host, pathOf(vault, place)) : null
  if (where === null)
    throw new Refusal(
      409,
      'not-shared',
      'This was seen on one page, or at an address that many share: it cannot be closed as a whole.',
    )
  const keptOpen = await context.siteChecker.look({ place: where, now })
  if (keptOpen !== null) throw new Refusal(409, 'kept-open', KEPT_OPEN[keptOpen])
  const near = await decidedNear(context, { ...where, id, kind: place.kind }, now)
  const right = near.find((one) => one.what === 'cleared' && one.where === 'under')
  if (right)
    throw new Refusal(
      409,
      'kept-open',
      `${nameOf(right.place)} lies under it and was put right: undo that first if it is no longer right.`,
    )
  const decision = { what: 'shared', until: now + days * DAY, reason, by: by.person } as const
  await db.transaction().execute(async (trx) => {
    await needRoom(trx, id, 'shared', now)
    await decideAbout({ db: trx, vault }, id, decision, now)
    await note(trx, by.actor, 'found-share', `${id} days:${days}`)
  })
  context.live.hub.newsToAll()
  return 'school'
}

const nameOf = ({ host, path = '' }: FoundPlace): string => `${host}${path}`

/**
 * Puts a wrong call right for this school: whatever closed it gives way, on every device. Refuses (409) what would stay
 * closed with what lies above it.
 */
export async function clearFound(
  context: Context,
  id: number,
  { days, reason }: Wanted,
  by: Decider,
  now: number,
): Promise<FoundState> {
  const { db, vault } = context
  const { host, kind, ...sealed } = await theirs(db, id, by)
  const path = pathOf(vault, sealed)
  const near = await decidedNear(context, { host, ...(path !== '' && { path }), id, kind }, now)
  const closed = near.find((one) => one.what === 'shared' && one.where === 'above')
  if (closed)
    throw new Refusal(
      409,
      'closed-above',
      `It lies under ${nameOf(closed.place)}, which is closed for the school: open that, or undo it, first.`,
    )
  const until = days === undefined ? null : now + days * DAY
  await db.transaction().execute(async (trx) => {
    await needRoom(trx, id, 'cleared', now)
    await decideAbout({ db: trx, vault }, id, { what: 'cleared', until, reason, by: by.person }, now)
    await note(trx, by.actor, 'found-clear', `${id} ${days === undefined ? 'for-good' : `days:${days}`}`)
  })
  context.live.hub.newsToAll()
  return 'cleared'
}

/** Takes back what holds. Refuses (409) where nothing does. */
export async function undoFound(context: Context, id: number, by: Decider, now: number): Promise<FoundState> {
  const { db } = context
  await theirs(db, id, by)
  const done = await db.transaction().execute(async (trx) => {
    const ended = await endDecision({ db: trx }, id, by.person, now)
    if (ended) await note(trx, by.actor, 'found-undo', String(id))
    return ended
  })
  if (!done)
    throw new Refusal(409, 'nothing-holds', 'Nothing is decided about this any more: look at the list again.')
  context.live.hub.newsToAll()
  return 'device'
}

/** A place that they may decide about; to others it is not there (404). */
async function theirs(db: Database, id: number, { roles }: Decider) {
  const place = await db
    .selectFrom('found_places')
    .select(['host', 'kind', 'same', 'shared', 'content'])
    .where('id', '=', id)
    .where('kind', 'in', kindsFor(roles))
    .executeTakeFirst()
  if (!place) throw new Refusal(404, 'not-found', 'Nothing like this was found here.')
  return place
}
