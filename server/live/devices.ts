/** The devices of pupils, as a lesson's state is made of them. */
import type { Place } from '../../lib/policy/document.ts'
import { z } from '../../lib/zod.ts'
import { RULES_PROBLEM } from '../../lib/protocol/wire.ts'
import type { Database } from '../db/open.ts'
import { hasSignedOut, personOf } from '../enrolment/installations.ts'

export interface LiveDevice {
  readonly id: number
  readonly person: number
  readonly lastSeen: number
  /** Where it was then. */
  readonly place: Place
  readonly extension: string
  readonly isHeld: boolean
  readonly lacksRules: boolean
}

const COLUMNS = [
  'id',
  'state',
  'state_reason',
  'follower',
  'person',
  'settled_person',
  'last_seen',
  'extension',
  'problems',
  'place',
] as const

/** Longer silent than this is somebody's old laptop. Milliseconds. */
const LOOKED_FOR = 14 * 86_400_000

/** The installations that stand for these persons, and those held back that say they are theirs. */
export async function devicesOfPersons(
  db: Database,
  persons: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, readonly LiveDevice[]>> {
  if (persons.length === 0) return new Map()
  const rows = await db
    .selectFrom('installations')
    .select(COLUMNS)
    .where('person', 'in', persons)
    .where('state', 'in', ['confirmed', 'held'])
    .where('last_seen', '>', now - LOOKED_FOR)
    .execute()
  const found = rows.flatMap((row) => {
    const isHeld = row.state === 'held'
    if (row.person === null || (!isHeld && typeof personOf(row) !== 'number')) return []
    return [
      {
        id: row.id,
        person: row.person,
        lastSeen: row.last_seen,
        place: row.place as Place,
        extension: row.extension,
        isHeld,
        lacksRules: codes(row.problems).some((code) => code.startsWith(RULES_PROBLEM)),
      },
    ]
  })
  return Map.groupBy(found, ({ person }) => person)
}

/**
 * Whom each of these installations stands for: `signed-out` when that person has left the browser; one that is withheld
 * is not in the answer.
 */
export async function personsOf(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number | null | 'signed-out'>> {
  const rows = await db.selectFrom('installations').select(COLUMNS).where('id', 'in', ids).execute()
  return new Map(
    rows.flatMap((row) => {
      const person = personOf(row)
      return person === 'withheld' ? [] : [[row.id, hasSignedOut(row) ? 'signed-out' : person] as const]
    }),
  )
}

const codesSchema = z.array(z.string())
function codes(problems: string): readonly string[] {
  const read = codesSchema.safeParse(JSON.parse(problems))
  return read.success ? read.data : []
}
