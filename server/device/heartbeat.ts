/** A heartbeat: what the device says about itself is noted, and it learns where it stands. */
import type { Place } from '../../lib/policy/document.ts'
import type { Lesson } from '../../lib/policy/lesson.ts'
import type { heartbeatRequestSchema, heartbeatResponseSchema } from '../../lib/protocol/wire.ts'
import type { z } from '../../lib/zod.ts'
import { textsInForce } from '../agreement/texts.ts'
import type { Context } from '../context.ts'
import { currentVersion } from '../documents/documents.ts'
import { readerOf } from '../documents/reader.ts'
import { type Installation, hasSignedOut, personOf } from '../enrolment/installations.ts'
import { toldDays } from '../keeping/keeping.ts'
import { epochOf } from '../keys/epoch.ts'
import { askedOf } from '../self-check/asks.ts'
import { lockedVersion } from '../lists/locked.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { lessonsOfPupil } from '../lessons/pupils.ts'
import { mayRun } from '../lessons/times.ts'

type Heartbeat = z.infer<typeof heartbeatRequestSchema>
type Answer = z.infer<typeof heartbeatResponseSchema>

export async function heartbeat(
  context: Context,
  installation: Installation,
  said: Heartbeat,
  place: Place,
  now: number,
): Promise<Answer> {
  const { db, vault } = context
  const state = await context.enrolment.contact(installation, { claim: said.claim, place, now })
  const { acknowledged } = await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('installations')
      .select(['written', 'beat_written', 'acknowledged', 'behind_since'])
      .where('id', '=', installation.id)
      .executeTakeFirstOrThrow()
    // Never lowered: a store that was wiped under the same key shows as rows that are still missing.
    const written = Math.max(before.written, said.written)
    await trx
      .updateTable('installations')
      .set({
        written,
        last_beat: now,
        beat_written: said.written,
        // A device sends one heartbeat after the other; rows that overtake one say nothing.
        ...(said.written < before.beat_written && { went_back: now }),
        behind_since: before.acknowledged >= written ? null : (before.behind_since ?? now),
        policy_epoch: said.policy?.epoch ?? null,
        policy_number: said.policy?.number ?? null,
        lists_epoch: said.lists?.epoch ?? null,
        lists_number: said.lists?.number ?? null,
        enforcing: said.enforcing ?? null,
        problems: JSON.stringify([...new Set(said.problems.map((p) => p.code))]),
        problem_words:
          said.problems.length > 0
            ? vault.seal(JSON.stringify(said.problems), PLACE_OF.problems(installation.id))
            : null,
      })
      .where('id', '=', installation.id)
      .execute()
    return before
  })
  context.live.beat(installation.id, said.holding, now)
  const policy = await currentVersion(db, 'policy')
  const lists = await currentVersion(db, 'lists')
  const locked = state === 'confirmed' ? await lockedVersion(db) : undefined
  const row = await db
    .selectFrom('installations')
    .selectAll()
    .where('id', '=', installation.id)
    .executeTakeFirstOrThrow()
  const lessons = await lessonsFor(context, row, place, now)
  const safeguarding = await context.ledgers.name()
  const news = await newsFor(context, row, now)
  const selfCheck = state === 'confirmed' ? await askedOf(db, row.id, now) : undefined
  return {
    state,
    time: Date.now(),
    place,
    epoch: await epochOf(db),
    mail: context.mail.state.state === 'works',
    keptDays: await toldDays(db, now),
    acknowledged,
    lessonsAt: now,
    ...(lessons ? { lessons } : {}),
    ...(policy ? { policy } : {}),
    ...news,
    ...(lists ? { lists } : {}),
    ...(locked ? { locked } : {}),
    ...(safeguarding === undefined ? {} : { safeguarding }),
    ...(selfCheck ? { selfCheck } : {}),
  }
}

/**
 * By what is known of the installation after it has spoken: only one that stands for a pupil is in a lesson. Undefined
 * (nothing new) for one that is withheld: to have oneself held back, or to name somebody else, is no way out of a
 * lesson. It ends there by its time. What staff refused is told that there is none.
 */
async function lessonsFor(
  context: Context,
  row: Installation,
  place: Place,
  now: number,
): Promise<Lesson[] | undefined> {
  const person = personOf(row)
  if (person === 'withheld') return row.state === 'refused' ? [] : undefined
  // To sign out of the browser is no way out of a lesson either.
  if (person === null) return hasSignedOut(row) ? undefined : []
  const lessons = await lessonsOfPupil(context, person, now)
  return lessons.length > 0 && (await mayRun(context, now, place)) ? lessons : []
}

/**
 * By what a device knows that there is something else to read. One that is withheld keeps no whole policy, and with a
 * tag would fetch it again each minute: it is told of the agreement's texts, which it may read.
 */
async function newsFor(
  context: Context,
  row: Installation,
  now: number,
): Promise<Pick<Answer, 'policyTag' | 'agreementTexts'>> {
  const reader = await readerOf(context, row, now)
  if (reader === 'withheld') return { agreementTexts: (await textsInForce(context)).map(({ name }) => name) }
  const policyTag = await context.envelopes.policyTag(reader)
  return policyTag === undefined ? {} : { policyTag }
}
