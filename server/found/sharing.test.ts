/** What two pupils' devices found is closed for all, for a day; and everything by which somebody would make it so. */
import { expect, describe, it } from 'vitest'
import type { Evidence } from '../../lib/policy/finding.ts'
import { AMY, BEN } from '../lessons/testing-lessons.ts'
import { setRoles } from '../staff/roles.ts'
import { TestDevice } from '../testing.ts'
import { DAY, EVIDENCE, foundRow, foundStage, HOST, tagOf, toldTo } from './testing-found.ts'

const stage = foundStage()
const { find, later, list, only } = stage

/** Amy's device finds it today, Ben's tomorrow. */
async function bothFind(seen: Parameters<typeof foundRow>[1] = {}): Promise<void> {
  await find(stage.amys, seen)
  await later(DAY)
  await find(stage.bens, seen)
}

describe('two confirmed devices of different pupils', () => {
  it('close it for all, for a day, by the names of signs alone; then it is over', async () => {
    const before = await tagOf(stage.amys)
    await bothFind()
    expect(await only()).toMatchObject({
      host: HOST,
      kind: 'unblocker',
      state: 'school',
      devices: 2,
      sure: true,
      evidence: EVIDENCE,
      decision: { what: 'shared', byDevices: true, by: '', until: Date.now() + DAY },
    })
    expect(await tagOf(stage.amys)).not.toBe(before)
    expect(await toldTo(stage.amys)).toEqual({
      quarantine: [
        {
          id: 'school-1',
          host: HOST,
          found: 'unblocker',
          evidence: EVIDENCE.map(({ family, sign }) => ({ family, sign })),
          by: 'school',
          since: Date.now(),
          until: Date.now() + DAY,
        },
      ],
    })
    expect(await stage.school.audit()).toContain('found-share 1')
    await later(DAY)
    expect(await toldTo(stage.amys)).toEqual({})
    expect(await tagOf(stage.amys)).toBe(before)
    expect(await only()).toMatchObject({ state: 'device' })
  })

  it('the same day, one at school and one at home', async () => {
    await find(stage.amys)
    stage.bens.address = '203.0.113.9'
    await stage.bens.heartbeat()
    await find(stage.bens)
    expect(await only()).toMatchObject({ state: 'school' })
  })

  it('one of them confirmed only later', async () => {
    const waiting = await TestDevice.make(stage.school.server, {
      person: { name: 'cat@school.example', from: 'profile' },
    })
    await waiting.enrol()
    await find(waiting)
    expect((await list()).places).toEqual([])
    await later(DAY)
    await find(stage.bens)
    expect(await only()).toMatchObject({ state: 'device', devices: 1 })
    await stage.school.ask('nell@school.example', 'POST', `/admin/installations/${waiting.id}/decision`, {
      state: 'confirmed',
    })
    await later(DAY)
    await find(stage.bens)
    expect(await only()).toMatchObject({ state: 'school', devices: 2 })
  })

  it('on hosting that strangers share, the one place', async () => {
    await bothFind({ host: 'sites.google.com', path: '/view/Games/one' })
    expect((await toldTo(stage.amys)).quarantine).toMatchObject([
      { host: 'sites.google.com', path: '/view/games' },
    ])
  })

  it('what lies in the database says no path and no detail', async () => {
    await find(stage.amys, { host: 'sites.google.com', path: '/view/secret-place' })
    const { db } = stage.school.server.context
    const all = JSON.stringify([
      await db.selectFrom('found_places').selectAll().execute(),
      await db.selectFrom('findings').selectAll().execute(),
    ])
    expect(all).not.toContain('secret-place')
    expect(all).not.toContain('sw.js')
    expect(all).toContain('engine:engine-file')
  })
})

describe('is not enough to close it for anybody else:', () => {
  const alone = async (): Promise<void> => {
    expect(await toldTo(stage.amys)).toEqual({})
    for (const { state } of (await list()).places) expect(state).toBe('device')
  }
  const OTHER: readonly Evidence[] = [
    { family: 'engine', sign: 'engine-file' },
    { family: 'engine', sign: 'bare-path' },
    { family: 'structure', sign: 'lonely-box' },
  ]

  it('one device, however often, on however many days', async () => {
    for (let day = 0; day < 4; day += 1) {
      await find(stage.amys, {}, {}, { at: Date.now() - 10 * DAY })
      await later(DAY)
    }
    await alone()
  })

  it('one device that writes rows for many people', async () => {
    for (const who of [AMY, BEN, 'cat@school.example', 'dan@school.example']) {
      await find(stage.amys, { who })
      await later(DAY)
    }
    await alone()
  })

  it('two devices of one pupil', async () => {
    const second = await stage.school.device(AMY)
    await find(stage.amys)
    await later(DAY)
    await find(second)
    await alone()
  })

  it('two pupils at once in one room, whatever day their devices claim', async () => {
    await find(stage.amys, { at: Date.now() - 3 * DAY })
    await find(stage.bens)
    await alone()
  })

  it('a row that was kept back until the next day', async () => {
    const at = Date.now()
    await find(stage.amys)
    await later(DAY)
    await find(stage.bens, { at })
    await alone()
  })

  it('evidence that they share in one family only', async () => {
    await find(stage.amys)
    await later(DAY)
    await find(stage.bens, { evidence: OTHER })
    await alone()
  })

  it.each([
    ['a suspicion', { sureness: 'suspected' as const }],
    ['what was closed by an earlier finding', { where: 'host' as const }],
    ['what an address carries', { host: 'reader.test', carried: 'proxy.test' }],
    ['what one page says', { kind: 'drugs' as const }],
    ['the front page of a host that strangers share', { host: 'sites.google.com' }],
    ['an ending under which strangers register', { host: 'github.io' }],
  ])('%s', async (_what, seen) => {
    await bothFind(seen)
    await alone()
  })

  it('a device that nobody confirmed, or that was refused since', async () => {
    const waiting = await TestDevice.make(stage.school.server, { person: { name: BEN, from: 'profile' } })
    await waiting.enrol()
    await find(stage.amys)
    await later(DAY)
    await find(waiting)
    await alone()
    await find(stage.bens)
    const { db } = stage.school.server.context
    expect(await only()).toMatchObject({ state: 'school' })
    await db.deleteFrom('found_decisions').execute()
    await db
      .updateTable('installations')
      .set({ state: 'refused' })
      .where('installation', '=', stage.amys.id)
      .execute()
    await find(stage.bens, { evidence: [...EVIDENCE, { family: 'behaviour', sign: 'more-of-it' }] })
    await alone()
  })

  it('a device that says somebody else uses it', async () => {
    await find(stage.amys)
    await later(DAY)
    stage.bens.claim = { ...stage.bens.claim, person: { name: 'zed@school.example', from: 'profile' } }
    await stage.bens.heartbeat()
    await find(stage.bens)
    await alone()
  })

  it('a device whose numbers fork', async () => {
    await find(stage.amys)
    await later(DAY)
    const { db } = stage.school.server.context
    await db
      .updateTable('installations')
      .set({ forks: 1 })
      .where('installation', '=', stage.bens.id)
      .execute()
    await find(stage.bens)
    await alone()
  })

  it('a member of staff', async () => {
    const { db, people } = stage.school.server.context
    await setRoles(db, await people.numberOf(db, BEN), 'administrator', ['teacher'], Date.now())
    await bothFind()
    await alone()
  })

  it('what was seen before a person took it back', async () => {
    await bothFind()
    const place = await only()
    await stage.act(place?.id, 'undo')
    await find(stage.amys, { evidence: [...EVIDENCE, { family: 'behaviour', sign: 'more-of-it' }] })
    await alone()
    await later(DAY)
    await find(stage.bens)
    expect(await only()).toMatchObject({ state: 'device' })
    await later(DAY)
    await find(stage.amys)
    expect(await only()).toMatchObject({ state: 'school' })
  })
})

describe('a flood', () => {
  const hosts = (count: number, from = 0) =>
    Array.from({ length: count }, (_, i) => ({ host: `h${from + i}.test` }))

  it('of one device fills its own day and nobody else’s; of one that waits, less', async () => {
    await find(stage.amys, ...hosts(150))
    await find(stage.amys, ...hosts(150, 150))
    const { db } = stage.school.server.context
    const places = async () => (await db.selectFrom('found_places').select('host').execute()).length
    expect(await places()).toBe(60)
    const waiting = await TestDevice.make(stage.school.server)
    await waiting.enrol()
    await find(waiting, ...hosts(100, 500))
    expect(await places()).toBe(70)
    expect((await list()).total).toBe(60)
    await find(stage.bens)
    expect((await list('?find=math-helper')).places).toMatchObject([{ host: HOST, devices: 1 }])
    // What it finds at a place that is known already has no room either.
    await find(stage.amys)
    expect((await list('?find=math-helper')).places).toMatchObject([{ devices: 1 }])
  })

  it('that comes twice is there once', async () => {
    const rows = [foundRow(stage.amys), foundRow(stage.amys, { path: '/other' })]
    await stage.amys.activity(rows)
    await stage.amys.activity(rows)
    await stage.school.server.context.found.settled()
    const { db } = stage.school.server.context
    expect(await db.selectFrom('findings').select('day').execute()).toHaveLength(1)
  })

  it('of two pupils together closes fifty places, and then needs a person', async () => {
    await find(stage.amys, ...hosts(55))
    await later(DAY)
    await find(stage.bens, ...hosts(55))
    expect((await toldTo(stage.amys)).quarantine).toHaveLength(50)
    expect(await list('?show=person')).toMatchObject({
      total: 5,
      waiting: 5,
      places: [{ held: 'many' }, {}, {}, {}, {}],
    })
  })
})

it('what came before the server stopped is looked at by the next', async () => {
  await find(stage.amys)
  await later(DAY)
  const { context } = stage.school.server
  await context.found.close()
  await stage.bens.activity([foundRow(stage.bens)])
  expect(await toldTo(stage.amys)).toEqual({})
  await stage.school.restart()
  await stage.school.server.context.found.judgeAll(Date.now())
  expect(await stage.school.audit()).toContain('found-share 1')
})
