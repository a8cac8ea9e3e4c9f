/** Sites that a teacher keeps under a name, for the next lesson. Each teacher's own; sealed, because names say much. */
import { newSetSchema, type NewSet, type SavedSet } from '../../lib/protocol/lessons.ts'
import type { Context } from '../context.ts'
import type { Database } from '../db/open.ts'
import { within } from '../db/within.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

/** Of one teacher: more than anybody finds their way in. */
export const MOST_SETS = 50

type Parts = Pick<Context, 'db' | 'vault'>

/** What somebody (a number of `people`) has saved, by name. */
export async function setsOf({ db, vault }: Parts, person: number): Promise<SavedSet[]> {
  const rows = await db
    .selectFrom('site_sets')
    .select(['id', 'content'])
    .where('person', '=', person)
    .execute()
  const sets = rows.map(({ id, content }) => ({ id, ...opened(vault, person, content) }))
  return sets.sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
}

/** Everybody's, without whose they are. */
export async function allSets({ db, vault }: Parts): Promise<NewSet[]> {
  const rows = await db.selectFrom('site_sets').select(['person', 'content']).execute()
  return rows.map(({ person, content }) => opened(vault, person, content))
}

/** Saves a set, in place of the one of the same name when there is one. Refuses (409) one too many. */
export const saveSet = ({ db, vault }: Parts, person: number, set: NewSet, now: number): Promise<SavedSet> =>
  within(db, async (trx) => {
    const sets = await setsOf({ db: trx, vault }, person)
    const same = sets.find(({ name }) => plain(name) === plain(set.name))
    if (!same && sets.length >= MOST_SETS)
      throw new Refusal(409, 'full', `You have ${MOST_SETS} saved sets: delete one that you no longer use.`)
    const row = {
      made: now,
      content: new Uint8Array(vault.seal(JSON.stringify(set), PLACE_OF.siteSets(person))),
    }
    if (same) {
      await trx.updateTable('site_sets').set(row).where('id', '=', same.id).execute()
      return { id: same.id, ...set }
    }
    const { id } = await trx
      .insertInto('site_sets')
      .values({ person, ...row })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, ...set }
  })

/** Deletes a set; false when somebody has none of this number. */
export async function deleteSet(db: Database, person: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('site_sets')
    .where('id', '=', id)
    .where('person', '=', person)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

const opened = (vault: Vault, person: number, content: Uint8Array): NewSet =>
  newSetSchema.parse(JSON.parse(vault.open(content, PLACE_OF.siteSets(person))))

/** Two spellings of one name. */
const plain = (name: string): string => name.normalize('NFC').toLowerCase()
