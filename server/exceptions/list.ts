/** Unblocks and suspensions as staff see them: who, what, why, until when, decided by whom. */
import type { Selectable } from 'kysely'
import { formatEntry } from '../../lib/policy/entries.ts'
import type { Exception, Exceptions } from '../../lib/protocol/exceptions.ts'
import type { Context } from '../context.ts'
import { pieceOf } from '../db/piece.ts'
import type { PolicyExceptionsTable } from '../db/tables/policy-editor.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { nameOf } from '../staff/members.ts'
import { openContent } from './content.ts'

type Row = Selectable<PolicyExceptionsTable>

/** Of those that are over, in one answer. */
const PIECE = 50

/** `kinds`: those that the reader decides about. `before`: of those that are over, where to go on. */
export async function listExceptions(
  context: Context,
  kinds: readonly Row['kind'][],
  now: number,
  before?: string,
): Promise<Exceptions> {
  const { db } = context
  const of = () => db.selectFrom('policy_exceptions').selectAll().where('kind', 'in', kinds)
  const active =
    before === undefined
      ? await of().where('ended', 'is', null).where('until', '>', now).orderBy('until').execute()
      : []
  const over = await of()
    .where((e) => e.or([e('ended', 'is not', null), e('until', '<=', now)]))
    .$if(before !== undefined, (query) => query.where('id', '<', Number(before)))
    .orderBy('id', 'desc')
    .limit(PIECE + 1)
    .execute()
  const { items, next } = pieceOf(over, PIECE, ({ id }) => String(id))
  const rows = [...active, ...items]
  const names = await namesOf(context, rows)
  const policy = await policyInForce(context)
  const unblocking = kinds.includes('unblock')
  const holds = ({ until }: { readonly until: number }): boolean => until > now
  return {
    at: now,
    timeZone: zoneOf(policy),
    ...(next !== null && { next }),
    exceptions: rows.map((row) => describe(context, row, names)),
    written: {
      unblocks: unblocking ? (policy?.unblocks.filter(holds).length ?? 0) : 0,
      suspensions: policy?.suspensions.filter(holds).length ?? 0,
    },
    groups: unblocking ? Object.keys(policy?.groups ?? {}) : [],
    classes: unblocking
      ? await db
          .selectFrom('classes')
          .select(['id', 'name'])
          .where('ended', 'is', null)
          .orderBy('name')
          .execute()
      : [],
    contact: policy?.school.contact ?? '',
  }
}

interface Names {
  readonly people: ReadonlyMap<number, string>
  readonly staff: ReadonlyMap<number, string>
  readonly classes: ReadonlyMap<number, string>
}

async function namesOf(context: Context, rows: readonly Row[]): Promise<Names> {
  const { db } = context
  const ids = <T>(all: readonly (T | null)[]): T[] => [...new Set(all.flatMap((one) => one ?? []))] as T[]
  const staff = new Map<number, string>()
  for (const person of ids(rows.flatMap((row) => [row.decided_by, row.ended_by])))
    staff.set(person, (await nameOf(context, person)) ?? '')
  const classIds = ids(rows.map((row) => row.class))
  const classes =
    classIds.length === 0
      ? []
      : await db.selectFrom('classes').select(['id', 'name']).where('id', 'in', classIds).execute()
  return {
    people: await context.people.namesOf(db, ids(rows.map(({ person }) => person))),
    staff,
    classes: new Map(classes.map(({ id, name }) => [id, name])),
  }
}

function describe({ vault }: Context, row: Row, { people, staff, classes }: Names): Exception {
  const { id, kind, at, until, ended, person, class: classId, policy_group: group } = row
  const { entries, open, reason, talkTo } = openContent(vault, row)
  const whom =
    person !== null
      ? (people.get(person) ?? '')
      : classId !== null
        ? (classes.get(classId) ?? '')
        : `Group ${group}`
  return {
    id,
    kind,
    whom,
    sites: kind === 'unblock' ? entries.map((entry) => formatEntry({ ...entry, note: undefined })) : open,
    reason,
    ...(talkTo !== undefined && { talkTo }),
    at,
    until,
    ended,
    by: staff.get(row.decided_by ?? 0) ?? '',
    endedBy: staff.get(row.ended_by ?? 0) ?? '',
  }
}
