/** For the tests of retention: rows of a given age, and what is left. */
import type { Row } from '../lib/protocol/rows.ts'
import { expire } from './jobs/retention.ts'
import { type TestServer, visit } from './testing.ts'

export const DAY = 86_400_000
export const NOW = Date.UTC(2026, 10, 20, 12)
export const daysAgo = (days: number) => NOW - days * DAY

export const who = (name: string) => ({ name, from: 'profile' as const })

export const old = (seq: number, days: number, more: Parameters<typeof visit>[1] = {}): Row =>
  visit(seq, { at: daysAgo(days), ...more })

export const blocked = (seq: number, days: number): Row => ({
  seq,
  at: daysAgo(days),
  who: who('amy@school.example'),
  kind: 'blocked',
  host: 'casino.example',
  path: '/tables',
  categories: ['gambling'],
  action: 'block',
  reason: 'category',
  target: 'page',
})

/** Retention as it would run then. */
export const run = (server: TestServer, now = NOW) => expire(server.context.db, server.context.people, now)

/** What is in `rows`, as `number kind`. */
export const kept = async (server: TestServer) =>
  (await server.context.db.selectFrom('rows').select(['seq', 'kind']).orderBy('seq').execute()).map(
    ({ seq, kind }) => `${seq} ${kind}`,
  )

/** Everybody whom the database still names. */
export const names = async (server: TestServer) => {
  const { db, people } = server.context
  const numbers = await db.selectFrom('people').select('person').execute()
  return Promise.all(numbers.map(({ person }) => people.nameOf(db, person)))
}
