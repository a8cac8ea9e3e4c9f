/**
 * The audit as staff read it: the newest first, in words, with names in place of numbers. Read window by window with a
 * turn of the event loop after each: looking for something rare must not hold up everybody.
 */
import { setImmediate } from 'node:timers/promises'
import type { Selectable } from 'kysely'
import { AUDIT_KINDS, type Audit, type AuditKind, type AuditQuery } from '../../lib/protocol/audit.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import type { Context } from '../context.ts'
import { gather } from '../db/gather.ts'
import type { Database } from '../db/open.ts'
import type { AuditTable } from '../db/schema.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { daysAsTimes, type Times } from '../record/days.ts'
import { nameOf } from '../staff/members.ts'
import { DOERS, doerName, Names } from './names.ts'
import { CALLED, type Called } from './words/all.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>
type Row = Selectable<AuditTable>
type Filters = Omit<AuditQuery, 'before'>

/** Entries in one answer. */
const PAGE = 50
/** Rows of a window: some milliseconds of the event loop; and rows gone through for one answer, at most. */
const AT_ONCE = 1_000
const MOST_READ = 20_000

/** What an earlier or later Kerb noted: safeguarding leads and heads see that it was there. */
const UNKNOWN: Called = { did: 'did something that this version has no words for', kind: 'server' }

/** Whose pupils are named to whom: what a head reads about somebody elsewhere too, in the viewing log and of holds. */
const NAMED_TO_HEAD: readonly AuditKind[] = ['records', 'evidence']

export class AuditReader {
  readonly #parts: Parts
  readonly #roles: readonly Role[]
  readonly #names: Names

  /** @param roles of whoever reads: a network manager alone has what is about machines and rules */
  constructor(parts: Parts, roles: readonly Role[]) {
    this.#parts = parts
    this.#roles = roles
    this.#names = new Names(parts)
  }

  async page(asked: AuditQuery): Promise<Audit> {
    const zone = zoneOf(await policyInForce(this.#parts))
    const { found, last, isOver } = await gather(
      windows(this.#parts.db, daysAsTimes(zone, asked), asked.before),
      (row) => this.#isWanted(row, asked),
      { page: PAGE, read: MOST_READ },
    )
    const entries: Audit['entries'] = []
    for (const row of found) entries.push(await this.#said(row))
    return {
      entries,
      next: isOver || last === undefined ? null : placeOf(last),
      reached: isOver || last === undefined ? null : last.at,
      kinds: this.#kinds(),
      doers: asked.before === undefined ? await this.#doers() : [],
      timeZone: zone,
    }
  }

  /** Everything that fits, a window at a time. */
  async *all(asked: Filters): AsyncGenerator<Audit['entries']> {
    const times = daysAsTimes(zoneOf(await policyInForce(this.#parts)), asked)
    for await (const rows of windows(this.#parts.db, times, undefined)) {
      const entries: Audit['entries'] = []
      for (const row of rows) if (this.#isWanted(row, asked)) entries.push(await this.#said(row))
      yield entries
    }
  }

  #isWanted({ action, actor }: Row, { kind, who }: Filters): boolean {
    const called = CALLED.get(action) ?? UNKNOWN
    return (
      this.#maySee(called) &&
      (kind === undefined || called.kind === kind) &&
      (who === undefined || actor === who || actor.startsWith(`${who}:`))
    )
  }

  /** Safeguarding leads and heads see all of it. */
  #maySee(called: Called): boolean {
    return called.network === true || this.#roles.includes('dsl') || this.#roles.includes('head')
  }

  async #said({ id, at, actor, action, subject }: Row): Promise<Audit['entries'][number]> {
    const { kind, did, about } = CALLED.get(action) ?? UNKNOWN
    const isNamed =
      this.#roles.includes('dsl') || (this.#roles.includes('head') && NAMED_TO_HEAD.includes(kind))
    const tell = isNamed ? this.#names : this.#names.unnamed
    return {
      id,
      at,
      kind,
      who: await doerName(actor, this.#names),
      did,
      about: CALLED.has(action) ? ((await about?.(subject, tell)) ?? '') : action,
    }
  }

  #kinds(): AuditKind[] {
    const seen = new Set([...CALLED.values()].filter((one) => this.#maySee(one)).map(({ kind }) => kind))
    return AUDIT_KINDS.filter((kind) => seen.has(kind))
  }

  async #doers(): Promise<Audit['doers']> {
    const staff = await this.#parts.db.selectFrom('staff').select('person').execute()
    const doers: Audit['doers'] = []
    for (const { person } of staff)
      doers.push({ who: `staff:${person}`, name: (await nameOf(this.#parts, person)) ?? '' })
    return [
      ...doers.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
      ...DOERS.map(([who, name]) => ({ who, name })),
    ]
  }
}

const placeOf = ({ at, id }: Row): string => `${at}.${id}`

/** Rows of these times, before a place, the newest first. */
async function* windows(
  db: Database,
  { since, until }: Times,
  before: string | undefined,
): AsyncGenerator<Row[]> {
  const [beforeAt = until, beforeId = 0] = before?.split('.').map(Number) ?? []
  let place = { at: Math.min(beforeAt, until), id: beforeAt < until ? beforeId : 0 }
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('at', '>=', since)
      .where('at', '<=', place.at)
      .where((e) => e(e.refTuple('at', 'id'), '<', e.tuple(place.at, place.id)))
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(AT_ONCE)
      .execute()
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) return
    place = last
    await setImmediate()
  }
}
