/** The fleet as a file: one line a device, in pieces, between which devices are answered. */
import { setImmediate } from 'node:timers/promises'
import { RULES_PROBLEM } from '../../lib/protocol/wire.ts'
import { line, MARK } from '../../lib/protocol/csv.ts'
import type { Database } from '../db/open.ts'
import { type Absent, absentAfter } from './never-seen.ts'
import { among, isExpected, type Known, ordered, type Query, select } from './views.ts'

const AT_ONCE = 200

const COLUMNS = [
  'directory id',
  'asset id',
  'code',
  'state',
  'reason',
  'standing',
  'why',
  'expected',
  'outdated',
  'kerb',
  'browser',
  'platform',
  'policy',
  'rules in force',
  'place',
  'first seen',
  'last seen',
  'rows written',
  'rows here',
  'second rows under one number',
  'findings',
]

const time = (at: number): string => new Date(at).toISOString()

/** The view as CSV, the heading first: whoever is in it when it is asked for, once each, whoever is heard from meanwhile. */
export async function* fleetCsv(
  db: Database,
  query: Query,
  known: Known,
  now: number,
): AsyncGenerator<string> {
  yield MARK + line(COLUMNS)
  const ids = await select(db, query, known, now).select('id').orderBy(ordered(query.sort)).execute()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const piece = ids.slice(from, from + AT_ONCE).map(({ id }) => id)
    const found = await db
      .selectFrom('installations')
      .selectAll()
      .select(isExpected.as('expected'))
      .where(among(piece))
      .execute()
    const rows = new Map(found.map((row) => [row.id, row]))
    yield piece
      .flatMap((id) => rows.get(id) ?? [])
      .map((row) => {
        const standing = known.standings.get(row.id)
        const problems = JSON.parse(row.problems) as string[]
        const hasRules = row.enforcing !== null && !problems.some((code) => code.startsWith(RULES_PROBLEM))
        return line([
          row.directory_id ?? '',
          row.asset_id ?? '',
          row.installation,
          row.state,
          row.state_reason,
          standing?.is ?? '',
          standing?.whys.join(' ') ?? '',
          row.expected === 1 ? 'yes' : 'no',
          known.outdated.get(row.id)?.join(' ') ?? '',
          row.extension,
          row.browser,
          row.platform,
          row.policy_epoch === null ? '' : `${row.policy_epoch}.${row.policy_number}`,
          hasRules ? 'yes' : 'no',
          row.place,
          time(row.first_seen),
          time(row.last_seen),
          row.written,
          row.acknowledged,
          row.forks,
          problems.join(' '),
        ])
      })
      .join('')
    await setImmediate()
  }
}

/** Expected devices that never asked, all of them. */
export async function* neverSeenCsv(db: Database): AsyncGenerator<string> {
  yield MARK + line(['kind', 'id', 'on the list since'])
  for (let last: Absent | undefined; ;) {
    const devices = await absentAfter(db, last, AT_ONCE)
    yield devices.map(({ kind, value, added }) => line([kind, value, time(added)])).join('')
    if (devices.length < AT_ONCE) return
    last = devices.at(-1)
    await setImmediate()
  }
}
