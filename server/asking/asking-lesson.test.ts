/** A page that a pupil asks for in a lesson: its teacher decides, and what is opened goes with the lesson. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AMY, BEN, KHAN, MINUTE, TEN, type TestSchool } from '../lessons/testing-lessons.ts'
import { samplePolicy, type TestDevice } from '../testing.ts'
import {
  ART,
  GAME,
  SITE,
  ask,
  decide,
  inLesson,
  lessonsOf,
  network,
  publishPolicy,
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

describe('in a lesson', () => {
  let lesson: string
  beforeEach(async () => {
    lesson = await school.lesson(maths, KHAN)
  })

  it('goes to its teacher by name, who adds the site for this pupil alone, until the lesson’s end', async () => {
    const bens = await school.device(BEN)
    const asked = await ask(amys, ART, { lesson })
    expect(asked.states).toMatchObject([{ state: 'open', with: 'teacher' }])
    expect(await network(school)).toEqual([])
    const requests = await inLesson(school, lesson)
    expect(requests).toMatchObject([{ onlyLesson: true, teacherMay: true, name: AMY }])
    await decide(school, requests, { ...SITE, opens: 'page', until: 'lesson' }, lesson)
    expect(await lessonsOf(amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }, { host: 'art.test', path: '/monet' }] },
    ])
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
    expect(await unblocks(amys)).toEqual([])
    expect(await standing(amys)).toMatchObject([
      { state: 'approved', with: 'teacher', name: 'Ms Khan', until: TEN + 40 * MINUTE },
    ])
    const [approved] = await inLesson(school, lesson)
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}/approvals/${approved?.approval?.id}`)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
  })

  it('is added for the class, and taken out again', async () => {
    const bens = await school.device(BEN)
    await ask(amys, ART, { lesson })
    await decide(school, await inLesson(school, lesson), { ...SITE, for: 'class', until: 'lesson' }, lesson)
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }, { host: 'art.test' }] }])
    const [approved] = await inLesson(school, lesson)
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}/approvals/${approved?.approval?.id}`)
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
  })

  it('a part of a page is let in as a part; a site that a lesson closes is closed no more for them', async () => {
    await ask(amys, 'https://quiz.test/embed', { lesson, frame: true })
    await decide(school, await inLesson(school, lesson), { ...SITE, until: 'lesson' }, lesson)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'maths.test' }], frames: ['quiz.test'] }])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    const except = await school.lesson(maths, KHAN, {
      mode: 'except',
      sites: [{ host: 'art.test' }, { host: 'quiz.test' }],
    })
    await ask(amys, ART, { lesson: except })
    await decide(school, await inLesson(school, except), { ...SITE, until: 'lesson' }, except)
    expect(await lessonsOf(amys)).toMatchObject([{ sites: [{ host: 'quiz.test' }] }])
  })

  it('a lesson never opens what the policy closes: it is handed on with the teacher’s words', async () => {
    await ask(amys, GAME, { lesson })
    const requests = await inLesson(school, lesson)
    expect(requests).toMatchObject([{ teacherMay: false, onlyLesson: false }])
    expect((await decide(school, requests, SITE, lesson)).json()).toMatchObject({ error: 'policy' })
    expect(await unblocks(amys)).toEqual([])
    expect((await decide(school, requests, SITE)).statusCode).toBe(404)
    await decide(school, requests, { is: 'hand-on', reason: 'We need it for probability' }, lesson)
    expect((await decide(school, requests, { is: 'refuse', reason: 'No' }, lesson)).statusCode).toBe(404)
    const handed = await network(school)
    expect(handed).toMatchObject([{ handed: { by: 'Ms Khan', words: 'We need it for probability' } }])
    expect(await standing(amys)).toMatchObject([{ state: 'open', with: 'network' }])
    // Handed on, the teacher has agreed as far as the lesson goes.
    await decide(school, handed, SITE)
    expect(await unblocks(amys)).toHaveLength(1)
    expect(await lessonsOf(amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }, { host: 'blocked.test' }] },
    ])
  })

  it('opens at once what the school lets teachers open, and closes it with the lesson', async () => {
    const url = 'https://www.coolmathgames.com/0-run'
    await ask(amys, url, { lesson })
    expect(await inLesson(school, lesson)).toMatchObject([{ teacherMay: false }])
    await publishPolicy(school, { teachersMayOpen: ['games'] })
    await ask(amys, url, { lesson })
    const requests = await inLesson(school, lesson)
    expect(requests).toMatchObject([{ teacherMay: true, closed: 'The school closes “Games”.' }])
    expect(
      (await decide(school, requests, { ...SITE, until: { day: '2026-11-26' } }, lesson)).statusCode,
    ).toBe(422)
    expect((await decide(school, requests, { ...SITE, until: 'lesson' }, lesson)).json()).toEqual({
      decided: 1,
    })
    expect(await unblocks(amys)).toMatchObject([
      { entry: { kind: 'host', host: 'www.coolmathgames.com' }, until: TEN + 40 * MINUTE },
    ])
    await school.ask(KHAN, 'POST', `/admin/lessons/${lesson}/until`, { minutes: 60 })
    expect(await unblocks(amys)).toMatchObject([{ until: TEN + 60 * MINUTE }])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect(await unblocks(amys)).toEqual([])
  })

  it('waiting at its end, it goes on to the network manager, unless nothing else closes it', async () => {
    await ask(amys, GAME, { lesson })
    await ask(amys, ART, { lesson })
    expect(await network(school)).toEqual([])
    await school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect(await network(school)).toMatchObject([{ url: GAME, lesson: '9B Maths' }])
    const states = await standing(amys)
    expect(states.map(({ state }) => state).sort()).toEqual(['ended', 'open'])
    // Made offline in the lesson and sent after it: the same.
    expect((await ask(amys, ART, { lesson })).states[0]).toMatchObject({ state: 'ended' })
  })
})

it('what is only warned about now a teacher opens no further than into hours when it is closed', async () => {
  const hours = { days: [1, 2, 3, 4, 5, 6, 7], from: 11 * 60, to: 12 * 60 }
  const { groups, defaultGroup } = samplePolicy()
  const group = {
    ...groups[defaultGroup]!,
    entries: [],
    categories: { games: 'warn' as const },
    timetable: [{ name: 'Study', hours, place: 'any' as const, categories: { games: 'block' as const } }],
  }
  await publishPolicy(school, { groups: { [defaultGroup]: group } })
  const lesson = await school.lesson(maths, KHAN)
  await ask(amys, 'https://www.coolmathgames.com/0-run', { lesson })
  const requests = await inLesson(school, lesson)
  expect((await decide(school, requests, SITE, lesson)).json()).toMatchObject({ error: 'policy' })
  expect((await decide(school, requests, { ...SITE, until: 'lesson' }, lesson)).json()).toEqual({
    decided: 1,
  })
})
