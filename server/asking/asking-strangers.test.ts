/** Requests from where nobody may make or decide them. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AMY, BEN, KHAN, type TestSchool } from '../lessons/testing-lessons.ts'
import { type TestDevice } from '../testing.ts'
import {
  ART,
  GAME,
  LEE,
  SITE,
  ask,
  decide,
  inLesson,
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

describe('from where nobody may', () => {
  it('tells an installation of its own requests alone, and one that is withheld or signed out of none', async () => {
    const second = await school.device(AMY)
    await ask(amys, GAME)
    expect(await standing(second)).toEqual([])
    const { db } = school.server.context
    const state = (state: 'held' | 'confirmed') =>
      db.updateTable('installations').set({ state }).where('installation', '=', amys.id).execute()
    await state('held')
    expect(await ask(amys, 'https://blocked.test/2')).toEqual({ standing: 'withheld', states: [] })
    await state('confirmed')
    amys.claim = { ...amys.claim, person: { name: BEN, from: 'profile' } }
    // Somebody else sits there, and no heartbeat has said so yet.
    expect(await ask(amys, 'https://blocked.test/3')).toEqual({ standing: 'withheld', states: [] })
    await amys.heartbeat()
    expect(await ask(amys)).toEqual({ standing: 'withheld', states: [] })
    const { person: _, ...nobody } = amys.claim
    amys.claim = nobody
    await amys.heartbeat()
    expect(await ask(amys, GAME)).toEqual({ standing: 'nobody', states: [] })
    expect(await network(school)).toHaveLength(1)
  })

  it('another device’s name for its ask says nothing of it and changes nothing', async () => {
    const bens = await school.device(BEN)
    await ask(amys, GAME, { id: 'amys-own-name' })
    expect((await ask(bens, GAME, { id: 'amys-own-name' })).states).toMatchObject([{ state: 'open' }])
    expect((await network(school)).map(({ name, times }) => [name, times])).toEqual([
      [AMY, 1],
      [BEN, 1],
    ])
  })

  it('a teacher decides on their own lesson’s alone, and only for its class', async () => {
    const lesson = await school.lesson(maths, KHAN)
    await ask(amys, ART, { lesson })
    const requests = await inLesson(school, lesson)
    const art = await school.classOf('9C Art', LEE, [AMY])
    const lees = await school.lesson(art, LEE)
    expect((await decide(school, requests, SITE, lesson, LEE)).statusCode).toBe(404)
    expect((await decide(school, requests, { ...SITE, until: 'lesson' }, lees, LEE)).statusCode).toBe(404)
    await decide(school, requests, { ...SITE, until: 'lesson' }, lesson)
    const [approved] = await inLesson(school, lesson)
    const end = `/admin/lessons/${lees}/approvals/${approved?.approval?.id}`
    expect((await school.ask(LEE, 'DELETE', end)).statusCode).toBe(404)
    expect(await standing(amys)).toMatchObject([{ state: 'approved' }])
  })

  it('requests of different pages are not decided together, nor one twice at once', async () => {
    await ask(amys, GAME)
    await ask(amys, 'https://blocked.test/other')
    const requests = await network(school)
    expect((await decide(school, requests, SITE)).statusCode).toBe(422)
    const both = await Promise.all([
      decide(school, requests.slice(0, 1), SITE),
      decide(school, requests.slice(0, 1), SITE),
    ])
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect(await unblocks(amys)).toHaveLength(1)
  })
})
