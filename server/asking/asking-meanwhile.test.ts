/** What is decided while something else happens: another decision, another lesson, its end. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Decision } from '../../lib/protocol/page-requests.ts'
import { runningLesson, setContent, setUntil } from '../lessons/lessons.ts'
import { AMY, BEN, KHAN, MINUTE, TEN } from '../lessons/testing-lessons.ts'
import { decide as decideNow } from './decide.ts'
import {
  ART,
  ask,
  askingStage,
  GAME,
  LEE,
  lessonsOf,
  NELL,
  SITE,
  standing,
  unblocks,
} from './testing-asking.ts'

const stage = askingStage()
const { decide, inLesson, network } = stage

describe('a lesson that is another by the time it is decided', () => {
  let lesson: string
  beforeEach(async () => {
    lesson = await stage.school.lesson(stage.maths, KHAN)
  })
  /** What happens while the page is judged again. */
  function meanwhile(happens: () => Promise<unknown>): void {
    const { siteChecker } = stage.school.server.context
    const judge = siteChecker.judge.bind(siteChecker)
    vi.spyOn(siteChecker, 'judge').mockImplementationOnce(async (job) => {
      await happens()
      return judge(job)
    })
  }
  const IN_LESSON: Decision = { ...SITE, until: 'lesson' }

  it('keeps both of two decisions at once', async () => {
    const bens = await stage.school.device(BEN)
    await ask(stage.amys, ART, { lesson })
    await ask(stage.amys, 'https://quiz.test/', { lesson })
    const requests = await inLesson(lesson)
    const forClass = { ...IN_LESSON, for: 'class' as const }
    await Promise.all(requests.map((one) => decide([one], forClass, lesson)))
    const [held] = await lessonsOf(bens)
    expect(held?.sites.map(({ host }) => host).toSorted()).toEqual(['art.test', 'maths.test', 'quiz.test'])
  })

  it('keeps what its teacher changed, and its new end', async () => {
    await ask(stage.amys, ART, { lesson })
    const { context } = stage.school.server
    const requests = await inLesson(lesson)
    meanwhile(async () => {
      await setContent(context, lesson, { sites: [{ host: 'sums.test' }] }, Date.now())
      await setUntil(context.db, lesson, TEN + 55 * MINUTE, Date.now())
    })
    expect((await decide(requests, IN_LESSON, lesson)).json()).toEqual({ decided: 1 })
    expect(await lessonsOf(stage.amys)).toMatchObject([
      { sites: [{ host: 'sums.test' }, { host: 'art.test' }] },
    ])
    expect(await standing(stage.amys)).toMatchObject([{ state: 'approved', until: TEN + 55 * MINUTE }])
    await stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}/approvals/1`)
    expect(await lessonsOf(stage.amys)).toMatchObject([{ sites: [{ host: 'sums.test' }] }])
  })

  it('opens nothing in one that is over', async () => {
    await ask(stage.amys, ART, { lesson })
    const requests = await inLesson(lesson)
    meanwhile(() => stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`))
    expect((await decide(requests, IN_LESSON, lesson)).statusCode).toBe(409)
    expect(await standing(stage.amys)).toMatchObject([{ state: 'ended' }])
  })

  it('is not changed for its class by what is opened for another class', async () => {
    const bens = await stage.school.device(BEN)
    const art = await stage.school.classOf('9C Art', LEE, [AMY])
    await ask(stage.amys, GAME, { lesson })
    await decide(await inLesson(lesson), { is: 'hand-on', reason: 'Please' }, lesson)
    await decide(await network(), { ...SITE, for: { class: art } })
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
    expect(await unblocks(bens)).toEqual([])
    expect(await unblocks(stage.amys)).toHaveLength(1)
    expect(await lessonsOf(stage.amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }, { host: 'blocked.test' }] },
    ])
    const approved = (await network())[0]?.approval
    await stage.school.ask(NELL, 'DELETE', `/admin/page-approvals/${approved?.id}`)
    expect(await lessonsOf(stage.amys)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
  })
})

it.each(['refuse', 'hand-on'] as const)('is not refused and handed on at once: %s first', async (first) => {
  const lesson = await stage.school.lesson(stage.maths, KHAN)
  await ask(stage.amys, GAME, { lesson })
  const requests = await inLesson(lesson)
  const order = first === 'refuse' ? (['refuse', 'hand-on'] as const) : (['hand-on', 'refuse'] as const)
  const both = await Promise.all(order.map((is) => decide(requests, { is, reason: 'No' }, lesson)))
  expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
})

it('is not handed on twice at once: one has said it, the other is told to look again', async () => {
  const { context } = stage.school.server
  const id = await stage.school.lesson(stage.maths, KHAN)
  await ask(stage.amys, GAME, { lesson: id })
  const ids = (await inLesson(id)).map((one) => one.id)
  const lesson = await runningLesson(context, id, Date.now())
  const by = {
    person: await stage.school.signIn(KHAN, ['teacher']),
    actor: 'test',
    ...(lesson && { lesson }),
  }
  // Both have read that it is the teacher's before either has written: by way of the routes one would come too late.
  const both = await Promise.allSettled(
    ['First', 'Second'].map((reason) => decideNow(context, ids, { is: 'hand-on', reason }, by, Date.now())),
  )
  expect(both).toMatchObject([
    { status: 'fulfilled', value: 1 },
    { status: 'rejected', reason: { code: 'decided' } },
  ])
  expect((await stage.school.audit()).filter((line) => line.startsWith('page-hand-on'))).toHaveLength(1)
  expect(await network()).toMatchObject([{ handed: { words: 'First' } }])
})

describe('what came to nothing with its lesson', () => {
  const end = (lesson: string) => stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
  /** As many again as like. */
  async function copies(id: number, many: number, person?: number): Promise<void> {
    const { db } = stage.school.server.context
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
    const lesson = await stage.school.lesson(stage.maths, KHAN)
    for (let i = 0; i < 20; i++) await ask(stage.amys, `https://art.test/${i}`, { lesson })
    expect((await ask(stage.amys, GAME)).states[0]).toMatchObject({ state: 'many' })
    await end(lesson)
    vi.setSystemTime(TEN + MINUTE)
    expect((await ask(stage.amys, GAME)).states[0]).toMatchObject({ state: 'open', with: 'network' })
  })

  it('does not stand before what the network manager has, nor do the many requests of one pupil', async () => {
    const bens = await stage.school.device(BEN)
    const lesson = await stage.school.lesson(stage.maths, KHAN)
    await ask(stage.amys, ART, { lesson })
    const [first] = await inLesson(lesson)
    await copies(first?.id ?? 0, 550)
    await end(lesson)
    await ask(stage.amys, GAME)
    const [hers, ...none] = await network()
    expect({ url: hers?.url, none }).toEqual({ url: GAME, none: [] })
    await copies(hers?.id ?? 0, 550)
    await ask(bens, GAME)
    expect((await network()).filter(({ name }) => name === BEN)).toHaveLength(1)
  })

  it('the many requests of one pupil do not hide another’s from the teacher', async () => {
    const bens = await stage.school.device(BEN)
    const lesson = await stage.school.lesson(stage.maths, KHAN)
    await ask(stage.amys, ART, { lesson })
    await copies((await inLesson(lesson))[0]?.id ?? 0, 550)
    await ask(bens, ART, { lesson })
    expect((await inLesson(lesson)).filter(({ name }) => name === BEN)).toHaveLength(1)
  })

  it('can be asked for anew, handed on or not', async () => {
    const lesson = await stage.school.lesson(stage.maths, KHAN)
    await ask(stage.amys, ART, { lesson })
    await decide(await inLesson(lesson), { is: 'hand-on', reason: 'Please' }, lesson)
    await end(lesson)
    const next = await stage.school.lesson(stage.maths, KHAN)
    const { states } = await ask(stage.amys, ART, { lesson: next })
    expect(states.map(({ state }) => state).toSorted()).toEqual(['ended', 'open'])
    expect(await inLesson(next)).toMatchObject([{ url: ART, state: 'open', times: 1 }])
  })
})
