/** An import from its preview to its undoing, with who did it noted. */
import type { ImportCounts, Undone } from '../../lib/protocol/classes.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { applyPlan } from './apply.ts'
import { revisionOf } from './current.ts'
import type { Moves, Plan } from './plan.ts'
import { dropPreviews, keptPlan, type KeptPlan, type Parts } from './previews.ts'
import { undo, undoable } from './undo.ts'
import { inTurns } from './turns.ts'

interface By {
  readonly actor: string
  readonly now: number
}

/** Applies a preview. Throws a Refusal when it is over, when classes changed since, or when it must be confirmed. */
export async function applyPreview(
  parts: Parts,
  { preview, confirm }: { readonly preview: string; readonly confirm: boolean },
  { actor, now }: By,
): Promise<ImportCounts> {
  const { db, people } = parts
  const kept = await keptPlan(parts, preview, now)
  if (!kept)
    throw new Refusal(404, 'not-found', 'There is no such preview any more: upload the files again.', {
      field: 'preview',
    })
  if (kept.plan.large && !confirm)
    throw new Refusal(
      409,
      'confirm',
      'More than a fifth of the classes, or of the places in them, would go. Send confirm: true if that is meant.',
      { field: 'confirm' },
    )
  const newcomers = await enter(parts, kept.newcomers)
  const since = people.generation
  await db.transaction().execute(async (trx) => {
    if ((await revisionOf(trx)) !== kept.revision) throw changed()
    const plan = await settled(trx, parts, kept, newcomers)
    const id = await applyPlan(trx, plan, kept.counts, now)
    await dropPreviews({ db: trx }, now, 0)
    await note(trx, actor, 'roster-apply', `${id}: ${inWords(kept.counts)}`)
  })
  people.remember(newcomers, since)
  return kept.counts
}

/** Takes the last import back. Throws a Refusal when there is none that could be. */
export const undoLast = ({ db }: Pick<Parts, 'db'>, { actor, now }: By): Promise<Undone> =>
  db.transaction().execute(async (trx) => {
    const last = await undoable(trx, now)
    if (!last)
      throw new Refusal(
        404,
        'not-found',
        'There is no import that could be undone: it was undone, or is too old.',
      )
    const done = await undo(trx, last, now)
    const left = done.left.length + done.ended.length
    await note(trx, actor, 'roster-undo', `${last.id}: ${done.classes} classes, ${left} left`)
    return done
  })

const changed = (): Refusal =>
  new Refusal(409, 'changed', 'Classes have changed since this preview was made: upload the files again.')

const inWords = (counts: ImportCounts): string =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

/**
 * Gives newcomers their numbers, a few at a time and before the transaction: whoever is in no class in the end is
 * forgotten by the next night.
 */
async function enter({ db, people }: Parts, newcomers: readonly string[]): Promise<Map<string, number>> {
  const numbers = new Map<string, number>()
  await inTurns(
    newcomers,
    async (piece) => {
      const wanted = piece.map((name) => ({ lookup: people.lookup(name), name }))
      const found = await db.transaction().execute((trx) => people.numbersOf(trx, wanted))
      for (const [lookup, number] of found) numbers.set(lookup, number)
    },
    50,
  )
  return numbers
}

/** The plan with a number for everybody. Refused when the night has forgotten somebody who is in it. */
async function settled(
  trx: Database,
  { people }: Parts,
  { plan, newcomers }: KeptPlan,
  numbers: ReadonlyMap<string, number>,
): Promise<Plan> {
  const places = newcomers.map((name) => numbers.get(people.lookup(name)) ?? 0)
  const all = (list: readonly number[]) =>
    list.map((person) => (person < 0 ? (places[-person - 1] ?? 0) : person))
  const moves = ({ add, remove }: Moves): Moves => ({ add: all(add), remove })
  const done: Plan = {
    ...plan,
    made: plan.made.map((one) => ({ ...one, pupils: all(one.pupils), teachers: all(one.teachers) })),
    changed: plan.changed.map((one) => ({
      ...one,
      pupils: moves(one.pupils),
      teachers: moves(one.teachers),
    })),
  }
  const coming = [
    ...done.made.flatMap((one) => [...one.pupils, ...one.teachers]),
    ...done.changed.flatMap((one) => [...one.pupils.add, ...one.teachers.add]),
  ]
  await inTurns([...new Set(coming)], async (piece) => {
    const { found } = await trx
      .selectFrom('people')
      .select((e) => e.fn.countAll<number>().as('found'))
      .where('person', 'in', piece)
      .executeTakeFirstOrThrow()
    if (found !== piece.length) throw changed()
  })
  return done
}
