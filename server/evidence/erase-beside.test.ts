/** What an erasure takes beside the rows: what was noticed in them, found by them and learned from them. */
import { describe, expect, it, vi } from 'vitest'
import type { ErasureSaid } from '../../lib/protocol/evidence-staff.ts'
import type { OpenedAlert } from '../../lib/protocol/alerts.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { EVIDENCE } from '../found/testing-found.ts'
import { TEN } from '../lessons/testing-lessons.ts'
import { DAY, HEAD, HOUR, LEAD, LookStage, search, seen, stopped } from '../record/testing-looks.ts'
import { eachAt } from '../testing-clock.ts'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  return stage.school
})

const db = () => stage.school.server.context.db
const settled = () => stage.school.server.context.alerts.settled()
const clock = async (at: number) => {
  vi.setSystemTime(at)
  await stage.school.signIn(LEAD, ['dsl'])
  await stage.school.signIn(HEAD, ['head'])
}
const ask = async (method: 'GET' | 'POST', url: string, body?: object) => {
  const sent = await stage.school.ask(LEAD, method, url, body)
  if (sent.statusCode !== 200) throw new Error(`${url}: ${sent.body}`)
  return sent
}

/** Erases all of Amy's from then until then, that not included. */
async function erase(since: number, until: number): Promise<void> {
  const { id: look } = await stage.look()
  const words = 'Her parents asked for it.'
  const plan = (await ask('POST', '/admin/erasures', { look, since, until, words })).json<ErasureSaid>()
  await ask('POST', `/admin/erasures/${plan.id}/confirm`, { rows: plan.planned })
}

const timeOf = (seq: number) => TEN - HOUR + seq * 1000
const worrying = (seq: number, severity: 'high' | 'medium', words: string): Row =>
  ({ ...search(seq, words), theme: 'weapons', severity }) as Row
const locked = (seq: number): Row =>
  ({ ...stopped(seq, ''), path: '', listed: { list: 'member', entry: 41 }, reason: 'illegal' }) as Row
const found = (seq: number): Row =>
  ({
    ...stopped(seq, 'found.test'),
    reason: 'found',
    found: { kind: 'unblocker', sureness: 'sure', where: 'page', evidence: [...EVIDENCE] },
  }) as Row

/** What is known beside rows, and of whom something was found. */
const beside = async () => ({
  alerts: (await db().selectFrom('alerts').select('id').execute()).length,
  signals: (await db().selectFrom('alert_signals').select('seq').execute()).map(({ seq }) => seq),
  locked: (await db().selectFrom('locked_hits').select('seq').execute()).map(({ seq }) => seq),
  found: (await db().selectFrom('findings').select('signs').execute()).length,
})

// Was broken: all of it was noticed, found and mailed anew.
it('does not come back with a batch above a gap that is sent again', async () => {
  const rows = await Promise.all(
    [worrying(2, 'high', 'a dagger'), locked(3), found(4)].map((row) => stage.amy.seal(row)),
  )
  const send = async () => {
    const body = { written: 4, keys: [stage.amy.sessionKey], rows }
    expect((await stage.amy.send('POST', '/v1/activity', body)).status).toBe(200)
    await settled()
  }
  await send()
  expect(await beside()).toEqual({ alerts: 1, signals: [2], locked: [3], found: 1 })
  await erase(TEN - DAY, TEN)
  const left = { alerts: 0, signals: [], locked: [], found: 0 }
  expect(await beside()).toEqual(left)
  await clock(TEN + DAY)
  await send()
  expect(await beside()).toEqual(left)
  await stage.amy.activity([seen(1)])
  const { acknowledged } = await db()
    .selectFrom('installations')
    .select('acknowledged')
    .where('installation', '=', stage.amy.id)
    .executeTakeFirstOrThrow()
  expect(acknowledged).toBe(4)
})

// Was broken: any hold kept all of it, and the erasure was done.
it.each([['everybody'], ['her']])('a hold of %s keeps what it covers, and nothing else', async (whose) => {
  await stage.amy.activity([locked(1), locked(2), found(3)])
  const { id } = await stage.look()
  await ask('POST', '/admin/holds', {
    ...(whose === 'her' && { look: id }),
    since: timeOf(2),
    until: timeOf(2),
    ends: TEN + DAY,
    words: 'The police asked us to keep it.',
  })
  await erase(TEN - DAY, TEN)
  expect(await beside()).toMatchObject({ locked: [2], found: 0 })
})

describe('an alert of which rows are left', () => {
  const opened = async (id: number) => (await ask('POST', `/admin/alerts/${id}/open`)).json<OpenedAlert>()
  const learned = async () =>
    (await ask('GET', '/admin/alert-learned'))
      .json<{ learned: { what: string; text: string | null }[] }>()
      .learned.flatMap(({ what, text }) => (what === 'same' ? [text] : []))

  // Was broken: it kept the count, the time, the weight and the words of what was erased.
  it('says what they say, and no more', async () => {
    await stage.amy.activity([
      worrying(1, 'medium', 'a knife'),
      worrying(2, 'high', 'a dagger'),
      worrying(3, 'medium', 'a knife'),
    ])
    await settled()
    const { id } = await db().selectFrom('alerts').select('id').executeTakeFirstOrThrow()
    expect((await opened(id)).alert).toMatchObject({ severity: 'high', count: 3 })
    await ask('POST', `/admin/alerts/${id}/dismiss`, { why: 'wrong' })
    expect(await learned()).toEqual(['a knife', 'a dagger'])
    await erase(timeOf(2), timeOf(3))
    const { alert, reasons } = await opened(id)
    expect(alert).toMatchObject({ severity: 'low', count: 2, first: timeOf(1), last: timeOf(3) })
    expect(reasons).toEqual([])
    expect(await learned()).toEqual(['a knife'])
    await erase(timeOf(3), timeOf(4))
    expect((await opened(id)).alert).toMatchObject({ count: 1, first: timeOf(1), last: timeOf(1) })
  })

  it('counts a search and its stop once', async () => {
    const stop = { ...stopped(3, 'search.test'), reason: 'search', theme: 'weapons', severity: 'high' } as Row
    await stage.amy.activity([worrying(1, 'high', 'a dagger')])
    await stage.amy.activity([
      { ...worrying(2, 'high', 'a knife'), at: timeOf(60) },
      { ...stop, at: timeOf(61) },
    ])
    await settled()
    const { id } = await db().selectFrom('alerts').select('id').executeTakeFirstOrThrow()
    expect((await opened(id)).alert.count).toBe(2)
    await erase(timeOf(1), timeOf(2))
    expect((await opened(id)).alert).toMatchObject({ count: 1, severity: 'high', first: timeOf(60) })
  })
})
