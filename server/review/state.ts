/** What the school writes down itself: who answers for it, reviews, what is to be done, its own words. All sealed. */
import {
  type NewAction,
  type NewReview,
  type People,
  POSTS,
  REVIEW_WHYS,
  type ReviewAnswer,
  type ReviewState,
} from '../../lib/protocol/review.ts'
import { DAY } from '../../lib/time/zone.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { Refusal } from '../errors.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { ROWS } from './rows/all.ts'

type Parts = Pick<Context, 'db' | 'vault'>

/** A year and no day more: the next one is due before that. */
const YEARLY = 365 * DAY
/** Reviews are few; older ones than these are in the packs of their years. */
const MOST = 50

const reviewContent = z.object({ who: z.string(), found: z.string() })
const actionContent = z.object({ what: z.string(), who: z.string() })

export async function readReview(parts: Parts, now: number): Promise<ReviewState> {
  const [people, reviews, words] = [await peopleOf(parts), await reviewsOf(parts), await answersOf(parts)]
  const yearly = reviews.filter(({ why }) => why === 'yearly').map(({ held }) => Date.parse(held))
  const last = yearly.length === 0 ? null : Math.max(...yearly)
  return {
    people,
    reviews,
    due: last === null ? null : new Date(last + YEARLY).toISOString().slice(0, 10),
    rows: ROWS.map(({ id, asks, by }) => ({ id, asks, by, words: words.get(id) ?? '' })),
    at: now,
  }
}

async function peopleOf({ db, vault }: Parts): Promise<ReviewState['people']> {
  const rows = await db.selectFrom('accountable').selectAll().execute()
  return POSTS.map((post) => {
    const row = rows.find((one) => one.post === post)
    return {
      post,
      name: row ? vault.open(row.name, PLACE_OF.accountable(post)) : '',
      changed: row?.changed ?? null,
    }
  })
}

async function reviewsOf({ db, vault }: Parts): Promise<ReviewState['reviews']> {
  const rows = await db
    .selectFrom('reviews')
    .selectAll()
    .orderBy('held', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  const actions = await db.selectFrom('review_actions').selectAll().orderBy('id').execute()
  return rows.map(({ id, held, why, content, made }) => ({
    id,
    held,
    why: REVIEW_WHYS.find((one) => one === why) ?? 'yearly',
    ...reviewContent.parse(JSON.parse(vault.open(content, PLACE_OF.review(made)))),
    actions: actions
      .filter(({ review }) => review === id)
      .map((one) => ({
        id: one.id,
        ...actionContent.parse(JSON.parse(vault.open(one.content, PLACE_OF.reviewAction(id)))),
        due: one.due,
        done: one.done,
        outcome: one.outcome === null ? null : vault.open(one.outcome, PLACE_OF.reviewAction(id)),
      })),
  }))
}

async function answersOf({ db, vault }: Parts): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('review_answers').selectAll().execute()
  return new Map(rows.map(({ row, words }) => [row, vault.open(words, PLACE_OF.reviewAnswer(row))]))
}

/** An empty name takes the post back. */
export async function setPeople(
  { db, vault }: Parts,
  { people }: People,
  actor: string,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const { post, name } of people) {
      if (name === '') {
        await trx.deleteFrom('accountable').where('post', '=', post).execute()
        continue
      }
      const values = { name: vault.seal(name, PLACE_OF.accountable(post)), changed: now }
      await trx
        .insertInto('accountable')
        .values({ post, ...values })
        .onConflict((c) => c.column('post').doUpdateSet(values))
        .execute()
    }
    await note(trx, actor, 'review-people', people.map(({ post }) => post).join(' '))
  })
}

export async function addReview(
  { db, vault }: Parts,
  { held, why, ...content }: NewReview,
  actor: string,
  now: number,
): Promise<void> {
  // Tomorrow is today somewhere; a review of next month was not held.
  if (Number.isNaN(Date.parse(held)) || Date.parse(held) > now + DAY)
    throw new Refusal(422, 'held', 'A review is recorded once it was held: give a day that has been.', {
      field: 'held',
    })
  await db.transaction().execute(async (trx) => {
    const { insertId } = await trx
      .insertInto('reviews')
      .values({
        held,
        why,
        content: vault.seal(JSON.stringify(content), PLACE_OF.review(now)),
        made: now,
      })
      .executeTakeFirstOrThrow()
    await note(trx, actor, 'review-add', String(insertId))
  })
}

export async function addAction(
  { db, vault }: Parts,
  review: number,
  { due, ...content }: NewAction,
  actor: string,
): Promise<void> {
  if (Number.isNaN(Date.parse(due)))
    throw new Refusal(422, 'due', 'Give a day that there is, as 2026-11-24.', { field: 'due' })
  await db.transaction().execute(async (trx) => {
    const found = await trx.selectFrom('reviews').select('id').where('id', '=', review).executeTakeFirst()
    if (!found) throw new Refusal(404, 'not-found', 'There is no such review.')
    const sealed = vault.seal(JSON.stringify(content), PLACE_OF.reviewAction(review))
    const { insertId } = await trx
      .insertInto('review_actions')
      .values({ review, content: sealed, due, done: null, outcome: null })
      .executeTakeFirstOrThrow()
    await note(trx, actor, 'review-action', String(insertId))
  })
}

/** Done stays done: what came of it is not written over. */
export async function endAction(
  { db, vault }: Parts,
  action: number,
  outcome: string,
  actor: string,
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const found = await trx
      .selectFrom('review_actions')
      .select(['review', 'done'])
      .where('id', '=', action)
      .executeTakeFirst()
    if (!found) throw new Refusal(404, 'not-found', 'There is no such action.')
    if (found.done !== null) throw new Refusal(409, 'done', 'This action is done already.')
    await trx
      .updateTable('review_actions')
      .set({ done: now, outcome: vault.seal(outcome, PLACE_OF.reviewAction(found.review)) })
      .where('id', '=', action)
      .execute()
    await note(trx, actor, 'review-action-done', String(action))
  })
}

export async function setAnswer(
  { db, vault }: Parts,
  { row, words }: ReviewAnswer,
  actor: string,
  now: number,
): Promise<void> {
  if (!ROWS.some(({ id }) => id === row)) throw new Refusal(404, 'not-found', 'There is no such row.')
  await db.transaction().execute(async (trx) => {
    const values = { words: vault.seal(words, PLACE_OF.reviewAnswer(row)), changed: now }
    if (words === '') await trx.deleteFrom('review_answers').where('row', '=', row).execute()
    else
      await trx
        .insertInto('review_answers')
        .values({ row, ...values })
        .onConflict((c) => c.column('row').doUpdateSet(values))
        .execute()
    await note(trx, actor, 'review-answer', row)
  })
}
