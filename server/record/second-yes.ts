/**
 * Two persons for one look, where the school's policy says so: somebody begins it, somebody else says yes within a set time,
 * and only then it opens. Off unless the policy says otherwise. Alerts open without: they are urgent.
 */
import { SECOND_HOURS } from '../../lib/policy/looks.ts'
import { LOOK_MINUTES } from '../../lib/protocol/record-looks.ts'
import { HOUR, MINUTE } from '../../lib/time/zone.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import type { Database } from '../db/open.ts'
import { Refusal } from '../errors.ts'
import type { By } from '../staff/guard.ts'
import { readRoles } from '../staff/stored-roles.ts'

export type SecondWants = 'looks' | 'packs'

/** What a look is used for. */
export type LookUse = 'record' | 'pack'

/** A look begins that somebody else has to say yes to, in the caller's transaction. */
export async function askSecond(
  trx: Database,
  look: string,
  wants: SecondWants,
  actor: string,
  now: number,
): Promise<void> {
  await trx
    .insertInto('record_look_seconds')
    .values({
      look,
      wants,
      asked: now,
      until: now + SECOND_HOURS * HOUR,
      answer: null,
      by: null,
      answered: null,
    })
    .execute()
  await note(trx, actor, 'record-second-asked', `${look} ${wants}`)
}

/** Refuses (403) a use to which nobody has said yes, or somebody who may not say so any more. */
export async function needSecond(db: Database, look: string, use: LookUse): Promise<void> {
  const second = await db
    .selectFrom('record_look_seconds')
    .select(['wants', 'answer', 'by'])
    .where('look', '=', look)
    .executeTakeFirst()
  if (second === undefined || (second.wants === 'packs' && use === 'record')) return
  if (second.answer === 'no') throw new Refusal(403, 'second-no', 'A second person has said no to this look.')
  if (second.answer === null || second.by === null)
    throw new Refusal(
      403,
      'second',
      'A second person has to say yes first: ask another safeguarding lead or the head.',
    )
  if (!(await mayAnswer(db, second.by)))
    throw new Refusal(403, 'second', 'Whoever said yes may not any more: begin again.')
}

/** Says yes or no to another's look. Refuses (404) one that waits for nobody, (409) one's own, or one that is too late. */
export async function answerSecond(
  { db }: Pick<Context, 'db'>,
  look: string,
  answer: 'yes' | 'no',
  by: By,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('record_look_seconds')
      .innerJoin('record_looks', 'record_looks.id', 'record_look_seconds.look')
      .select(['staff', 'record_look_seconds.until as latest', 'answer', 'record_looks.until', 'person'])
      .where('look', '=', look)
      .executeTakeFirst()
    if (found === undefined) throw new Refusal(404, 'not-found', 'There is no such look that waits.')
    if (by.person === null) throw new Refusal(403, 'nobody', 'A yes is somebody’s: sign in as yourself.')
    if (found.staff === by.person || found.person === by.person)
      throw new Refusal(409, 'same-person', 'Somebody else has to say it.')
    if (found.answer !== null) throw new Refusal(409, 'answered', 'It was answered already.')
    if (now >= found.latest)
      throw new Refusal(
        409,
        'too-late',
        `It had to be answered within ${SECOND_HOURS} hours: it must be begun again.`,
      )
    await trx
      .updateTable('record_look_seconds')
      .set({ answer, by: by.person, answered: now })
      .where('look', '=', look)
      .execute()
    // The half hour begins with the yes: whoever asked may have waited for hours.
    if (answer === 'yes')
      await trx
        .updateTable('record_looks')
        .set({ until: Math.max(found.until, now + LOOK_MINUTES * MINUTE) })
        .where('id', '=', look)
        .execute()
    await note(trx, by.actor, `record-second-${answer}`, look)
  })
}

/** An account that is not ended, with a role that may. */
async function mayAnswer(db: Database, person: number): Promise<boolean> {
  const staff = await db
    .selectFrom('staff')
    .select('roles')
    .where('person', '=', person)
    .where('disabled', 'is', null)
    .executeTakeFirst()
  return staff !== undefined && readRoles(staff.roles).some((role) => role === 'dsl' || role === 'head')
}
