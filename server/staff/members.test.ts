/** The administrator looks after staff: list, roles, invitations, disabling; each with what it ends. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { StaffMember } from '../../lib/protocol/staff-members.ts'
import { expire } from '../jobs/retention.ts'
import { memberCookie, SAME_ORIGIN, signInStaff } from '../testing-staff.ts'
import { testServer, type TestServer } from '../testing.ts'
import { setRoles } from './roles.ts'

let server: TestServer
let cookie: string
beforeEach(async () => {
  server = await testServer({ KERB_PUBLIC_URL: 'http://localhost:80' })
  ;({ cookie } = await signInStaff(server))
})
afterEach(() => server.close())

async function ask(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, as = cookie) {
  const headers = { ...SAME_ORIGIN, cookie: as }
  const answer = await server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() }
}
const staffOf = ({ body }: { body: Record<string, unknown> }) => body['staff'] as StaffMember[]
const isIn = async (as: string) => (await ask('GET', '/admin/session', undefined, as)).status

describe('staff', () => {
  it('are added by address, whatever its case, and listed by name', async () => {
    await ask('POST', '/admin/staff', { address: 'Zoe@School.Example', roles: ['dsl', 'dsl', 'teacher'] })
    const body = { address: 'zoe@school.example', name: 'Aunt Zoe', roles: ['dsl'] }
    await ask('POST', '/admin/staff', body)
    const listed = staffOf(
      await ask('POST', '/admin/staff', { address: 'max@school.example', roles: ['governor'] }),
    )
    expect(listed.map(({ name, address, roles }) => [name || address, roles])).toEqual([
      ['Aunt Zoe', ['dsl']],
      ['max@school.example', ['governor']],
    ])
    // In no order: numbers of people are random.
    const names = await server.context.db.selectFrom('staff').select('name').execute()
    const shown = names.map(({ name }) => name && Buffer.from(name).includes('Zoe'))
    expect(shown).toHaveLength(2)
    expect(new Set(shown)).toEqual(new Set([false, null]))
  })

  it.each([
    [{ address: 'nobody', roles: ['teacher'] }, 'address'],
    [{ address: 'a b@school.example', roles: ['teacher'] }, 'address'],
    [{ address: 'jo@school.example', roles: [] }, 'roles'],
    [{ address: 'jo@school.example', roles: ['owner'] }, 'roles.0'],
    [{ address: 'jo@school.example' }, 'roles'],
  ])('are refused by field: %j', async (payload, field) => {
    const answer = await ask('POST', '/admin/staff', payload)
    expect([answer.status, answer.body['field']]).toEqual([422, field])
  })

  it('keep roles that come from elsewhere when the administrator takes theirs', async () => {
    const jo = await memberCookie(server, 'jo@school.example', ['network'])
    await setRoles(server.context.db, jo.person, 'groups', ['teacher'], Date.now())
    const [row] = staffOf(await ask('POST', `/admin/staff/${jo.person}/roles`, { roles: [] }))
    expect(row).toMatchObject({
      roles: ['teacher'],
      given: { administrator: [], groups: ['teacher'], roster: [] },
    })
  })

  it('are signed out when their roles change, when disabled, when told to, and when reset', async () => {
    const { person } = await memberCookie(server, 'jo@school.example', ['teacher'])
    const again = async () => (await memberCookie(server, 'jo@school.example', ['teacher'])).cookie
    const path = `/admin/staff/${person}`
    for (const [method, url, payload] of [
      ['POST', `${path}/roles`, { roles: ['dsl'] }],
      ['POST', `${path}/state`, { disabled: true }],
      ['DELETE', `${path}/sessions`],
      ['DELETE', `${path}/ways`],
    ] as const) {
      await ask('POST', `${path}/state`, { disabled: false })
      const session = await again()
      expect(await isIn(session)).toBe(200)
      expect((await ask(method, url, payload)).status).toBe(200)
      expect({ url, status: await isIn(session) }).toEqual({ url, status: 401 })
    }
    expect(await isIn(cookie)).toBe(200)
  })

  it('are invited only while they may sign in, and where passkeys can be', async () => {
    const { person } = await memberCookie(server, 'jo@school.example', ['teacher'])
    const invite = () => ask('POST', `/admin/staff/${person}/invitation`)
    const invitation = await invite()
    expect(invitation.body['link']).toMatch(/^[\w-]{32}$/)
    const stored = await server.context.db
      .selectFrom('staff_invitations')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(Buffer.from(stored.hash).toString('base64url')).not.toContain(invitation.body['link'])
    await ask('POST', `/admin/staff/${person}/state`, { disabled: true })
    expect((await invite()).status).toBe(409)
  })

  it('that are not there, or are pupils only, are not found', async () => {
    const pupil = await server.context.people.numberOf(server.context.db, 'amy@school.example')
    for (const person of [pupil, 12345]) {
      for (const [method, url, payload] of [
        ['POST', 'roles', { roles: ['network'] }],
        ['POST', 'state', { disabled: false }],
        ['POST', 'invitation', undefined],
        ['DELETE', 'ways', undefined],
        ['DELETE', 'sessions', undefined],
      ] as const) {
        expect((await ask(method, `/admin/staff/${person}/${url}`, payload)).status).toBe(404)
      }
    }
    expect(staffOf(await ask('GET', '/admin/staff'))).toEqual([])
  })

  it('are not forgotten with people whom nothing refers to', async () => {
    const { db, people } = server.context
    const { person } = await memberCookie(server, 'jo@school.example', ['teacher'])
    await people.numberOf(db, 'gone@school.example')
    expect((await expire(db, people, Date.now())).people).toBe(1)
    expect(await people.find(db, 'gone@school.example')).toBeNull()
    expect(await people.find(db, 'jo@school.example')).toBe(person)
  })

  it('are changed on the record: who did what to whom, as numbers', async () => {
    const boss = await memberCookie(server, 'boss@school.example', ['network'])
    await ask('POST', '/admin/staff', { address: 'jo@school.example', roles: ['teacher'] }, boss.cookie)
    const audit = await server.context.db.selectFrom('audit').select(['actor', 'action', 'subject']).execute()
    const jo = await server.context.people.find(server.context.db, 'jo@school.example')
    expect(audit).toContainEqual({
      actor: `staff:${boss.person}`,
      action: 'staff-add',
      subject: `${jo}: teacher`,
    })
  })
})
