/** Requests as staff see them: the network manager those that are theirs, a teacher those of the lesson. */
import { sql } from 'kysely'
import type { PageRequest, PageRequests } from '../../lib/protocol/page-requests.ts'
import type { Context } from '../context.ts'
import { numbersOf, pieceOf } from '../db/piece.ts'
import { openApproval, openRequest } from './content.ts'
import type { Lesson } from '../../lib/policy/lesson.ts'
import { foundAtPages } from '../found/asked.ts'
import { kept, openContent } from '../lessons/content.ts'
import { choicesOf } from './opens.ts'
import {
  isActive,
  isInLesson,
  isWithTeacher,
  requestRows,
  type RequestRow,
  standingRows,
  standsAs,
} from './rows.ts'
import { canonical } from '../../lib/verdict/address.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Decided ones in one answer. */
const PIECE = 50
/** More open ones than this are no list any more: it is said that there are others. */
const MOST_OPEN = 500

/** Every open request that the network manager has, the oldest first; then what is open now, and what was decided last. */
export async function listForNetwork(parts: Parts, now: number, before?: string): Promise<PageRequests> {
  const { items: decided, next } = await decidedBefore(parts, before)
  const older = next === null ? {} : { next }
  if (before !== undefined) return { requests: await describe(parts, decided, now), ...older }
  const theirs = await inTurn(
    standingRows(parts.db, now).where((e) =>
      e.or([
        e('handed_by', 'is not', null),
        e('lessons.until', 'is', null),
        e('lessons.until', '<=', now),
        e('lessons.ended', 'is not', null),
      ]),
    ),
  )
  const active = await requestRows(parts.db)
    .where('page_approvals.ended', 'is', null)
    .where('page_approvals.until', '>', now)
    .orderBy('page_requests.decided', 'desc')
    .limit(MOST_OPEN)
    .execute()
  const seen = new Set(active.map(({ id }) => id))
  const rows = [...theirs, ...active, ...decided.filter(({ id }) => !seen.has(id))]
  return {
    requests: await describe(parts, rows, now),
    ...older,
    ...(theirs.length === MOST_OPEN && { full: true as const }),
  }
}

async function decidedBefore({ db }: Parts, before: string | undefined) {
  let query = requestRows(db).where('state', '!=', 'open')
  if (before !== undefined) {
    const [at = 0, id = 0] = numbersOf(before)
    query = query.where((e) =>
      e(e.refTuple('page_requests.decided', 'page_requests.id'), '<', e.tuple(at, id)),
    )
  }
  const rows = await query
    .orderBy('page_requests.decided', 'desc')
    .orderBy('page_requests.id', 'desc')
    .limit(PIECE + 1)
    .execute()
  return pieceOf(rows, PIECE, ({ decided, id }) => `${decided ?? 0}.${id}`)
}

/** The requests that were made in a lesson, the oldest first. */
export async function listForLesson(parts: Parts, lesson: string, now: number): Promise<PageRequest[]> {
  const open = await inTurn(standingRows(parts.db, now).where('page_requests.lesson', '=', lesson))
  const over = await requestRows(parts.db)
    .where('page_requests.lesson', '=', lesson)
    .where(
      'page_requests.id',
      'not in',
      open.map(({ id }) => id),
    )
    .orderBy('page_requests.last', 'desc')
    .limit(MOST_OPEN)
    .execute()
  return describe(parts, byId([...open, ...over]), now)
}

/** Where there are more than a list holds: of everybody the first, then of everybody the second. */
const inTurn = async (rows: ReturnType<typeof requestRows>): Promise<RequestRow[]> =>
  byId(
    await rows
      .orderBy(sql`row_number() OVER (PARTITION BY page_requests.person ORDER BY page_requests.id)`)
      .orderBy('page_requests.id')
      .limit(MOST_OPEN)
      .execute(),
  )

const byId = (rows: readonly RequestRow[]): RequestRow[] => rows.toSorted((a, b) => a.id - b.id)

async function describe(parts: Parts, rows: readonly RequestRow[], now: number): Promise<PageRequest[]> {
  const { db, vault, people } = parts
  const persons = [...new Set(rows.map(({ person }) => person))]
  const names = await people.namesOf(db, persons)
  const classes = await classesOfPupils(parts, persons)
  const lessons = await lessonsOf(parts, rows)
  const contents = new Map(rows.map((row) => [row.id, openRequest(vault, row)]))
  const found = await foundAtPages(
    parts,
    [...contents.values()].map(({ url }) => url),
    now,
  )
  return rows.map((row) => {
    const content = contents.get(row.id) ?? openRequest(vault, row)
    const { url, frame, file: asked, whys, closed, handed, decision, saved } = content
    const lesson = row.lesson === null ? undefined : lessons.get(row.lesson)
    const { page, site, file } = choicesOf(content, {
      lesson: isInLesson(row, now) ? lesson : undefined,
      byTeacher: isWithTeacher(row, now),
      isOpen: row.only_lesson === 1,
    })
    return {
      id: row.id,
      person: row.person,
      name: names.get(row.person) ?? '',
      url,
      host: canonical(url)?.host ?? '',
      frame,
      ...(asked && { file: asked }),
      whys,
      times: row.times,
      at: row.at,
      last: row.last,
      closed,
      ...(found.has(url) && { found: found.get(url) }),
      teacherMay: row.teacher_may === 1,
      onlyLesson: row.only_lesson === 1,
      opens: {
        ...(page && { page: page.words }),
        ...(site && { site: site.words }),
        ...(file && { file: file.words }),
      },
      ...(lesson !== undefined && { lesson: lesson.name }),
      classes: classes.get(row.person) ?? [],
      ...(handed && { handed }),
      state: standsAs(row, now),
      ...(decision && {
        decided: { at: row.decided ?? 0, by: decision.by, reason: decision.reason },
      }),
      ...approvalOf(vault, row, now),
      ...(saved !== undefined && { saved }),
    }
  })
}

function approvalOf(vault: Parts['vault'], row: RequestRow, now: number): Pick<PageRequest, 'approval'> {
  if (row.approval === null || row.approval_content === null || row.approval_until === null) return {}
  const of = { person: row.for_person, class: row.for_class, content: row.approval_content }
  const { opens, for: whom } = openApproval(vault, of)
  const until = row.approval_ended ?? row.approval_until
  return { approval: { id: row.approval, opens, for: whom, until, active: isActive(row, now) } }
}

async function classesOfPupils(
  { db }: Parts,
  persons: readonly number[],
): Promise<ReadonlyMap<number, { id: number; name: string }[]>> {
  if (persons.length === 0) return new Map()
  const rows = await db
    .selectFrom('class_pupils')
    .innerJoin('classes', 'classes.id', 'class_pupils.class')
    .select(['class_pupils.person', 'classes.id', 'classes.name'])
    .where('class_pupils.person', 'in', persons)
    .where('classes.ended', 'is', null)
    .orderBy('classes.name')
    .execute()
  const grouped = Map.groupBy(rows, ({ person }) => person)
  return new Map([...grouped].map(([person, of]) => [person, of.map(({ id, name }) => ({ id, name }))]))
}

async function lessonsOf({ db, vault }: Parts, rows: readonly RequestRow[]): Promise<Map<string, Lesson>> {
  const ids = [...new Set(rows.flatMap(({ lesson }) => lesson ?? []))]
  if (ids.length === 0) return new Map()
  const found = await db.selectFrom('lessons').selectAll().where('id', 'in', ids).execute()
  return new Map(found.map((row) => [row.id, kept(row, openContent(vault, row)).lesson]))
}
