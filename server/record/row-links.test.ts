/** A link to one entry: it names nobody, opens nothing without a look, and is then shown in its place. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { SharedRow, Timeline } from '../../lib/protocol/record-looks.ts'
import { AMY, BEN, TEN } from '../lessons/testing-lessons.ts'
import { DAY, HEAD, LEAD, LookStage, seen, stopped } from './testing-looks.ts'

const OTHER = 'deputy@school.example'
const MANY = 30

let stage: LookStage
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEN })
  stage = await LookStage.open()
  await stage.school.signIn(OTHER, ['dsl'])
  await stage.amy.activity([
    stopped(1, 'secret-host.test'),
    ...Array.from({ length: MANY }, (_, i) => seen(i + 2, { host: `site${i}.test` })),
    seen(MANY + 2, { host: 'bens.test', who: { name: BEN, from: 'profile' } }),
    seen(MANY + 3, { at: TEN - 20 * DAY, host: 'long-ago.test' }),
  ])
})
afterAll(async () => {
  await stage.school.close()
  vi.useRealTimers()
})

const ask = (url: string, body: object, who = LEAD) => stage.school.ask(who, 'POST', url, body)
const share = (look: string, place: string, who = LEAD) =>
  ask(`/admin/record-looks/${look}/links`, { place }, who)
const follow = (link: string, who = OTHER) => ask('/admin/record-links', { link }, who)
async function placeOf(host: string, look: { readonly id: string }): Promise<string> {
  const { rows } = await stage.rows(look, { host })
  return rows[0]?.place ?? ''
}
async function linkTo(host: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const look = await stage.look({ days: 30, ...more })
  return (await share(look.id, await placeOf(host, look))).json<{ link: string }>().link
}
const rows = async (look: string, query: Record<string, string>, who = OTHER): Promise<Timeline> =>
  (await stage.askRows(look, query, who)).json()

describe('a link', () => {
  it('leads a colleague to the pupil, and after a look of their own to the entry in its place', async () => {
    const link = await linkTo('secret-host.test')
    expect(link).not.toContain('secret')
    expect(Buffer.from(link, 'base64url').toString('latin1')).not.toMatch(/secret-host|amy/)
    const shared = (await follow(link)).json<SharedRow>()
    expect(shared).toMatchObject({ pupil: { name: AMY }, days: 1, enquiry: false })
    // No host, and no time: what happened when is part of the record.
    expect(Object.keys(shared).toSorted()).toEqual(['days', 'enquiry', 'pupil', 'shown'])
    const before = (await stage.log()).length
    const look = await stage.look({ days: shared.days, person: shared.pupil.person }, OTHER)
    expect((await stage.log()).length).toBe(before + 1)
    const page = await rows(look.id, { link })
    const at = page.rows.findIndex(({ place }) => place === page.shared)
    expect(page.rows[at]?.row.host).toBe('secret-host.test')
    expect(at).toBe(8)
  })

  it('to one of the newest entries begins with the newest', async () => {
    const link = await linkTo(`site${MANY - 2}.test`)
    const look = await stage.look({}, OTHER)
    const page = await rows(look.id, { link })
    expect(page.rows.map(({ place }) => place).indexOf(page.shared ?? '')).toBe(1)
  })

  it('says how far back to look, and what is further back than the look goes', async () => {
    const link = await linkTo('long-ago.test')
    expect((await follow(link)).json()).toMatchObject({ days: 30 })
    expect((await rows((await stage.look({ days: 7 }, OTHER)).id, { link })).shared).toBe('older')
    const page = await rows((await stage.look({ days: 30 }, OTHER)).id, { link })
    expect(page.rows.find(({ place }) => place === page.shared)?.row.host).toBe('long-ago.test')
  })

  it('from a look that is part of an enquiry says so', async () => {
    const link = await linkTo('secret-host.test', { enquiry: 'The police asked us to wait.' })
    expect((await follow(link)).json()).toMatchObject({ enquiry: true })
  })

  it('is on record when it is made and when it is followed', async () => {
    const link = await linkTo('secret-host.test')
    await follow(link)
    const noted = await stage.school.server.context.db
      .selectFrom('audit')
      .select(['action', 'subject'])
      .where('action', 'in', ['record-link', 'record-link-followed'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute()
    expect(noted.map(({ action }) => action)).toEqual(['record-link-followed', 'record-link'])
    expect(JSON.stringify(noted)).not.toMatch(/secret-host|amy/)
  })
})

describe('a link is worth nothing', () => {
  it('to a role that may not look, and none is made without an own look that shows the entry', async () => {
    const look = await stage.look()
    const place = await placeOf('secret-host.test', look)
    const link = await linkTo('secret-host.test')
    expect((await follow(link, HEAD)).statusCode).toBe(403)
    expect((await share(look.id, place, HEAD)).statusCode).toBe(403)
    expect((await share(look.id, place, OTHER)).statusCode).toBe(404)
    expect((await share('x'.repeat(22), place)).statusCode).toBe(404)
    const [at, installation] = place.split('.')
    // Ben's entry, one that is none, one at another time, one that is further back.
    for (const other of [
      `${at}.${installation}.${MANY + 2}`,
      `${at}.${installation}.999`,
      `1.${installation}.1`,
    ])
      expect((await share(look.id, other)).statusCode, other).toBe(404)
    const far = await placeOf('long-ago.test', await stage.look({ days: 30 }))
    expect((await share(look.id, far)).statusCode).toBe(404)
  })

  it('without a look, over another pupil’s record, and when it was made up', async () => {
    const link = await linkTo('secret-host.test')
    expect((await stage.askRows('x'.repeat(22), { link }, OTHER)).statusCode).toBe(404)
    const look = await stage.look({ person: await stage.numberOf(BEN) }, OTHER)
    expect(await rows(look.id, { link })).toMatchObject({ shared: 'gone' })
    for (const made of ['A'.repeat(80), `${link.slice(0, -2)}AA`]) {
      expect((await follow(made)).statusCode).toBe(404)
      expect(await rows((await stage.look({}, OTHER)).id, { link: made })).toMatchObject({ shared: 'gone' })
    }
    expect((await follow('short')).statusCode).toBe(422)
  })

  it('once its entry is gone', async () => {
    const link = await linkTo('site3.test')
    const { db } = stage.school.server.context
    await db.deleteFrom('rows').where('host', '=', 'site3.test').execute()
    expect((await follow(link)).json()).toMatchObject({ error: 'gone' })
    expect((await rows((await stage.look({}, OTHER)).id, { link })).shared).toBe('gone')
  })
})
