/** A page that a pupil asks for outside lessons: from the device to a decision and its end. */
import { describe, expect, it, vi } from 'vitest'
import type { Decision } from '../../lib/protocol/page-requests.ts'
import { expire } from '../jobs/retention.ts'
import { AMY, BEN, MINUTE, TEN } from '../lessons/testing-lessons.ts'
import { idOf } from '../testing.ts'
import { ask, askingStage, DAY, GAME, LEE, NELL, SITE, standing, tagOf, unblocks } from './testing-asking.ts'

const stage = askingStage()
const { decide, network } = stage

describe('outside a lesson', () => {
  it('goes to the network manager, opens exactly what is approved, for them alone, and ends by itself', async () => {
    const bens = await stage.school.device(BEN)
    expect(await ask(stage.amys, GAME)).toMatchObject({
      standing: 'known',
      states: [{ state: 'open', with: 'network' }],
    })
    const requests = await network()
    expect(requests).toMatchObject([
      {
        name: AMY,
        url: GAME,
        whys: ['For my project'],
        closed: 'The school has closed it: Games',
        teacherMay: false,
        opens: {
          page: 'blocked.test/play and what lies below, whatever follows the “?”',
          site: 'all of blocked.test',
        },
        classes: [{ id: stage.maths, name: '9B Maths' }],
        state: 'open',
      },
    ])
    const before = await tagOf(stage.amys)
    expect((await decide(requests, { ...SITE, opens: 'page' })).json()).toEqual({ decided: 1 })
    const midnight = Date.UTC(2026, 10, 25)
    expect(await unblocks(stage.amys)).toEqual([
      {
        id: 'approval-1',
        entry: { kind: 'path', host: 'blocked.test', path: '/play', action: 'allow' },
        forPerson: AMY,
        from: TEN,
        until: midnight,
        reason: 'For your project',
      },
    ])
    expect(await tagOf(stage.amys)).not.toBe(before)
    expect(await unblocks(bens)).toEqual([])
    expect(await tagOf(bens)).toBe(before)
    expect(await standing(stage.amys)).toMatchObject([
      { state: 'approved', with: 'network', reason: 'For your project', until: midnight },
    ])
    vi.setSystemTime(midnight)
    expect(await unblocks(stage.amys)).toEqual([])
    expect(await tagOf(stage.amys)).toBe(before)
    expect(await standing(stage.amys)).toMatchObject([{ state: 'ended' }])
    const audit = await stage.school.audit()
    expect(audit).toEqual(expect.arrayContaining(['page-ask 1', 'page-approve 1 approval:1']))
    expect(audit.join()).not.toContain('blocked.test')
  })

  it('is refused with words, and says so to the one who asked', async () => {
    await ask(stage.amys, GAME)
    const requests = await network()
    expect((await decide(requests, { is: 'refuse', reason: '' })).statusCode).toBe(422)
    await decide(requests, { is: 'refuse', reason: 'Not for school work' })
    expect(await standing(stage.amys)).toMatchObject([{ state: 'refused', reason: 'Not for school work' }])
    expect((await decide(requests, SITE)).json()).toMatchObject({ error: 'decided' })
    expect(await unblocks(stage.amys)).toEqual([])
  })

  it('closes early when it is ended, and only once', async () => {
    await ask(stage.amys, GAME)
    await decide(await network(), SITE)
    const [approved] = await network()
    expect(approved?.approval).toMatchObject({ active: true, opens: 'all of blocked.test' })
    const end = () => stage.school.ask(NELL, 'DELETE', `/admin/page-approvals/${approved?.approval?.id}`)
    expect((await end()).statusCode).toBe(204)
    expect((await end()).statusCode).toBe(204)
    expect(await unblocks(stage.amys)).toEqual([])
    expect(await standing(stage.amys)).toMatchObject([{ state: 'ended' }])
    expect((await stage.school.audit()).filter((line) => line.startsWith('page-end'))).toEqual([
      'page-end approval:1',
    ])
  })

  it('is opened for a class: for its pupils, whoever asked, and not for others', async () => {
    const zoe = 'zoe.pupil@school.example'
    const [bens, zoes] = [await stage.school.device(BEN), await stage.school.device(zoe)]
    await ask(stage.amys, GAME)
    await ask(bens, GAME, { why: 'Me too' })
    const requests = await network()
    expect(requests.map(({ name }) => name)).toEqual([AMY, BEN])
    const forClass = (id: number): Decision => ({ ...SITE, for: { class: id }, until: { day: '2026-11-26' } })
    const art = await stage.school.classOf('9C Art', LEE, [AMY])
    expect((await decide(requests, forClass(art))).statusCode).toBe(422)
    // Decided for one, it is decided for all of the class who asked for the same.
    expect((await decide(requests.slice(0, 1), forClass(stage.maths))).json()).toEqual({ decided: 2 })
    for (const device of [stage.amys, bens])
      expect(await unblocks(device)).toMatchObject([{ until: Date.UTC(2026, 10, 27) }])
    expect(await unblocks(zoes)).toEqual([])
  })

  it('repeats are one request with a count, whichever device they come from', async () => {
    const second = await stage.school.device(AMY)
    await ask(stage.amys, GAME)
    vi.setSystemTime(TEN + MINUTE)
    await ask(second, GAME, { why: 'Please' })
    expect(await network()).toMatchObject([{ times: 2, whys: ['For my project', 'Please'], at: TEN }])
    expect(await standing(stage.amys)).toHaveLength(1)
    expect(await standing(second)).toHaveLength(1)
  })

  it('a reason that was chosen reaches staff in English, whatever the pupil reads, and once', async () => {
    const second = await stage.school.device(AMY)
    await ask(stage.amys, GAME, { why: 'ready:homework' })
    await ask(second, GAME, { why: 'ready:learn' })
    await ask(await stage.school.device(AMY), GAME, { why: 'For my homework' })
    expect(await network()).toMatchObject([{ whys: ['For my homework', 'I want to learn about it'] }])
  })

  it('sent again after a lost answer it is the same ask', async () => {
    await ask(stage.amys, GAME, { id: 'the-same-name' })
    await ask(stage.amys, GAME, { id: 'the-same-name' })
    expect(await network()).toMatchObject([{ times: 1 }])
  })

  it('is never asked for what is illegal or a safeguarding theme', async () => {
    const { context } = stage.school.server
    const judged = vi.spyOn(context.siteChecker, 'judge')
    for (const found of [
      { verdict: { action: 'block', reason: { kind: 'illegal' }, remedy: 'none' }, blocked: [] },
      {
        verdict: { action: 'block', reason: { kind: 'category', category: 'self-harm' }, remedy: 'tell' },
        blocked: ['self-harm'],
      },
      {
        verdict: { action: 'block', reason: { kind: 'category', category: 'games' }, remedy: 'ask' },
        blocked: ['games', 'adult'],
      },
    ] as const) {
      judged.mockResolvedValueOnce({ ...found, isUnknown: false })
      expect(await ask(stage.amys, GAME)).toMatchObject({ states: [{ state: 'never' }] })
    }
    expect(await network()).toEqual([])
  })

  it('has limits: so many open ones of a person, so many asks of an installation in a day', async () => {
    for (let i = 0; i < 20; i++) await ask(stage.amys, `https://blocked.test/${i}`)
    expect((await ask(stage.amys, 'https://blocked.test/more')).states[0]).toMatchObject({ state: 'many' })
    for (let i = 0; i < 40; i++) await ask(stage.amys, 'https://blocked.test/1')
    expect((await ask(stage.amys, 'https://blocked.test/1')).states[0]).toMatchObject({ state: 'many' })
    vi.setSystemTime(TEN + DAY + 1)
    await ask(stage.amys, 'https://blocked.test/1')
    await stage.school.signIn(NELL, ['network'])
    expect(await network()).toHaveLength(20)
  })
})

describe('on record', () => {
  it('seals addresses and words, and forgets them with their time, and the pupil with them', async () => {
    await ask(stage.amys, GAME)
    await decide(await network(), SITE)
    const { db, people } = stage.school.server.context
    const { content } = await db.selectFrom('page_requests').select('content').executeTakeFirstOrThrow()
    expect(Buffer.from(content).toString('latin1')).not.toMatch(/blocked|project/)
    await db
      .deleteFrom('installations')
      .where('id', '=', await idOf(stage.amys))
      .execute()
    await db.deleteFrom('class_pupils').execute()
    await expire(db, people, TEN + 364 * DAY)
    expect(await people.find(db, AMY)).not.toBeNull()
    await expire(db, people, TEN + 366 * DAY + DAY)
    expect(await db.selectFrom('page_requests').select('id').execute()).toEqual([])
    expect(await db.selectFrom('page_approvals').select('id').execute()).toEqual([])
    expect(await people.find(db, AMY)).toBeNull()
  })
})
