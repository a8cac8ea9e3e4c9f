/** The lines of a member's inbox, what waits before what does not: in the database, because a page of it is not all of it. */
import { sql } from 'kysely'
import { CONCERN_NEWS, type Inbox, type InboxEntry } from '../../lib/protocol/concerns.ts'
import { type HandFilter, handSchema } from '../../lib/protocol/concern-hands.ts'
import type { Context } from '../context.ts'
import type { ConcernsTable } from '../db/tables/safeguarding.ts'

const PAGE = 50

/** Which part of the inbox is asked for. */
export interface Which {
  /** The id to go on before, and where it stood. */
  readonly before?: string | undefined
  readonly place?: string | undefined
  readonly hand?: HandFilter | undefined
}

type Line = Pick<ConcernsTable, 'id' | 'received' | 'today' | 'state'> & { readonly rank: number } & {
  readonly [news in (typeof CONCERN_NEWS)[number]]: number
} & {
  readonly unopened: number
  readonly given: number
  /** The last statement of who has it in hand: JSON. */
  readonly hand: string | null
}

/**
 * What this member, or anybody, has not opened first, of that what is needed today; then what has news, the rest, and
 * what is closed. Newest first in each.
 */
export async function inbox(
  { db, ledgers }: Pick<Context, 'db' | 'ledgers'>,
  me: string,
  which: Which,
): Promise<Inbox> {
  const [before, hand] = [which.before ?? null, which.hand ?? null]
  const [rank = null, received = null] = which.place?.split('.').map(Number) ?? []
  const inForce = JSON.stringify((await ledgers.current()).keys.map(({ id }) => id))
  const { rows } = await sql<Line>`
    WITH own AS (
      SELECT k.key FROM safeguarding_keys k JOIN safeguarding_keys m ON m.person = k.person AND m.key = ${me}
    ), last_hands AS (
      SELECT concern, max(number) AS number, key, at, "by", signature, came FROM concern_hands GROUP BY concern
    ), mine AS (
      SELECT c.id, c.received, c.today, c.state, o.key IS NULL AS unopened,
        EXISTS (SELECT 1 FROM concern_messages m WHERE m.concern = c.id AND m.sender = 'pupil'
          AND m.number > coalesce(o.upto, 0)) AS message,
        EXISTS (SELECT 1 FROM concern_acts a WHERE a.concern = c.id AND a.act = 'asked' AND a.key <> ${me}
          AND a.at > coalesce(o.last, 0) AND NOT EXISTS (SELECT 1 FROM concern_acts h WHERE h.concern = c.id
          AND h.act = 'handed' AND h.key = ${me} AND h.other = a.key)) AS asked,
        EXISTS (SELECT 1 FROM concern_acts a WHERE a.concern = c.id AND a.act = 'handed' AND a.other = ${me}
          AND a.at > coalesce(o.last, 0)) AS handed,
        coalesce(h.key IN own AND h."by" NOT IN own AND h.came > coalesce(o.last, 0), 0) AS given,
        CASE WHEN h.concern IS NULL THEN NULL ELSE
          json_object('number', h.number, 'to', h.key, 'at', h.at, 'by', h."by", 'signature', h.signature) END AS hand,
        CASE WHEN h.key NOT IN (SELECT value FROM json_each(${inForce})) THEN 'nobody' WHEN h.key IN own THEN 'mine'
          WHEN h.key IS NOT NULL THEN 'others' ELSE 'nobody' END AS holder
      FROM concern_wraps w JOIN concerns c ON c.id = w.concern
      LEFT JOIN last_hands h ON h.concern = c.id
      LEFT JOIN concern_acts o ON o.concern = c.id AND o.act = 'opened' AND o.key = ${me} AND o.other = ''
      WHERE w.key = ${me} AND (w.later = 0 OR c.reminded > 0)
    ), ranked AS (
      SELECT *, -received AS age, CASE
        WHEN (unopened OR state = 'sent' OR message) AND today THEN 0
        WHEN unopened OR state = 'sent' THEN 1
        WHEN message OR asked OR handed OR given THEN 2
        WHEN state <> 'closed' THEN 3 ELSE 4 END AS rank
      FROM mine
    )
    -- From where it stood: opened since, it stands elsewhere, and what came between would never be shown. Who does not say so
    -- (extensions of before) goes on from where it stands now, among all: it may have left the part that is asked for.
    SELECT * FROM ranked WHERE (${hand} IS NULL OR holder = ${hand})
    AND (${before} IS NULL OR (rank, age, id) > (coalesce(${rank}, (SELECT rank FROM ranked WHERE id = ${before})),
      coalesce(-${received}, (SELECT age FROM ranked WHERE id = ${before})), ${before}))
    ORDER BY rank, age, id LIMIT ${PAGE + 1}`.execute(db)
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  const concerns = shown.map(entryOf)
  return last ? { concerns, next: last.id, place: `${last.rank}.${last.received}` } : { concerns }
}

const entryOf = (line: Line): InboxEntry => ({
  id: line.id,
  received: line.received,
  today: line.today === 1,
  state: line.state,
  unopened: line.unopened === 1,
  news: CONCERN_NEWS.filter((news) => line[news] === 1),
  ...(line.hand !== null && { hand: handSchema.parse(JSON.parse(line.hand) as unknown) }),
  given: line.given === 1,
})
