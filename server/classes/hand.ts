/** Classes by hand: made, named, ended, and who is in them by e-mail address, many pasted at once. */
import { emailOf } from '../../lib/protocol/email.ts'
import type { MembersDone, membersSchema } from '../../lib/protocol/classes.ts'
import type { z } from '../../lib/zod.ts'
import type { AuditAction } from '../audit/words/all.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import { nextRevision } from './current.ts'
import type { Parts } from './previews.ts'
import { quoted } from './roster.ts'
import { giveRoles } from './teachers.ts'
import { classNameOf } from './values.ts'

interface By {
  readonly actor: string
  readonly now: number
}

/** More than a year group. */
const MOST_PASTED = 1000

/** Makes a class and returns its number. */
export async function makeClass(db: Database, wanted: string, { actor, now }: By): Promise<number> {
  const name = checkedName(wanted)
  return db.transaction().execute(async (trx) => {
    const touched = await nextRevision(trx)
    const { id } = await trx
      .insertInto('classes')
      .values({ name, source: 'hand', source_id: null, made: now, ended: null, touched })
      .returning('id')
      .executeTakeFirstOrThrow()
    await note(trx, actor, 'class-make', String(id))
    return id
  })
}

/** Gives a class another name. A roster that names it otherwise names it back. */
export async function renameClass(db: Database, id: number, wanted: string, by: By): Promise<void> {
  const name = checkedName(wanted)
  await change(db, id, { ...by, action: 'class-rename' }, (trx) =>
    trx.updateTable('classes').set({ name }).where('id', '=', id).execute(),
  )
}

/** Ends a class, or lets it begin again. */
export const setEnded = (db: Database, id: number, ended: boolean, by: By): Promise<void> =>
  change(db, id, { ...by, action: ended ? 'class-end' : 'class-begin' }, async (trx) => {
    await trx
      .updateTable('classes')
      .set({ ended: ended ? by.now : null })
      .where('id', '=', id)
      .where('ended', ended ? 'is' : 'is not', null)
      .execute()
    await giveRoles(trx, by.now)
  })

/** Puts people into a class, or takes them out. What is no address is named by its line, the rest is done. */
export async function changeMembers(
  { db, people }: Parts,
  id: number,
  { role, action, addresses }: z.infer<typeof membersSchema>,
  by: By,
): Promise<MembersDone> {
  const { emails, problems } = read(addresses)
  const table = `class_${role}` as const
  let done = 0
  let learned: ReadonlyMap<string, number> = new Map()
  const since = people.generation
  await change(db, id, { ...by, action: `class-${role}-${action}` }, async (trx) => {
    if (action === 'add') {
      learned = await people.numbersOf(
        trx,
        emails.map((name) => ({ lookup: people.lookup(name), name })),
      )
      for (const person of new Set(learned.values())) {
        // Who is in it by the roster stays so by hand: the next roster leaves them.
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto(table)
          .values({ class: id, person, from: 'hand' })
          .onConflict((c) =>
            c.columns(['class', 'person']).doUpdateSet({ from: 'hand' }).where(`${table}.from`, '!=', 'hand'),
          )
          .executeTakeFirstOrThrow()
        done += Number(numInsertedOrUpdatedRows ?? 0n)
      }
    } else {
      for (const email of emails) {
        const person = await people.find(trx, email)
        if (person === null) continue
        const { numDeletedRows } = await trx
          .deleteFrom(table)
          .where('class', '=', id)
          .where('person', '=', person)
          .executeTakeFirst()
        done += Number(numDeletedRows)
      }
    }
    if (role === 'teachers') await giveRoles(trx, by.now)
    return done
  })
  people.remember(learned, since)
  return { done, unchanged: emails.length - done, problems }
}

async function change(
  db: Database,
  id: number,
  { actor, action }: By & { readonly action: AuditAction },
  work: (trx: Database) => Promise<unknown>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const touched = await nextRevision(trx)
    const { numUpdatedRows } = await trx
      .updateTable('classes')
      .set({ touched })
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Refusal(404, 'not-found', 'There is no such class.')
    const count = await work(trx)
    await note(trx, actor, action, typeof count === 'number' ? `${id}: ${count}` : String(id))
  })
}

function checkedName(wanted: string): string {
  const name = classNameOf(wanted)
  if ('wrong' in name) throw new Refusal(422, 'invalid', `The name ${name.wrong}.`, { field: 'name' })
  return name.name
}

function read(text: string): { emails: string[]; problems: MembersDone['problems'] } {
  const emails = new Set<string>()
  const problems: MembersDone['problems'] = []
  for (const [i, line] of text.split(/\r\n|\r|\n/).entries()) {
    for (const value of line.split(/[,;\t]/)) {
      if (value.trim() === '') continue
      const email = emailOf(/<([^<>]*)>\s*$/.exec(value)?.[1] ?? value)
      if (email !== null) emails.add(email)
      else if (problems.length < MOST_PASTED)
        problems.push({ line: i + 1, message: `${quoted(value.trim())} is no e-mail address` })
    }
  }
  if (emails.size > MOST_PASTED)
    throw new Refusal(422, 'invalid', `Paste ${MOST_PASTED} addresses at most at a time.`, {
      field: 'addresses',
    })
  return { emails: [...emails], problems }
}
