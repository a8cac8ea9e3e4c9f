/**
 * Which device is asked for a scheduled check: one of the group by the school's policy, at work as it should be, in no
 * lesson; of those the one that was asked and checked the longest ago, so that it is another one each time. Whether
 * anybody is at it, only the device knows: it says so, and the next is asked.
 */
import { randomInt } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { placeInGroup } from '../../lib/policy/place-in-group.ts'
import { MINUTE } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { hasSignedOut, type Installation, personOf } from '../enrolment/installations.ts'
import { currentVersion } from '../documents/documents.ts'
import { lessonsOfPupils } from '../lessons/pupils.ts'
import { standingsNow } from '../staff/standings.ts'
import { placedAs } from './placed.ts'

/** A device that could not is left alone for so long. */
const AGAIN = 30 * MINUTE
/** Names opened in one turn of the event loop: a millisecond or two. */
const AT_ONCE = 200
/** Devices looked at to the end; the next minute looks at others. */
const MOST_TRIED = 20

type Parts = Pick<Context, 'db' | 'vault' | 'people' | 'live'>

interface Wanted {
  readonly group: string
  readonly slot: number
  readonly policy: PolicyDocument
}

const COLUMNS = ['id', 'state', 'state_reason', 'follower', 'person', 'settled_person'] as const
type Candidate = Pick<Installation, (typeof COLUMNS)[number]>

/** The row of `installations`, or undefined where no device is fit now. */
export async function pickDevice(parts: Parts, wanted: Wanted, now: number): Promise<number | undefined> {
  const candidates = await inGroup(parts, await atWork(parts, now), wanted)
  const free = await inNoLesson(parts, candidates, now)
  const order = await orderOf(parts, wanted, now)
  const sorted = free
    .flatMap((one) => {
      const rank = order(one.id)
      return rank === null ? [] : [{ one, rank, chance: randomInt(2 ** 32) }]
    })
    .toSorted((a, b) => a.rank.asked - b.rank.asked || a.rank.checked - b.rank.checked || a.chance - b.chance)
  for (const { one } of sorted.slice(0, MOST_TRIED))
    if (await isOf(parts, one.id, wanted.group, now)) return one.id
  return undefined
}

/** Asked as it will be asked of what the device files. */
async function isOf(parts: Parts, id: number, group: string, now: number): Promise<boolean> {
  const row = await parts.db.selectFrom('installations').selectAll().where('id', '=', id).executeTakeFirst()
  return row !== undefined && (await placedAs(parts, row, now)).group === group
}

/** Confirmed, heard of just now, and enforcing. */
async function atWork({ db, live }: Parts, now: number): Promise<Candidate[]> {
  const policy = (await currentVersion(db, 'policy')) ?? null
  const standings = await standingsNow(db, policy, (id) => live.hub.of(id) !== undefined, now)
  const ids = [...standings].flatMap(([id, { is }]) => (is === 'enforcing' ? [id] : []))
  const rows = await db
    .selectFrom('installations')
    .select(COLUMNS)
    // One parameter, however many they are.
    .where(sql<boolean>`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`)
    .where('enforcing', 'is not', null)
    .execute()
  return rows.filter((row) => personOf(row) !== 'withheld' && !hasSignedOut(row))
}

/** As the policy names people; to the end it is asked of the few that are left. */
async function inGroup(
  { db, people }: Parts,
  devices: readonly Candidate[],
  { group, policy }: Wanted,
): Promise<Candidate[]> {
  const found: Candidate[] = []
  for (let i = 0; i < devices.length; i += AT_ONCE) {
    const some = devices.slice(i, i + AT_ONCE)
    const names = await people.namesOf(
      db,
      some.flatMap(({ person }) => person ?? []),
    )
    const isIn = ({ person }: Candidate) =>
      placeInGroup(policy, { person: person === null ? undefined : names.get(person)?.trim() }).name === group
    found.push(...some.filter(isIn))
    await setImmediate()
  }
  return found
}

async function inNoLesson(parts: Parts, devices: readonly Candidate[], now: number): Promise<Candidate[]> {
  const persons = [...new Set(devices.flatMap(({ person }) => person ?? []))]
  const lessons = await lessonsOfPupils(parts, persons, now)
  return devices.filter(({ person }) => person === null || (lessons.get(person)?.held.length ?? 0) === 0)
}

/** How often a device was asked this time, and when it was checked last; null for one that is left alone now. */
async function orderOf({ db }: Parts, { group, slot }: Wanted, now: number) {
  const asks = await db
    .selectFrom('self_check_asks')
    .select(['installation', 'asked'])
    .where('policy_group', '=', group)
    .where('slot', '=', slot)
    .execute()
  const checks = await db
    .selectFrom('self_checks')
    .select((e) => ['installation', e.fn.max('received').as('received')])
    .where('installation', 'is not', null)
    .groupBy('installation')
    .execute()
  const checked = new Map(checks.map(({ installation, received }) => [installation, received]))
  const asked = Map.groupBy(asks, ({ installation }) => installation)
  return (id: number): { readonly asked: number; readonly checked: number } | null => {
    const times = asked.get(id) ?? []
    if (times.some((one) => now - one.asked < AGAIN)) return null
    return { asked: times.length, checked: checked.get(id) ?? 0 }
  }
}
