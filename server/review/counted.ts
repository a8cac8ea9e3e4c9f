/** Facts of the last year that are counts: requests, concerns, looks, lists. Few enough rows to be counted at once. */
import { figureOf } from '../../lib/protocol/figures.ts'
import { DAY } from '../../lib/time/zone.ts'
import type { Database } from '../db/open.ts'
import { cutsOf } from '../keeping/keeping.ts'
import { day, type Evidence, said } from './table.ts'

/** Counts of a year that take a moment each. */
export async function countedOf(db: Database, now: number): Promise<Evidence> {
  const until = Math.floor(now / DAY) * DAY
  const since = until - 365 * DAY
  const kept = (await cutsOf(db, now)).of.requests
  const figure = (count: number): string => said(figureOf(count))
  const requests = await db
    .selectFrom('page_requests')
    .select((e) => ['state', e.fn.countAll<number>().as('count')])
    .where('at', '>=', since)
    .where('at', '<', until)
    .groupBy('state')
    .execute()
  const concerns = await db
    .selectFrom('concerns')
    .select((e) => ['state', e.fn.countAll<number>().as('count')])
    .where('received', '>=', since)
    .where('received', '<', until)
    .groupBy('state')
    .execute()
  const looks = await db
    .selectFrom('record_looks')
    .select((e) => ['reason', e.fn.countAll<number>().as('count')])
    .where('at', '>=', since)
    .where('at', '<', until)
    .groupBy('reason')
    .execute()
  const found = await db
    .selectFrom('found_decisions')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const sources = await db.selectFrom('list_sources').select(['name', 'checked', 'failing']).execute()
  const locked = await db
    .selectFrom('locked_documents')
    .select('loaded')
    .orderBy('loaded', 'desc')
    .executeTakeFirst()
  const agreed = await db
    .selectFrom('counted_agreements')
    .select((e) => e.fn.count<number>('person').distinct().as('count'))
    .executeTakeFirstOrThrow()
  const table = (
    title: string,
    head: readonly string[],
    rows: readonly (readonly string[])[],
    none: string,
  ) => ({
    title,
    head,
    rows,
    none,
  })
  // Of what there is none, and of what there are few, no line: the difference would be a figure.
  const by = (rows: readonly { readonly name: string; readonly count: number }[]) =>
    rows.flatMap(({ name, count }) => (figureOf(count) === 'few' ? [] : [[name, figure(count)]]))
  return {
    requests: table(
      kept > since
        ? `Pages asked for since ${day(kept)}: older ones are not kept`
        : 'Pages asked for in the last year',
      ['State', 'Requests'],
      by(requests.map(named('state'))),
      FEW_EACH,
    ),
    concerns: table(
      'Concerns in the last year',
      ['State', 'Concerns'],
      by(concerns.map(named('state'))),
      FEW_EACH,
    ),
    looks: table(
      'Looks at pupils’ records in the last year',
      ['Reason', 'Looks'],
      by(looks.map(named('reason'))),
      FEW_EACH,
    ),
    found: table('What the guard found', ['Decided by staff'], [[figure(found.count)]], ''),
    agreement: table('People who agreed to the agreement', ['People'], [[figure(agreed.count)]], ''),
    lists: table(
      'Website lists',
      ['List', 'Last looked at', 'State'],
      sources.map(({ name, checked, failing }) => [
        name,
        checked === null ? 'never' : day(checked),
        failing === null ? 'in order' : 'failing',
      ]),
      'No list beside those that come with Kerb.',
    ),
    illegal: table(
      'List of illegal pages',
      ['Loaded'],
      locked ? [[day(locked.loaded)]] : [],
      'None is loaded in Kerb: the school’s internet connection must apply the IWF and CTIRU lists.',
    ),
  }
}

const FEW_EACH = 'Fewer than five of each.'

/** A group of a count, by the column that it is grouped by. */
const named =
  <K extends string>(column: K) =>
  (row: Readonly<Record<K, string>> & { readonly count: number }) => ({ name: row[column], count: row.count })
