/**
 * Keeps what a batch found, in the batch's own transaction: what was acknowledged is here. Bounded, so that a device
 * that finds something everywhere fills one day's share of its own and nobody else's.
 */
import type { Database } from '../db/open.ts'
import type { DecodedBatch } from '../ingest/decode.ts'
import type { Sight } from './sight.ts'

/** Findings of one installation in a day: more than a pupil comes across in a month. */
export const MOST_A_DAY = 60
/** Of one that nobody has confirmed. */
export const MOST_UNCONFIRMED_A_DAY = 10
/** Signs of one finding that are kept. */
const MOST_SIGNS = 24
const DAY = 86_400_000

/** `sights`: those whose rows are the ones stored under their numbers. @returns whether anything was new */
export async function keepSights(
  db: Database,
  id: number,
  sights: readonly Sight[],
  personOf: (index: number | null) => number | null,
  now: number,
): Promise<boolean> {
  if (sights.length === 0) return false
  const day = Math.floor(now / DAY)
  const { state, place: seenAt } = await db
    .selectFrom('installations')
    .select(['state', 'place'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const most = state === 'confirmed' ? MOST_A_DAY : MOST_UNCONFIRMED_A_DAY
  let kept = await countOf(db, id, day)
  let isNew = false
  for (const sight of sights) {
    const place = await placeOf(db, sight, kept < most, now)
    if (place === null) continue
    const added = await add(
      db,
      { place, installation: id, day },
      {
        person: personOf(sight.person),
        at: sight.at,
        received: now,
        seen_at: seenAt,
        sure: sight.sure ? 1 : 0,
        signs: sight.signs,
        content: bytes(sight.evidence),
      },
      kept < most,
    )
    if (added === 'full' || added === 'nothing') continue
    if (added === 'new') kept += 1
    isNew = true
    await db.updateTable('found_places').set({ last: now, unjudged: 1 }).where('id', '=', place).execute()
  }
  return isNew
}

/** Those of a batch that count: not of rows that came under a number which holds another row. */
export function withoutRivals<T extends { readonly seq: number }>(
  some: readonly T[],
  sent: DecodedBatch,
  forked: ReadonlySet<number>,
): T[] {
  const rivals = new Set([...forked].map((i) => sent.seqs[i]))
  return some.filter(({ seq }) => !rivals.has(seq))
}

async function countOf(db: Database, id: number, day: number): Promise<number> {
  const { count } = await db
    .selectFrom('findings')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('installation', '=', id)
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
  return count
}

/** The place's number, made where there is room for a finding; null where there is none and nobody knows it yet. */
async function placeOf(db: Database, sight: Sight, hasRoom: boolean, now: number): Promise<number | null> {
  const same = Buffer.from(sight.same, 'hex')
  const known = await db.selectFrom('found_places').select('id').where('same', '=', same).executeTakeFirst()
  if (known) return known.id
  if (!hasRoom) return null
  const { host, kind, shared, place } = sight
  const made = await db
    .insertInto('found_places')
    .values({
      same,
      host,
      kind,
      shared: shared ? 1 : 0,
      first: now,
      last: now,
      unjudged: 1,
      held: null,
      content: bytes(place),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

interface Key {
  readonly place: number
  readonly installation: number
  readonly day: number
}
interface Found {
  readonly person: number | null
  readonly at: number
  readonly received: number
  readonly seen_at: string
  readonly sure: number
  readonly signs: readonly string[]
  readonly content: Uint8Array<ArrayBuffer>
}

/** A further sight on the same day adds its signs to the first, and no more. */
async function add(
  db: Database,
  key: Key,
  found: Found,
  hasRoom: boolean,
): Promise<'new' | 'more' | 'nothing' | 'full'> {
  const there = await db
    .selectFrom('findings')
    .select(['person', 'signs', 'sure'])
    .where('place', '=', key.place)
    .where('installation', '=', key.installation)
    .where('day', '=', key.day)
    .executeTakeFirst()
  if (!there) {
    if (!hasRoom) return 'full'
    const signs = found.signs.slice(0, MOST_SIGNS).join(' ')
    await db
      .insertInto('findings')
      .values({ ...key, ...found, signs })
      .execute()
    return 'new'
  }
  // Two people on one profile in one day are nobody in particular.
  const person = there.person === found.person ? there.person : null
  const known = there.signs.split(' ')
  const signs = [...new Set([...known, ...found.signs])].slice(0, MOST_SIGNS)
  const sure = Math.max(there.sure, found.sure)
  if (signs.length === known.length && sure === there.sure && person === there.person) return 'nothing'
  await db
    .updateTable('findings')
    .set({ signs: signs.join(' '), sure, person, content: found.content })
    .where('place', '=', key.place)
    .where('installation', '=', key.installation)
    .where('day', '=', key.day)
    .execute()
  return 'more'
}

const bytes = (sealed: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(sealed)
