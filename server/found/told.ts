/** What every device is told of findings: what the school has closed for all, and what it has cleared. */
import { createHash } from 'node:crypto'
import type { Evidence, Family } from '../../lib/policy/finding.ts'
import {
  type Cleared,
  MOST_CLEARED,
  MOST_QUARANTINED,
  type Quarantined,
} from '../../lib/policy/quarantine.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { pathOf } from './content.ts'

export interface Told {
  readonly quarantine: readonly Quarantined[]
  readonly cleared: readonly Cleared[]
  /** The same for the same; empty where there is nothing to tell. */
  readonly mark: string
}

const NOTHING: Told = { quarantine: [], cleared: [], mark: '' }
const known = new WeakMap<Database, { readonly key: string; readonly told: Told }>()

/** Of what holds at `now`. Worked out once for each change: every heartbeat asks. */
export async function toldNow({ db, vault }: Pick<Context, 'db' | 'vault'>, now: number): Promise<Told> {
  const holding = await db
    .selectFrom('found_decisions')
    .select(['id', 'what'])
    .where('ended', 'is', null)
    .where((e) => e.or([e('until', 'is', null), e('until', '>', now)]))
    // Of more than devices hold, what nobody decided gives way.
    .orderBy('by_devices')
    .orderBy('id', 'desc')
    .execute()
  if (holding.length === 0) return NOTHING
  const shared = holding.filter(({ what }) => what === 'shared').slice(0, MOST_QUARANTINED)
  const cleared = holding.filter(({ what }) => what === 'cleared').slice(0, MOST_CLEARED)
  const ids = [...shared, ...cleared].map(({ id }) => id)
  const key = ids.join()
  const kept = known.get(db)
  if (kept?.key === key) return kept.told
  const told = await read({ db, vault }, ids)
  known.set(db, { key, told })
  return told
}

async function read({ db, vault }: Pick<Context, 'db' | 'vault'>, ids: readonly number[]): Promise<Told> {
  const rows = await db
    .selectFrom('found_decisions')
    .innerJoin('found_places', 'found_places.id', 'found_decisions.place')
    .select(['found_decisions.id', 'found_decisions.place', 'what', 'at', 'until'])
    .select(['same', 'host', 'kind', 'content'])
    .where('found_decisions.id', 'in', ids)
    .orderBy('found_decisions.id')
    .execute()
  const quarantine: Quarantined[] = []
  const cleared: Cleared[] = []
  for (const row of rows) {
    const path = pathOf(vault, row)
    const where = { host: row.host, ...(path !== '' && { path }), found: row.kind }
    if (row.what === 'cleared') cleared.push({ ...where, ...(row.until !== null && { until: row.until }) })
    else if (row.until !== null)
      quarantine.push({
        ...where,
        id: `school-${row.id}`,
        evidence: await signsAt(db, row.place),
        by: 'school',
        since: row.at,
        until: row.until,
      })
  }
  const mark = createHash('sha256')
    .update(JSON.stringify([quarantine, cleared]))
    .digest('hex')
  return { quarantine, cleared, mark }
}

/** The names of signs alone: what one device saw in detail is not for all the others. */
async function signsAt(db: Database, place: number): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('findings')
    .innerJoin('installations', 'installations.id', 'findings.installation')
    .select('signs')
    .where('findings.place', '=', place)
    .where('state', '=', 'confirmed')
    .orderBy('received', 'desc')
    .limit(MOST_ASKED)
    .execute()
  const often = new Map<string, number>()
  for (const { signs } of rows)
    for (const sign of signs.split(' ')) often.set(sign, (often.get(sign) ?? 0) + 1)
  return [...often]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MOST_SIGNS)
    .map(([text]) => {
      const at = text.indexOf(':')
      return { family: text.slice(0, at) as Family, sign: text.slice(at + 1) }
    })
}

/** Findings whose signs are counted, and signs that are told. */
const MOST_ASKED = 20
const MOST_SIGNS = 12
