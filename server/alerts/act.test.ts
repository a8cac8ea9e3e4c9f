/** What leads do with alerts: on record, undone where that is safe, and what dismissing teaches. */
import { describe, expect, it, vi } from 'vitest'
import type { Learned } from '../../lib/protocol/alerts.ts'
import { expire } from '../jobs/retention.ts'
import { LONGEST } from '../jobs/limits.ts'
import { eachAt } from '../testing-clock.ts'
import { bytesBelow } from '../testing-disk.ts'
import type { TestDevice } from '../testing.ts'
import { AlertStage, AMY, DAY, DEPUTY, LEAD, MINUTE, searched, TEN } from './testing-alerts.ts'

let stage: AlertStage
let amys: TestDevice
let seq = 0
eachAt(TEN, async () => {
  seq = 0
  stage = await AlertStage.open()
  amys = await stage.device()
  return stage
})

/** A search of Amy's, and the alert that is open for it afterwards. */
async function search(theme: 'weapons' | 'suicide' | 'eating', severity: 'high' | 'medium', terms: string) {
  vi.setSystemTime(Date.now() + 10 * MINUTE)
  await stage.send(amys, searched((seq += 1), theme, severity, { terms }))
  const { alerts } = await stage.list({ show: 'waiting', theme, sort: 'newest' })
  return alerts[0]
}
async function dismissed(
  theme: 'weapons' | 'suicide' | 'eating',
  severity: 'high' | 'medium',
  terms: string,
) {
  const alert = await search(theme, severity, terms)
  await stage.act(alert!.id, 'open')
  await stage.act(alert!.id, 'dismiss', { why: 'wrong', words: 'It is a play.' })
  return alert!.id
}
const learned = async () =>
  (await stage.ask(LEAD, 'GET', '/admin/alert-learned')).json<{ learned: Learned[] }>().learned

describe('an alert', () => {
  it('shows its rows to whoever opens it, and that stands in it and in the audit first', async () => {
    const alert = await search('weapons', 'high', 'how to make a thing')
    const list = await stage.ask(LEAD, 'GET', '/admin/alerts?show=all')
    expect(list.body).not.toContain('how to make')
    const opened = await stage.act(alert!.id, 'open')
    expect(opened.rows).toMatchObject([
      { row: { kind: 'search', terms: 'how to make a thing', theme: 'weapons' }, most: true },
    ])
    expect(opened.reasons).toEqual([{ why: 'device', points: 9 }])
    expect(opened.acts).toMatchObject([{ act: 'opened', by: LEAD, at: Date.now() }])
    expect(opened.alert).toMatchObject({ state: 'opened', waits: null })
    expect(await stage.audit()).toContain(`alert-open ${alert!.id} person:${await stage.numberOf(AMY)}`)
    await stage.act(alert!.id, 'open', undefined, DEPUTY)
    expect((await stage.act(alert!.id, 'open')).acts).toHaveLength(3)
  })

  it('is given to somebody of the team, and to nobody else', async () => {
    const alert = await search('weapons', 'high', 'x')
    const deputy = await stage.numberOf(DEPUTY)
    await stage.act(alert!.id, 'open')
    await stage.act(alert!.id, 'assign', { person: deputy })
    expect((await stage.list()).alerts[0]?.assigned).toEqual({ person: deputy, name: DEPUTY })
    const mine = await stage.ask(DEPUTY, 'GET', '/admin/alerts?mine=1')
    expect(mine.json<{ total: number }>().total).toBe(1)
    expect((await stage.ask(LEAD, 'GET', '/admin/alerts?mine=1')).json<{ total: number }>().total).toBe(0)
    await expect(stage.act(alert!.id, 'assign', { person: await stage.numberOf(AMY) })).rejects.toThrow('422')
  })

  it('is judged only once it was opened, and by one of two at a time', async () => {
    const alert = await search('weapons', 'high', 'x')
    await expect(stage.act(alert!.id, 'dismiss', { why: 'wrong' })).rejects.toThrow('409')
    await stage.act(alert!.id, 'open')
    await stage.act(alert!.id, 'close', { outcome: 'family', words: 'Spoke with her aunt.' })
    await expect(stage.act(alert!.id, 'dismiss', { why: 'wrong' }, DEPUTY)).rejects.toThrow('409')
    expect(await learned()).toEqual([])
    await stage.act(alert!.id, 'open', undefined, DEPUTY)
    const again = await stage.act(alert!.id, 'reopen', undefined, DEPUTY)
    expect(again.alert.state).toBe('opened')
    expect(again.acts.map(({ act, by, words }) => [act, by, words])).toEqual([
      ['opened', LEAD, undefined],
      ['closed', LEAD, 'Spoke with her aunt.'],
      ['opened', DEPUTY, undefined],
      ['reopened', DEPUTY, undefined],
    ])
    expect(bytesBelow(stage.server.folder).toString('latin1')).not.toContain('her aunt')
  })

  it('says its words to nobody who has not opened it, whatever they do with it', async () => {
    const alert = await search('weapons', 'high', 'unread words')
    const to = { person: await stage.numberOf(DEPUTY) }
    const refused = async (what: string, payload?: object) => {
      const sent = await stage.ask(DEPUTY, 'POST', `/admin/alerts/${alert!.id}/${what}`, payload)
      expect([what, sent.statusCode]).toEqual([what, 409])
      expect(sent.body).not.toContain('unread')
    }
    await refused('assign', to)
    // That somebody else has opened it shows it to nobody else.
    await stage.act(alert!.id, 'open')
    await refused('assign', to)
    await refused('dismiss', { why: 'wrong' })
    await refused('close', { outcome: 'spoken' })
    await stage.act(alert!.id, 'close', { outcome: 'spoken' })
    await refused('reopen')
    expect((await stage.list()).alerts[0]).toMatchObject({ state: 'closed', assigned: null })
    expect(await learned()).toEqual([])
    await stage.act(alert!.id, 'open', undefined, DEPUTY)
    expect((await stage.act(alert!.id, 'reopen', undefined, DEPUTY)).alert.state).toBe('opened')
  })

  it('stands in the audit with whose it was, by number, so that it is known when the alert is gone', async () => {
    const alert = await search('weapons', 'high', 'x')
    const [amy, deputy] = [await stage.numberOf(AMY), await stage.numberOf(DEPUTY)]
    await stage.act(alert!.id, 'open')
    await stage.act(alert!.id, 'assign', { person: deputy })
    await stage.act(alert!.id, 'dismiss', { why: 'nothing' })
    await stage.act(alert!.id, 'reopen')
    await stage.act(alert!.id, 'close', { outcome: 'spoken' })
    expect((await stage.audit()).filter((line) => line.startsWith('alert-'))).toEqual([
      `alert-open ${alert!.id} person:${amy}`,
      `alert-assigned ${alert!.id} person:${amy} to person:${deputy}`,
      `alert-dismissed ${alert!.id} person:${amy} nothing`,
      `alert-reopened ${alert!.id} person:${amy} was dismissed`,
      `alert-closed ${alert!.id} person:${amy} spoken`,
    ])
    const { who: _who, ...nobody } = searched((seq += 1), 'suicide', 'high')
    await stage.send(amys, nobody)
    const [device] = (await stage.list({ show: 'new' })).alerts
    await stage.act(device!.id, 'open')
    expect((await stage.audit()).at(-1)).toMatch(new RegExp(`^alert-open ${device!.id} installation:\\d+$`))
  })

  it('is read and changed by safeguarding leads alone', async () => {
    const alert = await search('weapons', 'high', 'x')
    for (const role of ['network', 'head', 'governor', 'teacher', 'office'] as const) {
      await stage.signIn(`${role}@school.example`, [role])
      for (const [method, url] of [
        ['GET', '/admin/alerts'],
        ['GET', '/admin/alerts.csv'],
        ['POST', `/admin/alerts/${alert!.id}/open`],
        ['GET', '/admin/alert-learned'],
      ] as const)
        expect((await stage.ask(`${role}@school.example`, method, url)).statusCode).toBe(403)
    }
    expect((await stage.list()).alerts[0]?.state).toBe('new')
  })
})

describe('dismissing as wrong', () => {
  it('teaches the very words, a little of what comes so, and says so on a page', async () => {
    await dismissed('weapons', 'high', 'Macbeth  dagger')
    expect(await learned()).toMatchObject([
      {
        what: 'same',
        theme: 'weapons',
        how: 'search',
        text: 'Macbeth  dagger',
        points: -6,
        by: LEAD,
        ended: null,
      },
      { what: 'kind', theme: 'weapons', how: 'search', severity: 'high', text: null, points: -0.5 },
    ])
    expect(await search('weapons', 'high', 'macbeth dagger')).toBeUndefined()
    expect(await search('weapons', 'high', 'another thing')).toMatchObject({ severity: 'high', count: 1 })
  })

  it('never takes suicide below its floor', async () => {
    for (const _ of [1, 2, 3, 4, 5, 6]) await dismissed('suicide', 'high', 'the same words')
    expect(await search('suicide', 'high', 'the same words')).toMatchObject({ severity: 'high' })
    expect((await learned()).every(({ floor }) => floor)).toBe(true)
  })

  it('is taken back, one thing or with the alert, and can hold again', async () => {
    const id = await dismissed('weapons', 'high', 'a dagger')
    const [same, kind] = await learned()
    const url = `/admin/alert-learned/${same!.id}`
    await stage.ask(DEPUTY, 'DELETE', url)
    expect(await learned()).toMatchObject([{ ended: { by: DEPUTY } }, { ended: null }])
    expect(await search('weapons', 'high', 'a dagger')).toMatchObject({ severity: 'high' })
    await stage.ask(LEAD, 'POST', url)
    expect((await learned())[0]?.ended).toBeNull()
    await stage.act(id, 'reopen')
    expect((await learned()).map(({ ended }) => ended !== null)).toEqual([true, true])
    expect(await stage.audit()).toEqual(
      expect.arrayContaining([
        `alert-learned-back ${same!.id}`,
        `alert-learned-again ${same!.id}`,
        `alert-reopened ${id} person:${await stage.numberOf(AMY)} was dismissed`,
      ]),
    )
    expect(kind!.what).toBe('kind')
  })

  it('as nothing teaches nothing', async () => {
    const alert = await search('weapons', 'high', 'x')
    await stage.act(alert!.id, 'open')
    await stage.act(alert!.id, 'dismiss', { why: 'nothing' })
    expect(await learned()).toEqual([])
  })
})

describe('the list', () => {
  it('filters, sorts and turns pages; the most pressing stand first', async () => {
    const bySome = async (query: Record<string, string>) =>
      (await stage.list(query)).alerts.map(({ theme }) => theme)
    const eating = await search('eating', 'medium', 'x')
    await search('weapons', 'medium', 'x')
    const suicide = await search('suicide', 'high', 'x')
    await search('eating', 'medium', 'y')
    expect(await bySome({})).toEqual(['suicide', 'eating', 'weapons'])
    expect(await bySome({ sort: 'oldest' })).toEqual(['weapons', 'suicide', 'eating'])
    expect(await bySome({ sort: 'count' })).toEqual(['eating', 'suicide', 'weapons'])
    expect(await bySome({ severity: 'high' })).toEqual(['suicide'])
    expect(await bySome({ theme: 'weapons' })).toEqual(['weapons'])
    await stage.act(suicide!.id, 'open')
    await stage.act(suicide!.id, 'close', { outcome: 'spoken' })
    expect(await bySome({})).toEqual(['eating', 'weapons'])
    expect(await bySome({ show: 'closed' })).toEqual(['suicide'])
    expect(await bySome({ show: 'new', page: '1' })).toEqual([])
    expect(eating!.severity).toBe('medium')
  })

  it('is exported with what became of each, and no cell of it runs', async () => {
    const who = { name: '=cmd|1@school.example', from: 'profile' as const }
    vi.setSystemTime(Date.now() + MINUTE)
    await stage.send(amys, searched(1, 'suicide', 'high', { who, terms: 'secret words' }))
    const [alert] = (await stage.list()).alerts
    await stage.act(alert!.id, 'open')
    await stage.act(alert!.id, 'close', { outcome: 'other', words: '@SUM(A1)\n"quoted"' })
    const sent = await stage.ask(LEAD, 'GET', '/admin/alerts.csv?show=all')
    expect(sent.headers['content-type']).toContain('text/csv')
    const [, line] = sent.body.split('\r\n')
    expect(line).toContain(`"'=cmd|1@school.example"`)
    expect(line).toContain(`"'@SUM(A1) ""quoted"""`)
    expect(sent.body).not.toContain('secret')
    expect(await stage.audit()).toContain('alerts-export 1 alerts')
    expect(
      (await stage.ask(LEAD, 'GET', '/admin/alerts.csv?show=new')).body.trim().split('\r\n'),
    ).toHaveLength(1)
  })
})

it('alerts go with their rows, and so do what they taught and whose they were', async () => {
  const { db, people } = stage.server.context
  await dismissed('weapons', 'high', 'a dagger')
  await expire(db, people, Date.now() + DAY)
  expect(await stage.alerts()).toHaveLength(1)
  await expire(db, people, Date.now() + LONGEST + DAY)
  for (const table of ['alerts', 'alert_signals', 'alert_acts', 'alert_learned'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
})

it('a pupil of whom only an alert is left is still called by name', async () => {
  const { db, people } = stage.server.context
  const alert = await search('weapons', 'high', 'x')
  await db.updateTable('rows').set({ person: null }).execute()
  await db.updateTable('installations').set({ person: null, settled_person: null }).execute()
  await expire(db, people, Date.now())
  expect((await stage.list()).alerts).toMatchObject([{ id: alert!.id, pupil: { name: AMY } }])
})
