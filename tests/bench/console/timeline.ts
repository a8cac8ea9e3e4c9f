/**
 * Pupils' timelines as a lead looks at them: opened, gone on, and filtered by kind, site, what was stopped and words
 * searched for. Another pupil each time, so that nothing is warm by chance.
 */
import type { Timeline } from '../../../lib/protocol/record-looks.ts'
import type { Context } from '../../../server/context.ts'
import { random } from '../statistics.ts'
import type { Visitor } from './visitor.ts'

/** In the order in which a lead asks; `older` goes on from the newest. */
const ASKED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  first: {},
  older: {},
  stopped: { stopped: '1' },
  searches: { kind: 'search' },
  site: { host: 'site42.example' },
  'rare site': { host: 'site4999.example' },
  words: { terms: 'volcano' },
  'rare words': { terms: 'rocket work 77' },
}

/** A look that reaches over everything: the bench is about what it opens. Begun before, so that asking is all that counts. */
export async function lookAt(
  { db, vault }: Pick<Context, 'db' | 'vault'>,
  staff: number,
  person: number,
): Promise<string> {
  const id = String(person).padStart(22, '0')
  const now = Date.now()
  await db.deleteFrom('record_looks').where('id', '=', id).execute()
  await db
    .insertInto('record_looks')
    .values({
      id,
      at: now,
      until: now + 1_800_000,
      staff,
      role: 'dsl',
      person,
      since: 0,
      reason: 'check',
      words: vault.seal('bench', `record-look:${id}`),
      shown: 'role',
      enquiry: null,
      enquiry_by: null,
      enquiry_words: null,
      lifted: null,
      lifted_by: null,
    })
    .execute()
  return id
}

interface Looking {
  readonly context: Pick<Context, 'db' | 'vault'>
  readonly visitor: Visitor
  readonly staff: number
  readonly pupils: number
}

/** Milliseconds of each answer, by what was asked. */
export async function timelines(
  { context, visitor, staff, pupils }: Looking,
  lookedAt: number,
): Promise<Map<string, number[]>> {
  const next = random(7)
  const times = new Map<string, number[]>(Object.keys(ASKED).map((name) => [name, []]))
  for (let i = 0; i < lookedAt; i += 1) {
    const look = await lookAt(context, staff, 1 + Math.floor(next() * pupils))
    let older: string | null = null
    for (const [name, query] of Object.entries(ASKED)) {
      const before: Record<string, string> = name === 'older' && older !== null ? { before: older } : {}
      const search = new URLSearchParams({ ...query, ...before })
      const { body, took } = await visitor.ask<Timeline>('GET', `/admin/record-looks/${look}/rows?${search}`)
      times.get(name)?.push(took)
      if (name !== 'first') continue
      if (body.rows.length === 0) throw new Error('a pupil has no rows')
      older = body.next
    }
  }
  await context.db.deleteFrom('record_looks').where('staff', '=', staff).execute()
  return times
}
