/** What staff decide about something found: who may, what stays open whatever they press, and what devices hear of it. */
import { describe, expect, it, vi } from 'vitest'
import { LIFELINE_HOSTS } from '../../lib/lists/lifelines.ts'
import { sealApproval } from '../asking/content.ts'
import { policyInForce, publish } from '../documents/documents.ts'
import { AMY, KHAN, MINUTE } from '../lessons/testing-lessons.ts'
import { saveSet } from '../lessons/sets.ts'
import { LiveDevice } from '../live/testing-live.ts'
import { TestDevice, visit } from '../testing.ts'
import { DAY, DEE, EVIDENCE, foundStage, HOST, NELL, tagOf, toldTo } from './testing-found.ts'

const stage = foundStage()
const { act, find, later, list, only } = stage

describe('one step', () => {
  it('closes it for all until its end, with who and why; one step takes it back', async () => {
    await find(stage.amys)
    const id = (await only())?.id
    const before = await tagOf(stage.bens)
    expect((await act(id, 'share', { days: 7, reason: 'A proxy' })).json()).toEqual({ state: 'school' })
    const until = Date.now() + 7 * DAY
    expect(await only()).toMatchObject({
      state: 'school',
      decision: { what: 'shared', byDevices: false, by: 'Nell', reason: 'A proxy', until, ended: null },
    })
    expect((await toldTo(stage.bens)).quarantine).toMatchObject([{ host: HOST, by: 'school', until }])
    expect((await act(id, 'undo')).json()).toEqual({ state: 'device' })
    expect(await toldTo(stage.bens)).toEqual({})
    expect(await tagOf(stage.bens)).toBe(before)
    expect(await act(id, 'undo')).toMatchObject({ statusCode: 409 })
    const audit = (await stage.school.audit()).filter((line) => line.startsWith('found'))
    expect(audit).toEqual([`found-share ${id} days:7`, `found-undo ${id}`])
    expect(
      JSON.stringify(
        await stage.school.server.context.db.selectFrom('found_decisions').selectAll().execute(),
      ),
    ).not.toContain('A proxy')
  })

  it('puts a wrong call right, also one that devices made, on every device; and back again', async () => {
    await find(stage.amys)
    await later(DAY)
    await find(stage.bens)
    const id = (await only())?.id
    expect((await act(id, 'clear')).json()).toEqual({ state: 'cleared' })
    expect(await toldTo(stage.amys)).toEqual({ cleared: [{ host: HOST, found: 'unblocker' }] })
    await later(DAY)
    await find(stage.amys, { evidence: [...EVIDENCE, { family: 'behaviour', sign: 'more-of-it' }] })
    expect(await only()).toMatchObject({ state: 'cleared', decision: { until: null } })
    await act(id, 'clear', { days: 1 })
    expect((await toldTo(stage.amys)).cleared).toMatchObject([{ until: Date.now() + DAY }])
    await later(DAY)
    expect(await toldTo(stage.amys)).toEqual({})
    expect(await only()).toMatchObject({ state: 'device' })
  })

  it('clears what one page says for its host', async () => {
    await find(stage.amys, { kind: 'drugs', path: '/science/medicines' })
    const place = await only()
    expect(place).toMatchObject({ kind: 'drugs', notShared: 'page' })
    expect(place).not.toHaveProperty('path')
    expect(await act(place?.id, 'share')).toMatchObject({ statusCode: 409 })
    await act(place?.id, 'clear')
    expect(await toldTo(stage.bens)).toEqual({ cleared: [{ host: HOST, found: 'drugs' }] })
  })

  it('is heard at once by devices that are connected, and by nobody else’s clock', async () => {
    const live = await LiveDevice.join(stage.bens)
    await find(stage.amys)
    const id = (await only())?.id
    for (const what of ['share', 'clear', 'undo'] as const) {
      await act(id, what)
      await live.next('news')
    }
  })

  it('reaches a device that nobody confirmed with its next policy, and tells it of nobody', async () => {
    await find(stage.amys)
    await act((await only())?.id, 'share')
    const waiting = await TestDevice.make(stage.school.server)
    await waiting.enrol()
    expect((await toldTo(waiting)).quarantine).toHaveLength(1)
    expect(JSON.stringify(await toldTo(waiting))).not.toContain('sw.js')
  })
})

describe('who', () => {
  it('a safeguarding lead has the themes, and nothing else is there for them', async () => {
    await find(stage.amys, {}, { host: 'sad.test', kind: 'self-harm' })
    expect((await list('', DEE)).places).toMatchObject([{ host: 'sad.test', kind: 'self-harm' }])
    const all = (await list()).places
    const proxy = all.find(({ kind }) => kind === 'unblocker')
    const theme = all.find(({ kind }) => kind === 'self-harm')
    for (const what of ['share', 'clear', 'undo'] as const)
      expect(await act(proxy?.id, what, {}, DEE)).toMatchObject({ statusCode: 404 })
    expect(await act(theme?.id, 'clear', {}, DEE)).toMatchObject({ statusCode: 200 })
  })

  it('no teacher', async () => {
    await find(stage.amys)
    expect(await stage.school.ask(KHAN, 'GET', '/admin/found')).toMatchObject({ statusCode: 403 })
    expect(await act(1, 'clear', {}, KHAN)).toMatchObject({ statusCode: 403 })
  })

  it('nobody is named in what staff see', async () => {
    await find(stage.amys)
    const text = JSON.stringify(await list())
    expect(text).not.toContain(AMY)
    expect(text).not.toContain(stage.amys.id)
  })
})

describe('what stays open whatever is found there', () => {
  const bothFind = async (host: string): Promise<void> => {
    await find(stage.amys, { host })
    await later(DAY)
    await find(stage.bens, { host })
  }
  const isOpen = async (): Promise<void> => {
    const place = await only()
    expect(place).toMatchObject({ state: 'person', held: 'kept-open' })
    expect((await act(place?.id, 'share')).json()).toMatchObject({ error: 'kept-open' })
    expect(await toldTo(stage.amys)).toEqual({})
    expect((await list()).waiting).toBe(1)
  }

  it.each([
    ['a helpline', LIFELINE_HOSTS[0] ?? ''],
    ['what sign-in needs', 'accounts.google.com'],
    ['what is never blocked', 'www.gov.uk'],
    ['a name over a helpline', (LIFELINE_HOSTS[0] ?? '').replace(/^www\./, '')],
  ])('%s', async (_what, host) => {
    await bothFind(host)
    await isOpen()
  })

  it.each([
    ['the school’s own entry', HOST],
    ['one over it', 'test'],
    ['one under it', `maths.${HOST}`],
  ])('%s', async (_what, host) => {
    await stage.publishPolicy([{ kind: 'suffix', host, action: 'allow' }])
    await bothFind(HOST)
    await isOpen()
  })

  it('a site of a lesson, also of last week’s', async () => {
    const maths = await stage.school.classOf('9B Maths', KHAN)
    await stage.school.lesson(maths, KHAN, { sites: [{ host: HOST }] })
    await later(6 * DAY)
    await bothFind(HOST)
    await isOpen()
  })

  it('a site that a teacher keeps for the next lesson', async () => {
    const { context } = stage.school.server
    const set = { name: 'Fractions', sites: [{ host: HOST }], frames: [] }
    await saveSet(context, await context.people.numberOf(context.db, KHAN), set, Date.now())
    await later(40 * DAY)
    await bothFind(HOST)
    await isOpen()
  })

  it('set work of somebody whose browsing is paused', async () => {
    await stage.publishPolicy()
    const { db, vault } = stage.school.server.context
    const policy = (await policyInForce({ db, vault }))!
    const paused = { id: 's1', person: AMY, from: Date.now(), until: Date.now() + 5 * DAY, reason: 'Rest' }
    const suspensions = [{ ...paused, open: [HOST] }]
    await publish(db, vault, 'policy', { ...policy, suspensions }, { actor: 'test', note: '' })
    await bothFind(HOST)
    await isOpen()
  })

  it('what staff opened for one pupil who asked', async () => {
    const { db, vault, people } = stage.school.server.context
    const person = await people.numberOf(db, AMY)
    const entry = { kind: 'suffix' as const, host: HOST, action: 'allow' as const }
    const content = sealApproval(
      vault,
      { person, class: null },
      {
        url: `https://${HOST}/`,
        opens: HOST,
        for: 'this pupil',
        reason: 'For a project',
        entry,
        sites: [],
        frames: [],
        dropped: [],
      },
    )
    const approval = {
      person,
      ends_with: 0,
      unblocks: 1,
      at: Date.now(),
      until: Date.now() + 3 * DAY,
      content,
    }
    await db.insertInto('page_approvals').values(approval).execute()
    await bothFind(HOST)
    await isOpen()
  })

  it('an entry that blocks, or of another path, keeps nothing open', async () => {
    const shared = 'sites.google.com'
    await stage.publishPolicy([
      { kind: 'host', host: HOST, action: 'block' },
      { kind: 'path', host: shared, path: '/view/class-7', action: 'allow' },
    ])
    await find(stage.amys, {}, { host: shared, path: '/view/bad' }, { host: shared, path: '/view/class-7/x' })
    await later(DAY)
    await find(stage.bens, {}, { host: shared, path: '/view/bad' }, { host: shared, path: '/view/class-7/x' })
    const states = Object.fromEntries(
      (await list()).places.map(({ host, path = '', state }) => [host + path, state]),
    )
    expect(states).toEqual({
      [HOST]: 'school',
      [`${shared}/view/bad`]: 'school',
      [`${shared}/view/class-7`]: 'person',
    })
  })
})

describe('a site that many use', () => {
  const use = async (pupils: number, host = HOST): Promise<void> => {
    for (let i = 0; i < pupils; i += 1) {
      const device = await stage.school.device(`pupil-${i}@school.example`)
      const who = { name: `pupil-${i}@school.example`, from: 'profile' as const }
      await device.activity([visit(1, { host, who, at: Date.now() - MINUTE })])
    }
  }
  const bothFind = async (): Promise<void> => {
    await find(stage.amys)
    await later(DAY)
    await find(stage.bens)
  }

  it('is left to a person, who is told so; they may close it', async () => {
    await use(21, `www.${HOST}`)
    await bothFind()
    const place = await only()
    expect(place).toMatchObject({ state: 'person', held: 'used' })
    expect(await toldTo(stage.amys)).toEqual({})
    expect((await act(place?.id, 'share')).json()).toEqual({ state: 'school' })
  })

  it('is closed where twenty use it, or they did so longer ago, or nobody confirmed them', async () => {
    await use(20)
    await bothFind()
    expect(await only()).toMatchObject({ state: 'school' })
  })

  it('counts nobody who found something there, and nothing older than 30 days', async () => {
    await use(21)
    await later(31 * DAY)
    await bothFind()
    expect(await only()).toMatchObject({ state: 'school' })
  })
})

it('a school whose thread of lists fails closes nothing, and looks again', async () => {
  const { context } = stage.school.server
  const errors: unknown[] = []
  context.found.onError((error) => errors.push(error))
  const look = vi.spyOn(context.siteChecker, 'look').mockRejectedValueOnce(new Error('no lists'))
  await find(stage.amys)
  await later(DAY)
  await find(stage.bens)
  expect(errors).toHaveLength(1)
  expect(await toldTo(stage.amys)).toEqual({})
  context.found.soon()
  await context.found.settled()
  expect(look).toHaveBeenCalledTimes(2)
  expect(await only()).toMatchObject({ state: 'school' })
})

it('a page of the list has 25, and finds by a part of the name', async () => {
  await find(stage.amys, ...Array.from({ length: 30 }, (_, i) => ({ host: `h${i}.test` })))
  expect(await list('?page=1')).toMatchObject({ total: 30, pageSize: 25 })
  expect((await list('?page=1')).places).toHaveLength(5)
  expect((await list('?find=H29')).places).toMatchObject([{ host: 'h29.test' }])
  expect((await list('?find=%25')).places).toEqual([])
  expect(await stage.school.ask(NELL, 'GET', '/admin/found?page=-1')).toMatchObject({ statusCode: 422 })
})
