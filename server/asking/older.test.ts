/** What was decided long ago can be read to its end: decisions on many at once share their moment. */
import { expect, it } from 'vitest'
import type { PageRequest } from '../../lib/protocol/page-requests.ts'
import type { SiteRequest } from '../../lib/protocol/lessons.ts'
import { PLACE_OF } from '../keys/vault.ts'
import { TEN } from '../lessons/testing-lessons.ts'
import { ask, askingStage, GAME, NELL } from './testing-asking.ts'

const stage = askingStage()
const many = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

async function whole<T extends { readonly id: number }>(path: string): Promise<T[]> {
  const all: T[] = []
  for (let next: string | undefined = ''; next !== undefined;) {
    const sent = await stage.school.ask(NELL, 'GET', next === '' ? path : `${path}?before=${next}`)
    const piece = sent.json<{ requests: T[]; next?: string }>()
    all.push(...piece.requests)
    next = piece.next
  }
  return all
}

it('pupils’ requests, beside one that waits', async () => {
  await ask(stage.amys, GAME)
  const { db } = stage.school.server.context
  const { id: _id, ...row } = await db.selectFrom('page_requests').selectAll().executeTakeFirstOrThrow()
  for (const _ of many(120))
    await db
      .insertInto('page_requests')
      .values({ ...row, state: 'refused', decided: TEN })
      .execute()
  const all = await whole<PageRequest>('/admin/page-requests')
  expect(all[0]?.state).toBe('open')
  expect(all.slice(1).map(({ id }) => id)).toEqual(many(120).map((i) => 121 - i))
})

it('sites that teachers asked for', async () => {
  const { db, vault } = stage.school.server.context
  const content = vault.seal(
    JSON.stringify({ site: { host: 'a.test' }, why: 'Maths' }),
    PLACE_OF.siteRequest(stage.maths),
  )
  const person = await stage.school.signIn('asker@school.example')
  for (const _ of many(120))
    await db
      .insertInto('site_requests')
      .values({ class: stage.maths, person, at: TEN, state: 'done', decided: TEN, content })
      .execute()
  const all = await whole<SiteRequest>('/admin/site-requests')
  expect(all.map(({ id }) => id)).toEqual(many(120).map((i) => 120 - i))
})
