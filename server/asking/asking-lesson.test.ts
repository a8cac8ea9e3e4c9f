/** A page that a pupil asks for in a lesson: its teacher decides, and what is opened goes with the lesson. */
import { beforeEach, describe, expect, it } from 'vitest'
import { AMY, BEN, KHAN, MINUTE, TEN } from '../lessons/testing-lessons.ts'
import { samplePolicy } from '../testing.ts'
import { ART, ask, askingStage, GAME, lessonsOf, SITE, standing, unblocks } from './testing-asking.ts'

const stage = askingStage()
const { decide, inLesson, network, publishPolicy } = stage

describe('in a lesson', () => {
  let lesson: string
  beforeEach(async () => {
    lesson = await stage.school.lesson(stage.maths, KHAN)
  })

  it('goes to its teacher by name, who adds the site for this pupil alone, until the lesson’s end', async () => {
    const bens = await stage.school.device(BEN)
    const asked = await ask(stage.amys, ART, { lesson })
    expect(asked.states).toMatchObject([{ state: 'open', with: 'teacher' }])
    expect(await network()).toEqual([])
    const requests = await inLesson(lesson)
    expect(requests).toMatchObject([{ onlyLesson: true, teacherMay: true, name: AMY }])
    await decide(requests, { ...SITE, opens: 'page', until: 'lesson' }, lesson)
    expect(await lessonsOf(stage.amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }, { host: 'art.test', path: '/monet' }] },
    ])
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
    expect(await unblocks(stage.amys)).toEqual([])
    expect(await standing(stage.amys)).toMatchObject([
      { state: 'approved', with: 'teacher', name: 'Ms Khan', until: TEN + 40 * MINUTE },
    ])
    const [approved] = await inLesson(lesson)
    await stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}/approvals/${approved?.approval?.id}`)
    expect(await lessonsOf(stage.amys)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
  })

  it('is added for the class, and taken out again', async () => {
    const bens = await stage.school.device(BEN)
    await ask(stage.amys, ART, { lesson })
    await decide(await inLesson(lesson), { ...SITE, for: 'class', until: 'lesson' }, lesson)
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }, { host: 'art.test' }] }])
    const [approved] = await inLesson(lesson)
    await stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}/approvals/${approved?.approval?.id}`)
    expect(await lessonsOf(bens)).toMatchObject([{ sites: [{ host: 'maths.test' }] }])
  })

  it('a part of a page is let in as a part; a site that a lesson closes is closed no more for them', async () => {
    await ask(stage.amys, 'https://quiz.test/embed', { lesson, frame: true })
    await decide(await inLesson(lesson), { ...SITE, until: 'lesson' }, lesson)
    expect(await lessonsOf(stage.amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }], frames: ['quiz.test'] },
    ])
    await stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    const except = await stage.school.lesson(stage.maths, KHAN, {
      mode: 'except',
      sites: [{ host: 'art.test' }, { host: 'quiz.test' }],
    })
    await ask(stage.amys, ART, { lesson: except })
    await decide(await inLesson(except), { ...SITE, until: 'lesson' }, except)
    expect(await lessonsOf(stage.amys)).toMatchObject([{ sites: [{ host: 'quiz.test' }] }])
  })

  it('a lesson never opens what the policy closes: it is handed on with the teacher’s words', async () => {
    await ask(stage.amys, GAME, { lesson })
    const requests = await inLesson(lesson)
    expect(requests).toMatchObject([{ teacherMay: false, onlyLesson: false }])
    expect((await decide(requests, SITE, lesson)).json()).toMatchObject({ error: 'policy' })
    expect(await unblocks(stage.amys)).toEqual([])
    expect((await decide(requests, SITE)).statusCode).toBe(404)
    await decide(requests, { is: 'hand-on', reason: 'We need it for probability' }, lesson)
    expect((await decide(requests, { is: 'refuse', reason: 'No' }, lesson)).statusCode).toBe(404)
    const handed = await network()
    expect(handed).toMatchObject([{ handed: { by: 'Ms Khan', words: 'We need it for probability' } }])
    expect(await standing(stage.amys)).toMatchObject([{ state: 'open', with: 'network' }])
    // Handed on, the teacher has agreed as far as the lesson goes.
    await decide(handed, SITE)
    expect(await unblocks(stage.amys)).toHaveLength(1)
    expect(await lessonsOf(stage.amys)).toMatchObject([
      { sites: [{ host: 'maths.test' }, { host: 'blocked.test' }] },
    ])
  })

  it('opens at once what the school lets teachers open, and closes it with the lesson', async () => {
    const url = 'https://www.coolmathgames.com/0-run'
    await ask(stage.amys, url, { lesson })
    expect(await inLesson(lesson)).toMatchObject([{ teacherMay: false }])
    await publishPolicy({ teachersMayOpen: ['games'] })
    await ask(stage.amys, url, { lesson })
    const requests = await inLesson(lesson)
    expect(requests).toMatchObject([{ teacherMay: true, closed: 'The school closes “Games”.' }])
    expect((await decide(requests, { ...SITE, until: { day: '2026-11-26' } }, lesson)).statusCode).toBe(422)
    expect((await decide(requests, { ...SITE, until: 'lesson' }, lesson)).json()).toEqual({
      decided: 1,
    })
    expect(await unblocks(stage.amys)).toMatchObject([
      { entry: { kind: 'host', host: 'www.coolmathgames.com' }, until: TEN + 40 * MINUTE },
    ])
    await stage.school.ask(KHAN, 'POST', `/admin/lessons/${lesson}/until`, { minutes: 60 })
    expect(await unblocks(stage.amys)).toMatchObject([{ until: TEN + 60 * MINUTE }])
    await stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect(await unblocks(stage.amys)).toEqual([])
  })

  it('waiting at its end, it goes on to the network manager, unless nothing else closes it', async () => {
    await ask(stage.amys, GAME, { lesson })
    await ask(stage.amys, ART, { lesson })
    expect(await network()).toEqual([])
    await stage.school.ask(KHAN, 'DELETE', `/admin/lessons/${lesson}`)
    expect(await network()).toMatchObject([{ url: GAME, lesson: '9B Maths' }])
    const states = await standing(stage.amys)
    expect(states.map(({ state }) => state).sort()).toEqual(['ended', 'open'])
    // Made offline in the lesson and sent after it: the same.
    expect((await ask(stage.amys, ART, { lesson })).states[0]).toMatchObject({ state: 'ended' })
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
  await publishPolicy({ groups: { [defaultGroup]: group } })
  const lesson = await stage.school.lesson(stage.maths, KHAN)
  await ask(stage.amys, 'https://www.coolmathgames.com/0-run', { lesson })
  const requests = await inLesson(lesson)
  expect((await decide(requests, SITE, lesson)).json()).toMatchObject({ error: 'policy' })
  expect((await decide(requests, { ...SITE, until: 'lesson' }, lesson)).json()).toEqual({
    decided: 1,
  })
})
