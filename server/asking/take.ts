/** What a device asks for: kept once, folded with what the same person has asked for already, and told of. */
import type { Place } from '../../lib/policy/document.ts'
import {
  type PageAsk,
  type PageAsks,
  type PageState,
  type PageStates,
  subjectKey,
} from '../../lib/protocol/page-requests.ts'
import { saidWhy } from '../../lib/protocol/ready-whys.ts'
import { canonical } from '../../lib/verdict/address.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { policyInForce } from '../documents/documents.ts'
import { type Installation, personOf } from '../enrolment/installations.ts'
import { openRequest, type RequestContent, sealRequest } from './content.ts'
import { type Judged, judgePage, lessonToAsk } from './judge.ts'
import { standingRows } from './rows.ts'
import { takeSaved } from './saved.ts'
import { statesOf } from './states.ts'

/** Of one person, at once. */
const MOST_OPEN = 20
/** Of one installation, in a day. */
const MOST_A_DAY = 60
const DAY = 86_400_000
/** What a pupil said of one page: the newest are kept. */
const MOST_WHYS = 5

interface Asker {
  readonly installation: Installation
  readonly person: number
  readonly place: Place
}
type Refused = Extract<PageState['state'], 'never' | 'many' | 'ended'>

/** Takes what is new and what became of files, and answers how all that was asked for on this installation stands. */
export async function takeAsks(
  context: Context,
  installation: Installation,
  { asks, used = [], person: name }: PageAsks,
  place: Place,
  now: number,
): Promise<PageStates> {
  const person = personOf(installation)
  if (person === 'withheld') return { standing: 'withheld', states: [] }
  if (person === null) return { standing: 'nobody', states: [] }
  // Somebody else has just signed in there, and the server has not been told yet.
  if ((await context.people.find(context.db, name)) !== person) return { standing: 'withheld', states: [] }
  const refused: PageState[] = []
  for (const ask of asks) {
    const state = await take(context, { installation, person, place }, ask, now)
    if (state !== undefined) refused.push({ id: ask.id, state, with: 'network' })
  }
  await takeSaved(context, { installation: installation.id, person }, used, now)
  const states = await statesOf(context, installation.id, person, now)
  return { standing: 'known', states: [...refused, ...states].slice(0, 100) }
}

/** Undefined when it is kept; otherwise why it is not. */
async function take(context: Context, asker: Asker, ask: PageAsk, now: number): Promise<Refused | undefined> {
  const { db } = context
  const known = await db
    .selectFrom('page_asks')
    .select('request')
    .where('installation', '=', asker.installation.id)
    .where('asked', '=', ask.id)
    .executeTakeFirst()
  if (known) return undefined
  if (canonical(ask.url) === null) return 'never'
  const judged = await judgeFor(context, asker, ask, now)
  if (judged.isNever) return 'never'
  const lesson = await lessonToAsk(context, asker.person, ask, now)
  // It was asked in a lesson that is over by now, and nothing else closes it.
  if (judged.isOpen && ask.lesson !== undefined && !lesson?.closes) return 'ended'
  const kept = await keep(context, asker, ask, { judged, lesson: lesson?.found.lesson.id ?? null }, now)
  if (kept === 'many') return kept
  await note(db, `device:${asker.installation.id}`, 'page-ask', String(kept.id))
  if (kept.lesson !== null) context.live.asked.changed(kept.lesson)
  return undefined
}

async function judgeFor(
  context: Context,
  { installation, person, place }: Asker,
  page: PageAsk,
  at: number,
): Promise<Judged> {
  const { db, vault, people } = context
  const policy = await policyInForce({ db, vault })
  const name = (await people.nameOf(db, person)) ?? undefined
  const who = [{ group: installation.claimed_group ?? undefined, person: name }]
  return judgePage(context, policy, page, { who, place, at })
}

interface Found {
  readonly judged: Judged
  readonly lesson: string | null
}

/** In one step, so that two devices of one person that ask at once make one request. */
const keep = (
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  { installation, person }: Asker,
  ask: PageAsk,
  found: Found,
  now: number,
): Promise<{ id: number; lesson: string | null } | 'many'> =>
  db.transaction().execute(async (trx) => {
    const same = new Uint8Array(vault.lookup(`page ${subjectKey(ask)}`))
    const open = await standingRows(trx, now).where('page_requests.person', '=', person).execute()
    const repeat = open.find((row) => Buffer.compare(row.same, same) === 0)
    if (!repeat && open.length >= MOST_OPEN) return 'many'
    if ((await askedSince(trx, installation.id, now - DAY)) >= MOST_A_DAY) return 'many'
    const kept = repeat
      ? await fold({ db: trx, vault }, repeat, ask, found, now)
      : await add({ db: trx, vault }, { person, same }, ask, found, now)
    await trx
      .insertInto('page_asks')
      .values({ installation: installation.id, asked: ask.id, request: kept.id, at: now })
      .execute()
    return kept
  })

async function askedSince(db: Database, installation: number, since: number): Promise<number> {
  const { n } = await db
    .selectFrom('page_asks')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('installation', '=', installation)
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return n
}

type Parts = { readonly db: Database; readonly vault: Context['vault'] }

async function add(
  { db, vault }: Parts,
  of: { readonly person: number; readonly same: Uint8Array<ArrayBuffer> },
  ask: PageAsk,
  { judged, lesson }: Found,
  now: number,
): Promise<{ id: number; lesson: string | null }> {
  const content: RequestContent = {
    url: ask.url,
    frame: ask.frame,
    ...(ask.file && { file: ask.file }),
    whys: ask.why === '' ? [] : [saidWhy(ask.why)],
    closed: judged.closed,
  }
  const { id } = await db
    .insertInto('page_requests')
    .values({
      ...of,
      lesson,
      only_lesson: judged.isOpen && lesson !== null ? 1 : 0,
      teacher_may: judged.teacherMay ? 1 : 0,
      handed_by: null,
      times: 1,
      at: now,
      last: now,
      state: 'open',
      decided: null,
      decided_by: null,
      approval: null,
      content: sealRequest(vault, of.person, content),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, lesson }
}

/** Asked again: counted, with what is said now; in another lesson its teacher has it, unless it was handed on. */
async function fold(
  { db, vault }: Parts,
  row: { id: number; person: number; lesson: string | null; handed_by: number | null; content: Uint8Array },
  ask: PageAsk,
  { judged, lesson }: Found,
  now: number,
): Promise<{ id: number; lesson: string | null }> {
  const content = openRequest(vault, row)
  const why = saidWhy(ask.why)
  const isNew = why !== '' && !content.whys.includes(why)
  const whys = isNew ? [...content.whys, why].slice(-MOST_WHYS) : content.whys
  const place = row.handed_by === null ? lesson : row.lesson
  await db
    .updateTable('page_requests')
    .set((e) => ({
      times: e('times', '+', 1),
      last: now,
      lesson: place,
      only_lesson: judged.isOpen && place !== null ? 1 : 0,
      teacher_may: judged.teacherMay ? 1 : 0,
      content: sealRequest(vault, row.person, { ...content, closed: judged.closed, whys }),
    }))
    .where('id', '=', row.id)
    .execute()
  return { id: row.id, lesson: place }
}
