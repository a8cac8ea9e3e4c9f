/** Requests from where nobody may make or decide them. */
import { describe, expect, it } from 'vitest'
import { AMY, BEN, KHAN } from '../lessons/testing-lessons.ts'
import { ART, ask, askingStage, GAME, LEE, SITE, standing, unblocks } from './testing-asking.ts'

const stage = askingStage()
const { decide, inLesson, network } = stage

describe('from where nobody may', () => {
  it('tells an installation of its own requests alone, and one that is withheld or signed out of none', async () => {
    const second = await stage.school.device(AMY)
    await ask(stage.amys, GAME)
    expect(await standing(second)).toEqual([])
    const { db } = stage.school.server.context
    const state = (state: 'held' | 'confirmed') =>
      db.updateTable('installations').set({ state }).where('installation', '=', stage.amys.id).execute()
    await state('held')
    expect(await ask(stage.amys, 'https://blocked.test/2')).toEqual({ standing: 'withheld', states: [] })
    await state('confirmed')
    stage.amys.claim = { ...stage.amys.claim, person: { name: BEN, from: 'profile' } }
    // Somebody else sits there, and no heartbeat has said so yet.
    expect(await ask(stage.amys, 'https://blocked.test/3')).toEqual({ standing: 'withheld', states: [] })
    await stage.amys.heartbeat()
    expect(await ask(stage.amys)).toEqual({ standing: 'withheld', states: [] })
    const { person: _, ...nobody } = stage.amys.claim
    stage.amys.claim = nobody
    await stage.amys.heartbeat()
    expect(await ask(stage.amys, GAME)).toEqual({ standing: 'nobody', states: [] })
    expect(await network()).toHaveLength(1)
  })

  it('another device’s name for its ask says nothing of it and changes nothing', async () => {
    const bens = await stage.school.device(BEN)
    await ask(stage.amys, GAME, { id: 'amys-own-name' })
    expect((await ask(bens, GAME, { id: 'amys-own-name' })).states).toMatchObject([{ state: 'open' }])
    expect((await network()).map(({ name, times }) => [name, times])).toEqual([
      [AMY, 1],
      [BEN, 1],
    ])
  })

  it('a teacher decides on their own lesson’s alone, and only for its class', async () => {
    const lesson = await stage.school.lesson(stage.maths, KHAN)
    await ask(stage.amys, ART, { lesson })
    const requests = await inLesson(lesson)
    const art = await stage.school.classOf('9C Art', LEE, [AMY])
    const lees = await stage.school.lesson(art, LEE)
    expect((await decide(requests, SITE, lesson, LEE)).statusCode).toBe(404)
    expect((await decide(requests, { ...SITE, until: 'lesson' }, lees, LEE)).statusCode).toBe(404)
    await decide(requests, { ...SITE, until: 'lesson' }, lesson)
    const [approved] = await inLesson(lesson)
    const end = `/admin/lessons/${lees}/approvals/${approved?.approval?.id}`
    expect((await stage.school.ask(LEE, 'DELETE', end)).statusCode).toBe(404)
    expect(await standing(stage.amys)).toMatchObject([{ state: 'approved' }])
  })

  it('requests of different pages are not decided together, nor one twice at once', async () => {
    await ask(stage.amys, GAME)
    await ask(stage.amys, 'https://blocked.test/other')
    const requests = await network()
    expect((await decide(requests, SITE)).statusCode).toBe(422)
    const both = await Promise.all([decide(requests.slice(0, 1), SITE), decide(requests.slice(0, 1), SITE)])
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await unblocks(stage.amys)).toHaveLength(1)
  })
})
