/**
 * A link to one row, for a colleague with the same right. It is sealed, names nobody, and opens nothing: who follows it
 * begins a look of their own, with a reason, and is then shown the row in its place.
 */
import { type FoundPupil, LOOK_DAYS, type SharedRow } from '../../lib/protocol/record-looks.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'
import { startOfDays } from './days.ts'
import { classesOf, isStaff } from './find-pupils.ts'
import { isOwn } from './gathered.ts'
import { type KeptLook, lookOf, shownNow } from './looks.ts'
import { isHeldBack } from './shown-looks.ts'
import type { Place } from './window.ts'

type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Whose row, the row, and the look it was shared from. */
const contentSchema = z.tuple([z.int(), z.int(), z.int(), z.string()])
type Content = z.infer<typeof contentSchema>

/** Refuses (404) a row that this look does not show. */
export async function makeRowLink(
  { db, vault }: Pick<Parts, 'db' | 'vault'>,
  look: KeptLook,
  place: Place,
  actor: string,
): Promise<string> {
  const row = await findRow(db, look.person, place)
  if (row === undefined || row.at !== place.at || row.at < look.since)
    throw new Refusal(404, 'not-found', 'This look shows no such entry.', { field: 'place' })
  await note(db, actor, 'record-link', look.id)
  const content: Content = [look.person, place.installation, place.seq, look.id]
  return vault.seal(JSON.stringify(content), PLACE_OF.rowLink).toString('base64url')
}

/** Whom a link is about, and nothing of what they did. Refuses (404) one that is none or whose row is gone. */
export async function followRowLink(
  { db, vault, people }: Parts,
  link: string,
  actor: string,
  now: number,
): Promise<SharedRow> {
  const content = contentOf(vault, link)
  const [person, installation, seq, from] = content ?? [0, 0, 0, '']
  const row = content === null ? undefined : await findRow(db, person, { installation, seq })
  const name = row === undefined ? null : await people.nameOf(db, person)
  if (row === undefined || name === null || (await isStaff(db, person)))
    throw new Refusal(404, 'gone', 'There is no such entry any more: its time was over, or it was erased.')
  const look = await lookOf(db, from)
  const classes = (await classesOf(db, [person])).get(person) ?? []
  const pupil: FoundPupil = { person, name, classes }
  const zone = zoneOf(await policyInForce({ db, vault }))
  await note(db, actor, 'record-link-followed', `person:${person}`)
  return {
    pupil,
    days: LOOK_DAYS.find((days) => startOfDays(zone, now, days) <= row.at) ?? 365,
    enquiry: look !== undefined && isHeldBack(look),
    shown: await shownNow({ db, vault }),
  }
}

/** Where the row of a link is in what this look opens: its place, or why it is not there. */
export async function linkedRow(
  { db, vault }: Pick<Parts, 'db' | 'vault'>,
  look: Pick<KeptLook, 'person' | 'since'>,
  link: string,
): Promise<Place | 'gone' | 'older'> {
  const content = contentOf(vault, link)
  if (content === null || content[0] !== look.person) return 'gone'
  const [person, installation, seq] = content
  const row = await findRow(db, person, { installation, seq })
  if (row === undefined) return 'gone'
  return row.at < look.since ? 'older' : { at: row.at, installation, seq }
}

function contentOf(vault: Vault, link: string): Content | null {
  try {
    const text = vault.open(Buffer.from(link, 'base64url'), PLACE_OF.rowLink)
    return contentSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null // Nothing that this server sealed.
  }
}

/** A row as a timeline would show it. */
async function findRow(
  db: Database,
  person: number,
  { installation, seq }: Pick<Place, 'installation' | 'seq'>,
): Promise<{ readonly at: number } | undefined> {
  const row = await db
    .selectFrom('rows')
    .innerJoin('installations', 'installations.id', 'rows.installation')
    .select(['rows.at', 'rows.kind', 'rows.host'])
    .where('installations.state', '=', 'confirmed')
    .where('rows.installation', '=', installation)
    .where('seq', '=', seq)
    .where('rows.person', '=', person)
    .executeTakeFirst()
  return row !== undefined && row.host !== null && isOwn(row.kind) ? { at: row.at } : undefined
}
