/** What teachers ask the network manager for: sites that the school's policy closes. Site and reason are sealed. */
import { type LessonSite, lessonSiteSchema } from '../../lib/policy/lesson.ts'
import type { SiteRequest, SiteRequests } from '../../lib/protocol/lessons.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { numbersOf, pieceOf } from '../db/piece.ts'
import { within } from '../db/within.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'
import { nameOf } from '../staff/members.ts'

/** Of one teacher, at once. */
const MOST_OPEN = 100
/** Decided ones in one answer. */
const PIECE = 50

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

const contentSchema = z.object({ site: lessonSiteSchema, why: z.string() })

export interface Asked {
  readonly class: number
  readonly site: LessonSite
  readonly why: string
}

/**
 * Asks for a site for a class. The number of the request, or null when the same is asked already for that class.
 * Refuses (409) when somebody has asked for too many.
 */
export const askForSite = (
  { db, vault }: Pick<Parts, 'db' | 'vault'>,
  person: number,
  { class: classId, site, why }: Asked,
  now: number,
): Promise<number | null> =>
  within(db, async (trx) => {
    const open = await openRequests({ db: trx, vault })
    if (open.some((one) => one.class === classId && isSame(one.site, site))) return null
    if (open.filter((one) => one.person === person).length >= MOST_OPEN)
      throw new Refusal(409, 'many', `${MOST_OPEN} sites that you asked for wait already.`)
    const content = vault.seal(JSON.stringify({ site, why }), PLACE_OF.siteRequest(classId))
    const { id } = await trx
      .insertInto('site_requests')
      .values({ class: classId, person, at: now, state: 'open', decided: null, content })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })

/** The hosts that somebody has asked for and nobody has decided on. */
export const hostsAskedFor = async (parts: Pick<Parts, 'db' | 'vault'>): Promise<ReadonlySet<string>> =>
  new Set((await openRequests(parts)).map(({ site }) => site.host))

/** Every open request, the oldest first, then those that were decided last; of `before` only those decided earlier. */
export async function listRequests(parts: Parts, before?: string): Promise<SiteRequests> {
  const open =
    before === undefined
      ? await rows(parts.db).where('state', '=', 'open').orderBy('site_requests.id').execute()
      : []
  let query = rows(parts.db).where('state', '!=', 'open')
  if (before !== undefined) {
    const [at = 0, id = 0] = numbersOf(before)
    query = query.where((e) => e(e.refTuple('decided', 'site_requests.id'), '<', e.tuple(at, id)))
  }
  const found = await query
    .orderBy('decided', 'desc')
    .orderBy('site_requests.id', 'desc')
    .limit(PIECE + 1)
    .execute()
  const { items: decided, next } = pieceOf(found, PIECE, (row) => `${row.decided ?? 0}.${row.id}`)
  const listed: SiteRequest[] = []
  for (const row of [...open, ...decided]) listed.push(await described(parts, row))
  return { requests: listed, ...(next !== null && { next }) }
}

/** Decides on a request and answers it as it is then. Refuses one that is not there (404) or decided (409). */
export async function decideRequest(
  parts: Parts,
  id: number,
  state: 'done' | 'declined',
  now: number,
): Promise<SiteRequest> {
  const { numUpdatedRows } = await parts.db
    .updateTable('site_requests')
    .set({ state, decided: now })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  const row = await rows(parts.db).where('site_requests.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal(404, 'not-found', 'There is no such request.')
  if (numUpdatedRows === 0n)
    throw new Refusal(409, 'decided', 'Somebody has decided on this request already.')
  return described(parts, row)
}

const rows = (db: Database) =>
  db
    .selectFrom('site_requests')
    .innerJoin('classes', 'classes.id', 'site_requests.class')
    .select(['site_requests.id', 'class', 'classes.name', 'person', 'at', 'state', 'decided', 'content'])

type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

async function described(parts: Parts, row: Row): Promise<SiteRequest> {
  const { site, why } = opened(parts.vault, row)
  const by = (await nameOf(parts, row.person)) ?? ''
  return { id: row.id, ...site, class: row.name, by, why, at: row.at, state: row.state }
}

async function openRequests({ db, vault }: Pick<Parts, 'db' | 'vault'>) {
  const open = await db
    .selectFrom('site_requests')
    .select(['class', 'person', 'content'])
    .where('state', '=', 'open')
    .execute()
  return open.map((row) => ({ ...row, ...opened(vault, row) }))
}

const opened = (vault: Vault, { class: classId, content }: Pick<Row, 'class' | 'content'>) =>
  contentSchema.parse(JSON.parse(vault.open(content, PLACE_OF.siteRequest(classId))))

const isSame = (a: LessonSite, b: LessonSite): boolean => a.host === b.host && a.path === b.path
