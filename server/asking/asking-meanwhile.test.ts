/** What is decided while something else happens: another decision, another lesson, its end. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Decision } from '../../lib/protocol/page-requests.ts'
import { runningLesson, setContent, setUntil } from '../lessons/lessons.ts'
import { AMY, BEN, KHAN, MINUTE, TEN, type TestSchool } from '../lessons/testing-lessons.ts'
import { type TestDevice } from '../testing.ts'
import { decide as decideNow } from './decide.ts'
import {
  ART,
  GAME,
  LEE,
  NELL,
  SITE,
  ask,
  decide,
  inLesson,
  lessonsOf,
  network,
  standing,
  unblocks,
  openAsking,
} from './testing-asking.ts'

let school: TestSchool
let maths: number
let amys: TestDevice

beforeEach(async () => {
  ;({ school, maths, amys } = await openAsking())
})
afterEach(async () => {
  vi.useRealTimers()
  await school.close()
})

describe('a lesson that is another by the time it is decided', () => {
  let lesson: string
  beforeEach(async () => {
    lesson = await school.lesson(maths, KHAN)
  })
  /** What happens while the page is judged again. */
  function meanwhile(happens: () => Promise<unknown>): void {
    const { siteChecker } = school.server.context
    const judge = siteChecker.judge.bind(siteChecker)
    vi.spyOn(siteChecker, 'judge').mockImplementationOnce(async (job) => {
      await happens()
      return judge(job)
    })
  }
  const IN_LESSON: Decision = { ...SITE, until: 'lesson' }

  it('keeps both of two decisions at once', async () => {
    const bens = await school.device(BEN)
    await ask(amys, ART, { lesson })
    await ask(amys, 'https://quiz.test/', { lesson })
    const requests = await inLesson(school, lesson)
    const forClass = { ...IN_LESSON, for: 'class' as const }
    await Promise.all(requests.map((one) => decide(school, [one], forClass, lesson)))
    const [held] = await lessonsOf(bens)
    expect(held?.sites.map(({ host }) => host).toSorted()).toEqual(['art.test', 'maths.test', 'quiz.test'])
  })

  it('keeps what its teacher changed, and its new end', async () => {
    await ask(amys, ART, { lesson })
    const { context } = school.server
    const requests = await inLesson(school, lesson)
    meanwhile(async () => {
      await setContent(context, lesson, { sites: [{ host: 'sums.test' }] }, Date.now())
      await setUntil(context.db, lesson, TEN + 55 * MINUTE, Date.now())
    })
    expect((await decide(school, requests, IN_LESSON, lesson)).json()).toEqual({ decided: 1 })
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'sums.test' }, { host: 'art.test' }] }])
    expect(await standing(amys)).toMatchObject([{ state: 'approved', until: TEN + 55 * MINUTE }])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}/approvals/1`)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'sums.test' }] }])
  })

  it('opens nothing in one that is over', async () => {
    await ask(amys, ART, { lesson })
    const requests = await inLesson(school, lesson)
    meanwhile(() => school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`))
    expect((await decide(school, requests, IN_LESSON, lesson)).statusCode).toBe(409)
    expect(await standing(amys)).toMatchObject([{ state: 'ended' }])
  })

  it('is not changed for its class by what is opened for another class', async () => {
    const bens = await school.device(BEN)
    const art = await school.classOf('9C Art', LEE, [AMY])
    await ask(amys, GAME, { lesson })
    await decide(school, await inLesson(school, lesson), { is: 'hand-on', reason: 'Please' }, lesson)
    await decide(school, await network(school), { ...SITE, for: { class: art } })
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
    expect(await unblocks(bens)).toEqual([])
    expect(await unblocks(amys)).toHaveLength(1)
    expect(await lessonsOf(amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }, { host: 'blocked.test' }] },
    ])
    const approved = (await network(school))[0]?.approval
    await school.ask(NELL, 'DELETE', `/admin/page-approvals/${approved?.id}`)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
  })
})

it.each(['refuse', 'hand-on'] as const)('is not refused and handed on at once: %s first', async (first) => {
  const lesson = await school.lesson(maths, KHAN)
  await ask(amys, GAME, { lesson })
  const requests = await inLesson(school, lesson)
  const order = first === 'refuse' ? (['refuse', 'hand-on'] as const) : (['hand-on', 'refuse'] as const)
  const both = await Promise.all(order.map((is) => decide(school, requests, { is, reason: 'No' }, lesson)))
  expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
})

it('is not handed on twice at once: one has said it, the other is told to look again', async () => {
  const { context } = school.server
  const id = await school.lesson(maths, KHAN)
  await ask(amys, GAME, { lesson: id })
  const ids = (await inLesson(school, id)).map((one) => one.id)
  const lesson = await runningLesson(context, id, Date.now())
  const by = { person: await school.signIn(KHAN, ['teacher']), actor: 'test', ...(lesson && { lesson }) }
  // Both have read that it is the teacher's before either has written: by way of the routes one would come too late.
  const both = await Promise.allSettled(
    ['First', 'Second'].map((reason) => decideNow(context, ids, { is: 'hand-on', reason }, by, Date.now())),
  )
  expect(both).toMatchObject([
    { status: 'fulfilled', value: 1 },
    { status: 'rejected', reason: { code: 'decided' } },
  ])
  expect((await school.audit()).filter((line) => line.startsWith('page-hand-on'))).toHaveLength(1)
  expect(await network(school)).toMatchObject([{ handed: { words: 'First' } }])
})

describe('what came to nothing with its lesson', () => {
  const end = (lesson: string) => school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
  /** As many again as like. */
  async function copies(id: number, many: number, person?: number): Promise<void> {
    const { db } = school.server.context
    const { id: _, ...row } = await db
      .selectFrom('page_requests')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    for (let i = 0; i < many; i += 50)
      await db
        .insertInto('page_requests')
        .values(Array.from({ length: 50 }, () => ({ ...row, ...(person && { person }) })))
        .execute()
  }

  it('counts against nobody', async () => {
    const lesson = await school.lesson(maths, KHAN)
    for (let i = 0; i < 20; i++) await ask(amys, `https://art.test/${i}`, { lesson })
    expect((await ask(amys, GAME)).states[0]).toMatchObject({ state: 'many' })
    await end(lesson)
    vi.setSystemTime(TEN + MINUTE)
    expect((await ask(amys, GAME)).states[0]).toMatchObject({ state: 'open', with: 'network' })
  })

  it('does not stand before what the network manager has, nor do the many requests of one pupil', async () => {
    const bens = await school.device(BEN)
    const lesson = await school.lesson(maths, KHAN)
    await ask(amys, ART, { lesson })
    const [first] = await inLesson(school, lesson)
    await copies(first?.id ?? 0, 550)
    await end(lesson)
    await ask(amys, GAME)
    const [hers, ...none] = await network(school)
    expect({ url: hers?.url, none }).toEqual({ url: GAME, none: [] })
    await copies(hers?.id ?? 0, 550)
    await ask(bens, GAME)
    expect((await network(school)).filter(({ name }) => name === BEN)).toHaveLength(1)
  })

  it('the many requests of one pupil do not hide another’s from the teacher', async () => {
    const bens = await school.device(BEN)
    const lesson = await school.lesson(maths, KHAN)
    await ask(amys, ART, { lesson })
    await copies((await inLesson(school, lesson))[0]?.id ?? 0, 550)
    await ask(bens, ART, { lesson })
    expect((await inLesson(school, lesson)).filter(({ name }) => name === BEN)).toHaveLength(1)
  })

  it('can be asked for anew, handed on or not', async () => {
    const lesson = await school.lesson(maths, KHAN)
    await ask(amys, ART, { lesson })
    await decide(school, await inLesson(school, lesson), { is: 'hand-on', reason: 'Please' }, lesson)
    await end(lesson)
    const next = await school.lesson(maths, KHAN)
    const { states } = await ask(amys, ART, { lesson: next })
    expect(states.map(({ state }) => state).toSorted()).toEqual(['ended', 'open'])
    expect(await inLesson(school, next)).toMatchObject([{ url: ART, state: 'open', times: 1 }])
  })
})
