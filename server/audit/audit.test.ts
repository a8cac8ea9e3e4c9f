/** The audit as staff read it: in words, piece by piece, and to each role no more than is theirs. */
import { describe, expect, it, vi } from 'vitest'
import type { Audit } from '../../lib/protocol/audit.ts'
import { ROLES } from '../../lib/protocol/staff-roles.ts'
import { note } from '../db/audit.ts'
import { AMY, KHAN, MINUTE, TEN } from '../lessons/testing-lessons.ts'
import { setName } from '../staff/members.ts'
import { eachAt } from '../testing-clock.ts'
import { DAY, HEAD, LEAD, LookStage } from '../record/testing-looks.ts'
import { CALLED } from './words/all.ts'

const NETWORK = 'network@school.example'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  await stage.school.signIn(NETWORK, ['network'])
  return stage.school
})

const db = () => stage.school.server.context.db
const ask = (who: string, query = '') => stage.school.ask(who, 'GET', `/admin/audit${query}`)
const read = async (who: string, query = ''): Promise<Audit> => {
  const sent = await ask(who, query)
  if (sent.statusCode !== 200) throw new Error(`no audit: ${sent.body}`)
  return sent.json()
}
const said = ({ entries }: Audit): string[] =>
  entries.map(({ who, did, about }) => `${who} ${did}${about === '' ? '' : `: ${about}`}`)
const staff = async (address: string) => `staff:${await stage.numberOf(address)}`

it('has words for each action, and each action once', async () => {
  const tables = await Promise.all([
    import('./words/people.ts'),
    import('./words/rules.ts'),
    import('./words/school.ts'),
  ])
  const actions = tables.flatMap((table) => Object.values(table).flatMap((of) => Object.keys(of)))
  expect(actions.length).toBe(CALLED.size)
})

it('says who did what about whom in words, the newest first', async () => {
  const { context } = stage.school.server
  await setName(context, context.db, await stage.numberOf(LEAD), 'Mrs Okoro')
  await stage.look()
  vi.setSystemTime(TEN + MINUTE)
  const klass = await stage.school.classOf('9B', KHAN, [AMY])
  const list = await read(LEAD)
  expect(said(list).slice(0, 4)).toEqual([
    'test gave a class teachers: class 9B, 1 changed',
    'test put pupils into a class: class 9B, 1 changed',
    'test made a class: class 9B',
    `Mrs Okoro began a look at a pupil’s record: ${AMY}`,
  ])
  expect(list.entries[0]).toMatchObject({ at: TEN + MINUTE, kind: 'classes' })
  expect(list.next).toBeNull()
  await db().deleteFrom('class_pupils').where('class', '=', klass).execute()
  await db().deleteFrom('class_teachers').where('class', '=', klass).execute()
  await db().deleteFrom('classes').where('id', '=', klass).execute()
  expect(said(await read(LEAD))).toContain(`test made a class: class ${klass}, which is gone`)
})

it('has what is planned to be kept for another time, and that it was taken back', async () => {
  const asked = { kind: 'visits', days: 90 }
  const plan = (
    await stage.school.ask(
      HEAD,
      'GET',
      `/admin/keeping/plan?${new URLSearchParams({ kind: 'visits', days: '90' })}`,
    )
  ).json<{ before: number; rows: unknown }>()
  const made = await stage.school.ask(HEAD, 'POST', '/admin/keeping', {
    ...asked,
    before: plan.before,
    rows: plan.rows,
    words: 'We agreed to keep less.',
  })
  expect(made.statusCode).toBe(200)
  const { id } = await db().selectFrom('keeping_changes').select('id').executeTakeFirstOrThrow()
  await stage.school.ask(HEAD, 'DELETE', `/admin/keeping/${id}`)
  expect(said(await read(NETWORK, '?kind=server')).slice(0, 2)).toEqual([
    `${HEAD} took back how long something will be kept: change ${id}`,
    `${HEAD} planned to keep something for another time: visits: 90 days instead of ${plan.before}`,
  ])
})

describe('who may', () => {
  it('is nobody else', async () => {
    for (const role of ROLES.filter((one) => !['dsl', 'head', 'network'].includes(one))) {
      await stage.school.signIn('other@school.example', [role])
      expect([role, (await ask('other@school.example')).statusCode]).toEqual([role, 403])
      expect([role, (await ask('other@school.example', '.csv')).statusCode]).toEqual([role, 403])
    }
  })

  it('reads of pupils, of what is known of them and of concerns nothing as a network manager', async () => {
    await stage.look()
    const person = await stage.numberOf(AMY)
    // One of everything that is noted, about Amy wherever it can be.
    for (const action of CALLED.keys())
      await note(db(), await staff(LEAD), action as 'alerts', `1 person:${person}`)
    await db()
      .insertInto('audit')
      .values({ at: TEN, actor: 'server', action: 'of-another-version', subject: AMY })
      .execute()
    const seen: Audit['entries'] = []
    for (let next: string | null = ''; next !== null;) {
      const list: Audit = await read(NETWORK, next === '' ? '' : `?before=${next}`)
      seen.push(...list.entries)
      expect(list.kinds).not.toEqual(expect.arrayContaining(['records']))
      next = list.next
    }
    expect(JSON.stringify(seen)).not.toMatch(/amy/i)
    expect(JSON.stringify(seen)).not.toMatch(
      /pupil’s|alert|concern|illegal|evidence|erasure|pause|lesson|permission/i,
    )
    expect(seen.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['policy', 'lists', 'devices', 'staff', 'classes', 'proof', 'server']),
    )
    for (const kind of ['records', 'evidence', 'alerts', 'lessons'])
      expect((await read(NETWORK, `?kind=${kind}`)).entries).toEqual([])
    expect((await ask(NETWORK, '.csv')).body).not.toMatch(/amy/i)
  })

  // Was broken: alerts are numbered without a gap, so that a head could count the running week's.
  it('is told by whom an alert was opened as a head; which one, whose and how many as a lead alone', async () => {
    const [person, lead] = [await stage.numberOf(AMY), await staff(LEAD)]
    await note(db(), lead, 'alert-open', `12 person:${person}`)
    await note(db(), lead, 'alert-assigned', `12 person:${person} to person:${lead.slice('staff:'.length)}`)
    await note(db(), lead, 'alerts-export', '12 alerts')
    await note(db(), lead, 'read-illegal', 'entries:7')
    expect(said(await read(HEAD, '?kind=alerts'))).toEqual([
      `${LEAD} read which illegal pages were stopped`,
      `${LEAD} saved alerts as a file`,
      `${LEAD} gave an alert to somebody: to ${LEAD}`,
      `${LEAD} opened an alert`,
    ])
    expect((await ask(HEAD, '.csv?kind=alerts')).body).not.toMatch(/alert 12|12 alerts|7 entries/)
    expect(said(await read(LEAD, '?kind=alerts'))).toEqual([
      `${LEAD} read which illegal pages were stopped: 7 entries`,
      `${LEAD} saved alerts as a file: 12 alerts`,
      `${LEAD} gave an alert to somebody: alert 12, ${AMY}, to ${LEAD}`,
      `${LEAD} opened an alert: alert 12, ${AMY}`,
    ])
    await stage.look()
    expect(said(await read(HEAD, '?kind=records'))).toEqual([
      `${LEAD} began a look at a pupil’s record: ${AMY}`,
    ])
  })
})

describe('a part of it', () => {
  it('is of one kind, one person, or some days on the school’s clock', async () => {
    for (const [days, action] of [
      [3, 'backup'],
      [2, 'window-close'],
      [1, 'backup'],
    ] as const) {
      vi.setSystemTime(TEN - days * DAY)
      await note(db(), await staff(NETWORK), action, '')
    }
    vi.setSystemTime(TEN)
    await note(db(), 'administrator:3', 'backup', '')
    const times = async (query: string) => (await read(HEAD, query)).entries.map(({ at }) => (TEN - at) / DAY)
    expect(await times('?kind=server')).toEqual([0, 1, 3])
    expect(await times(`?who=${await staff(NETWORK)}&kind=devices`)).toEqual([2])
    expect(await times('?who=administrator')).toEqual([0])
    expect(await times('?from=2026-11-22&to=2026-11-23')).toEqual([1, 2])
    expect(await times('?to=2026-11-21')).toEqual([3])
    for (const wrong of ['?kind=x', '?who=staff:x', '?from=today', '?before=x'])
      expect([wrong, (await ask(HEAD, wrong)).statusCode]).toEqual([wrong, 422])
  })

  it('goes on where it ended, whatever comes meanwhile and however many have one time', async () => {
    for (let n = 1; n <= 120; n += 1) await note(db(), 'command', 'token-revoke', String(n))
    const about: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const list: Audit = await read(NETWORK, `?kind=devices${next === '' ? '' : `&before=${next}`}`)
      about.push(...list.entries.map((one) => one.about))
      await note(db(), 'command', 'window-close', '')
      next = list.next
    }
    expect(about).toEqual(Array.from({ length: 120 }, (_, i) => `token ${120 - i}`))
  })

  it('that is rare is looked for in turns, and goes on from where it came to', async () => {
    await note(db(), 'command', 'restore', 'long ago')
    const many = { at: TEN + 1, actor: 'server', action: 'backup', subject: '' }
    for (let n = 0; n < 21; n += 1)
      await db()
        .insertInto('audit')
        .values(Array.from({ length: 1_000 }, () => many))
        .execute()
    const first = await read(NETWORK, '?who=command')
    expect(first.entries).toEqual([])
    expect(first.reached).toBe(TEN + 1)
    const then = await read(NETWORK, `?who=command&before=${first.next}`)
    expect(said(then)).toEqual(['A command at the server put a backup in place: made long ago'])
    expect(then.next).toBeNull()
  })
})

it('is noted when it is read, once while somebody leafs through it', async () => {
  await read(HEAD)
  await read(HEAD, '?kind=staff')
  await read(LEAD, '?kind=records&from=2026-11-01')
  vi.setSystemTime(TEN + 10 * MINUTE)
  await read(HEAD)
  expect((await stage.school.audit()).filter((one) => one.startsWith('audit'))).toEqual([
    'audit all',
    'audit records from 2026-11-01',
    'audit all',
  ])
})

it('is a file of all that fits, in which nothing is a formula, and that too is noted', async () => {
  const { context } = stage.school.server
  await setName(context, context.db, await stage.numberOf(NETWORK), '=HYPERLINK("http://bad.test")')
  for (let n = 1; n <= 60; n += 1) await note(db(), await staff(NETWORK), 'token-create', String(n))
  await note(db(), await staff(NETWORK), 'expected-remove', '@SUM(1)')
  const file = await ask(HEAD, '.csv?kind=devices')
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  const lines = file.body.trim().split('\r\n')
  expect(lines).toHaveLength(62)
  expect(lines[1]).toMatch(
    /^"\d+","2026-11-24 10:00:00","'=HYPERLINK\(""http:\/\/bad\.test""\)","took a device off the expected ones","'@SUM\(1\)","devices"$/,
  )
  expect((await stage.school.audit()).at(-1)).toBe('audit-export devices')
})
