/** The fleet as a file: one line a device, in pieces, between which devices are answered. */
import { setImmediate } from 'node:timers/promises'
import { RULES_PROBLEM } from '../../lib/protocol/wire.ts'
import { line, MARK } from '../../lib/protocol/csv.ts'
import type { Database } from '../db/open.ts'
import { isExpected, type Known, ordered, type Query, select } from './views.ts'

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

/** The view as CSV, the heading first. Devices that come or go meanwhile may be missing or stand twice. */
export async function* fleetCsv(
  db: Database,
  query: Query,
  known: Known,
  now: number,
): AsyncGenerator<string> {
  yield MARK + line(COLUMNS)
  for (let from = 0; ; from += AT_ONCE) {
    const rows = await select(db, query, known, now)
      .selectAll('installations')
      .select(isExpected.as('expected'))
      .orderBy(ordered(query.sort))
      .limit(AT_ONCE)
      .offset(from)
      .execute()
    yield rows
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
    if (rows.length < AT_ONCE) return
    await setImmediate()
  }
}

/** Expected devices that never asked, all of them. */
export async function* neverSeenCsv(
  pages: (page: number) => Promise<{
    readonly devices: readonly { readonly kind: string; readonly value: string; readonly added: number }[]
    readonly pageSize: number
  }>,
): AsyncGenerator<string> {
  yield MARK + line(['kind', 'id', 'on the list since'])
  for (let page = 0; ; page += 1) {
    const { devices, pageSize } = await pages(page)
    yield devices.map(({ kind, value, added }) => line([kind, value, time(added)])).join('')
    if (devices.length < pageSize) return
    await setImmediate()
  }
}
