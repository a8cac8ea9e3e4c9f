/** Self-checks by schedule, on a whole server: who is asked, who may file, and who hears of one that was not made. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memberCookie } from '../testing-staff.ts'
import { TestDevice } from '../testing.ts'
import { DAY, MINUTE } from '../../lib/time/zone.ts'
import { AMY, BEN, PlanStage, STOPPED } from './testing-plans.ts'

let stage: PlanStage
beforeEach(async () => {
  stage = await PlanStage.open()
})
afterEach(() => stage.server.close())

describe('a check that is due', () => {
  it('is asked of one device of the group, which files it, and is over', async () => {
    const [amy, ben] = [await stage.device(AMY), await stage.device(BEN)]
    await stage.plan()
    await stage.run()
    expect(await stage.asks()).toHaveLength(1)
    const told = [await stage.beat(amy), await stage.beat(ben)]
    const name = told.find((one) => one !== undefined) ?? ''
    expect(told.filter((one) => one !== undefined)).toHaveLength(1)
    const by = told[0] === name ? amy : ben
    // Still asked: it asks nobody else meanwhile.
    await stage.run(MINUTE)
    expect(await stage.asks()).toHaveLength(1)
    expect((await stage.file(by, name)).status).toBe(200)
    expect((await stage.file(by, name)).status).toBe(200)
    expect(await stage.rounds()).toMatchObject([{ policy_group: 'year-9', made: 1 }])
    expect(await stage.beat(by)).toBeUndefined()
    await stage.run(2 * MINUTE)
    expect(await stage.asks()).toEqual([])
    const { checks, groups } = await stage.read()
    expect(checks).toMatchObject([{ how: 'plan', group: 'year-9' }])
    expect(groups.find(({ group }) => group === 'year-9')).toMatchObject({
      last: { failed: 0 },
      plan: { until: null, missed: null },
    })
  })

  it('goes on to another device when one says that somebody is at it, and comes back to it later', async () => {
    const devices = [await stage.device(AMY), await stage.device(BEN)]
    await stage.plan()
    const putOff = async () => {
      for (const one of devices) {
        const name = await stage.beat(one)
        if (name === undefined) continue
        expect((await stage.putOff(one, name)).body).toEqual({ asked: true })
        expect((await stage.putOff(one, name)).body).toEqual({ asked: false })
      }
    }
    await stage.run()
    await putOff()
    await stage.run(MINUTE)
    await putOff()
    const two = await stage.asks()
    expect(new Set(two.map(({ installation }) => installation)).size).toBe(2)
    // Both are left alone for half an hour.
    await stage.run(2 * MINUTE)
    expect(await stage.asks()).toHaveLength(2)
    for (const one of devices) await stage.beat(one)
    await stage.db
      .updateTable('self_check_asks')
      .set((e) => ({ asked: e('asked', '-', 31 * MINUTE) }))
      .execute()
    await stage.run()
    expect(await stage.asks()).toHaveLength(3)
    expect(await stage.shown()).toMatchObject({ asked: 3 })
  })

  it('goes on when a device has gone away, also over a restart of the server', async () => {
    await stage.device(AMY)
    await stage.plan()
    await stage.run()
    await stage.restart()
    await stage.run(5 * MINUTE)
    expect(await stage.asks()).toMatchObject([{ why: null }])
    await stage.device(BEN)
    await stage.run(11 * MINUTE)
    expect((await stage.asks())[0]).toMatchObject({ why: 'silent' })
  })

  it('is asked of no device of another group, of none that is held back, silent or without rules', async () => {
    await stage.plan()
    await stage.run()
    await stage.device('somebody.else@school.example')
    const silent = await stage.device(AMY)
    const bare = await TestDevice.confirmed(stage.server, { person: { name: BEN, from: 'profile' } })
    await bare.heartbeat()
    const set = (one: TestDevice, to: object) =>
      stage.db.updateTable('installations').set(to).where('installation', '=', one.id).execute()
    await set(silent, { last_beat: stage.now - 5 * MINUTE, first_seen: stage.now - 5 * MINUTE })
    await stage.run()
    await set(silent, { last_beat: stage.now, state: 'held' })
    await stage.run()
    expect(await stage.asks()).toEqual([])
    await set(silent, { state: 'confirmed' })
    await stage.run()
    expect(await stage.asks()).toHaveLength(1)
  })

  it('that could tell too little is no proof that it was made', async () => {
    const amy = await stage.device(AMY)
    await stage.plan()
    await stage.run()
    const name = await stage.beat(amy)
    await stage.file(amy, name, { tried: [{ ...STOPPED, outcome: 'unclear' }] })
    expect(await stage.rounds()).toEqual([])
    expect(await stage.asks()).toMatchObject([{ why: 'no-proof' }])
  })

  it('that fails is told of, as any other', async () => {
    const amy = await stage.device(AMY)
    await memberCookie(stage.server, 'dsl@school.example', ['dsl'])
    const told = stage.mails()
    await stage.plan()
    await stage.run()
    await stage.file(amy, await stage.beat(amy), { tried: [{ ...STOPPED, outcome: 'loaded' }] })
    expect(told).toEqual(['self-check'])
    expect(await stage.rounds()).toMatchObject([{ made: 1 }])
  })
})

describe('nobody files what they were not asked for', () => {
  it('neither unasked, nor by another’s name, nor long after', async () => {
    const [amy, ben] = [await stage.device(AMY), await stage.device(BEN)]
    expect((await stage.file(amy, 'x'.repeat(22))).status).toBe(409)
    await stage.plan()
    await stage.run()
    const [first] = await stage.asks()
    const name = first?.run ?? ''
    const isAmys = (await stage.beat(amy)) === name
    const [asked, other] = isAmys ? [amy, ben] : [ben, amy]
    expect((await stage.file(other, name)).status).toBe(409)
    expect((await stage.putOff(other, name)).body).toEqual({ asked: false })
    await stage.db
      .updateTable('self_check_asks')
      .set({ until: stage.now - 11 * MINUTE })
      .execute()
    expect((await stage.file(asked, name)).status).toBe(409)
    expect(await stage.rounds()).toEqual([])
    expect(await stage.db.selectFrom('self_checks').selectAll().execute()).toEqual([])
  })

  it('nor for another group than was asked: it is a claim, and the next device is asked', async () => {
    const amy = await stage.device(AMY)
    await stage.plan()
    await stage.run()
    const name = await stage.beat(amy)
    await stage.file(amy, name, { group: 'year-3', ageGroup: 'primary' })
    const { checks } = await stage.read()
    expect(checks).toMatchObject([{ group: '', claimed: 'year-3', how: 'plan' }])
    expect(await stage.asks()).toMatchObject([{ why: 'no-proof' }])
    expect(await stage.rounds()).toEqual([])
  })

  it('and a check by hand ends no round of the schedule', async () => {
    const amy = await stage.device(AMY)
    await stage.plan()
    await stage.run()
    await stage.file(amy, 'h'.repeat(22), { how: 'hand' })
    expect(await stage.rounds()).toEqual([])
  })
})

describe('a check that could not be made', () => {
  it('is told of once it is too late, and the next is looked for', async () => {
    await memberCookie(stage.server, 'network@school.example', ['network'])
    const told = stage.mails()
    await stage.plan('year-9', 13)
    await stage.run()
    expect(told).toEqual(['self-check-missed'])
    expect(await stage.rounds()).toMatchObject([{ made: 0 }])
    expect(await stage.shown()).toMatchObject({ missed: expect.any(Number), until: expect.any(Number) })
    await stage.run(MINUTE)
    expect(told).toHaveLength(1)
  })

  it('is told of once in holidays, in which no device is there', async () => {
    await memberCookie(stage.server, 'network@school.example', ['network'])
    const told = stage.mails()
    await stage.plan('year-9', 13)
    await stage.run()
    await stage.run(7 * DAY)
    expect(told).toHaveLength(1)
    await stage.device(AMY)
    await stage.db
      .updateTable('installations')
      .set({ last_seen: stage.now + 8 * DAY })
      .execute()
    await stage.run(14 * DAY)
    expect(told).toHaveLength(2)
  })
})
