/** Previews: what a roster would change, told, and kept sealed until it is applied or an hour is over. */
import { randomBytes } from 'node:crypto'
import type { ClassChange, ImportCounts, RosterPreview } from '../../lib/protocol/classes.ts'
import type { Context } from '../context.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { revisionOf, rosterClasses } from './current.ts'
import { isEmpty, type Moves, plan, type Plan } from './plan.ts'
import type { Roster } from './roster.ts'
import { inTurns } from './turns.ts'

export type Parts = Pick<Context, 'db' | 'vault' | 'people'>

/** Long enough to read it, short enough that nobody applies last week's. Milliseconds. */
const KEPT = 3_600_000
const MOST_KEPT = 5
/** Addresses that a preview names of each kind in each class. */
const NAMED = 40

/** As it is kept: people who are not there yet by their addresses. */
export interface KeptPlan {
  readonly plan: Plan
  readonly newcomers: readonly string[]
  readonly counts: ImportCounts
}

/** What applying the roster would change, and the id under which it can be applied. */
export async function makePreview(parts: Parts, roster: Roster, now: number): Promise<RosterPreview> {
  const { db, vault } = parts
  // Before the classes are read: what changes in between is seen when it is applied.
  const revision = await revisionOf(db)
  const { numbers, newcomers } = await numbersOf(parts, roster.people)
  const made = plan(await rosterClasses(db), roster, (place) => numbers[place] ?? 0)
  const counts = countsOf(made)
  const id = randomBytes(18).toString('base64url')
  const empty = isEmpty(made)
  if (!empty) {
    const kept: KeptPlan = { plan: made, newcomers, counts }
    await dropPreviews(parts, now, MOST_KEPT - 1)
    const sealed = vault.seal(JSON.stringify(kept), PLACE_OF.rosterPlan(id))
    await db
      .insertInto('roster_plans')
      .values({ id, expires: now + KEPT, revision, plan: sealed })
      .execute()
  }
  return {
    preview: empty ? null : id,
    expires: now + KEPT,
    format: roster.format,
    counts,
    changes: await describe(parts, made, newcomers),
    spared: made.spared,
    large: made.large,
    remarks: [...roster.remarks],
    problems: [...roster.problems],
    problemCount: roster.problemCount,
  }
}

/** A kept preview, or null when there is none of that id (any more). */
export async function keptPlan(
  { db, vault }: Parts,
  id: string,
  now: number,
): Promise<(KeptPlan & { readonly revision: number }) | null> {
  const row = await db
    .selectFrom('roster_plans')
    .select(['revision', 'plan'])
    .where('id', '=', id)
    .where('expires', '>', now)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...(JSON.parse(vault.open(row.plan, PLACE_OF.rosterPlan(id))) as KeptPlan),
    revision: row.revision,
  }
}

/** Deletes previews that are over, and all but the newest `most`. */
export async function dropPreviews({ db }: Pick<Parts, 'db'>, now: number, most: number): Promise<void> {
  await db.deleteFrom('roster_plans').where('expires', '<=', now).execute()
  const newest = db.selectFrom('roster_plans').select('id').orderBy('expires', 'desc').limit(most)
  await db.deleteFrom('roster_plans').where('id', 'not in', newest).execute()
}

/** Numbers by place; those who are not there yet are -1, -2, … in the order of `newcomers`. */
async function numbersOf(
  { db, people }: Parts,
  addresses: readonly string[],
): Promise<{ numbers: readonly number[]; newcomers: readonly string[] }> {
  const numbers: number[] = []
  const newcomers: string[] = []
  await inTurns(
    addresses,
    async (piece) => {
      for (const address of piece) numbers.push((await people.find(db, address)) ?? -newcomers.push(address))
    },
    50,
  )
  return { numbers, newcomers }
}

const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((all, one) => all + of(one), 0)

function countsOf({ made, changed, ended }: Plan): ImportCounts {
  return {
    classesNew: made.length,
    classesRenamed: changed.filter(({ was }) => was !== null).length,
    classesEnded: ended.length,
    classesBack: changed.filter(({ revivedFrom }) => revivedFrom !== null).length,
    pupilsAdded: sum(made, (one) => one.pupils.length) + sum(changed, (one) => one.pupils.add.length),
    pupilsRemoved: sum(changed, (one) => one.pupils.remove.length),
    teachersAdded: sum(made, (one) => one.teachers.length) + sum(changed, (one) => one.teachers.add.length),
    teachersRemoved: sum(changed, (one) => one.teachers.remove.length),
  }
}

async function describe(parts: Parts, made: Plan, newcomers: readonly string[]): Promise<ClassChange[]> {
  const names = new Map<number, string>()
  const nameOf = async (person: number): Promise<string> => {
    const name =
      names.get(person) ??
      (person < 0 ? newcomers[-person - 1] : await parts.people.nameOf(parts.db, person)) ??
      ''
    names.set(person, name)
    return name
  }
  const named = async (list: readonly number[]) => {
    const found: string[] = []
    for (const person of list.slice(0, NAMED)) found.push(await nameOf(person))
    return found.sort()
  }
  const told = async ({ add, remove }: Moves): Promise<ClassChange['pupils']> => ({
    added: add.length,
    removed: remove.length,
    addedNames: await named(add),
    removedNames: await named(remove),
  })
  const changes: ClassChange[] = []
  await inTurns(
    linesOf(made),
    async (piece) => {
      for (const { pupils, teachers, ...one } of piece)
        changes.push({ ...one, pupils: await told(pupils), teachers: await told(teachers) })
    },
    1,
  )
  return changes
}

type Line = Omit<ClassChange, 'pupils' | 'teachers'> & { readonly pupils: Moves; readonly teachers: Moves }

const NONE: Moves = { add: [], remove: [] }

/** One line for each class that would change. */
function linesOf({ made, changed, ended }: Plan): Line[] {
  const same = { was: null, back: false, byHand: 0, pupils: NONE, teachers: NONE }
  return [
    ...made.map(({ name, pupils, teachers }): Line => {
      const moves = { pupils: { add: pupils, remove: [] }, teachers: { add: teachers, remove: [] } }
      return { ...same, what: 'new', name, ...moves }
    }),
    ...changed.map(({ name, was, revivedFrom, pupils, teachers }): Line => {
      return { ...same, what: 'changed', name, was, back: revivedFrom !== null, pupils, teachers }
    }),
    ...ended.map(({ name, byHand }): Line => ({ ...same, what: 'ended', name, byHand })),
  ]
}
