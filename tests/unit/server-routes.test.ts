/** Every route of the server is described at /docs; and what a staff session is. Who may call: server-walk.test.ts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memberCookie, SAME_ORIGIN, signInStaff } from '../../server/testing-staff.ts'
import { setDisabled } from '../../server/staff/members.ts'
import { grantFromRoster, setRoles } from '../../server/staff/roles.ts'
import { testServer, type TestServer } from '../../server/testing.ts'
import { type Route, routesOf } from '../fixtures/server-routes.ts'

let server: TestServer
let routes: Route[]

beforeAll(async () => {
  server = await testServer()
  routes = await routesOf(server)
})
afterAll(() => server.close())

describe('every route', () => {
  it('is described at /docs with its answers', async () => {
    const openapi = (await server.app.inject({ url: '/docs/json' })).json<{
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
    }>()
    for (const { url, method } of routes) {
      const described = openapi.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
      expect({ url, method, responses: Object.keys(described?.responses ?? {}).length > 1 }).toEqual({
        url,
        method,
        responses: true,
      })
    }
  })

  it('answers with the headers that keep a page to itself', async () => {
    const page = (await server.app.inject({ url: '/healthz' })).headers
    expect(page['content-security-policy']).toContain("default-src 'none'")
    expect(page['content-security-policy']).not.toContain('unsafe')
    expect(page['strict-transport-security']).toBeUndefined()
    expect(page['access-control-allow-origin']).toBeUndefined()
    const docs = (await server.app.inject({ url: '/docs/static/index.html' })).headers
    expect(docs['content-security-policy']).toContain("script-src 'self'")
  })
})

describe('a staff session', () => {
  const check = async ({ cookie }: { cookie: string }) =>
    (await server.app.inject({ url: '/admin/session', headers: { cookie } })).statusCode
  const ask = async (method: 'POST' | 'DELETE', url: string, cookie: string) =>
    (await server.app.inject({ method, url, headers: { ...SAME_ORIGIN, cookie } })).statusCode

  it('comes from a link that works once', async () => {
    const { link, raw } = await signInStaff(server)
    expect(raw).toMatch(/HttpOnly/)
    expect(raw).toMatch(/SameSite=Strict/)
    const again = await server.app.inject({
      method: 'POST',
      url: '/admin/session',
      headers: SAME_ORIGIN,
      payload: { link },
    })
    expect(again.statusCode).toBe(401)
  })

  it('ends when it is idle, when it is old, and when it is signed out', async () => {
    const { cookie } = await signInStaff(server)
    expect(await check({ cookie })).toBe(200)
    const sessions = server.context.db.updateTable('staff_sessions')
    await sessions.set({ last_used: Date.now() - 31 * 60_000 }).execute()
    expect(await check({ cookie })).toBe(401)
    await sessions.set({ last_used: Date.now(), created: Date.now() - 9 * 3_600_000 }).execute()
    expect(await check({ cookie })).toBe(401)
    await sessions.set({ created: Date.now() }).execute()
    expect(await check({ cookie })).toBe(200)
    await ask('DELETE', '/admin/session', cookie)
    expect(await check({ cookie })).toBe(401)
    expect(await check({ cookie: 'kerb=made-up' })).toBe(401)
  })

  it('is kept open by use, but not by a page that refreshes itself before an empty chair', async () => {
    const { cookie } = await signInStaff(server)
    const sessions = server.context.db
    const aged = Date.now() - 20 * 60_000
    await sessions.updateTable('staff_sessions').set({ last_used: aged }).execute()
    const lastUsed = async () =>
      (
        await sessions
          .selectFrom('staff_sessions')
          .select('last_used')
          .orderBy('id', 'desc')
          .executeTakeFirstOrThrow()
      ).last_used
    const headers = { cookie, 'kerb-unattended': '1' }
    expect((await server.app.inject({ url: '/admin/session', headers })).statusCode).toBe(200)
    expect(await lastUsed()).toBe(aged)
    expect(await check({ cookie })).toBe(200)
    expect(await lastUsed()).toBeGreaterThan(aged)
  })

  it('is signed out everywhere with its person’s others, and nobody else’s', async () => {
    const [one, two] = [
      await memberCookie(server, 'both@school.example', ['teacher']),
      await memberCookie(server, 'both@school.example', ['teacher']),
    ]
    const other = await memberCookie(server, 'other@school.example', ['teacher'])
    const link = await signInStaff(server)
    expect(await ask('DELETE', '/admin/sessions', one.cookie)).toBe(204)
    expect([await check(one), await check(two), await check(other), await check(link)]).toEqual([
      401, 401, 200, 200,
    ])
    const second = await signInStaff(server)
    expect(await ask('DELETE', '/admin/sessions', link.cookie)).toBe(204)
    expect([await check(link), await check(second), await check(other)]).toEqual([401, 401, 200])
  })

  it('says whose it is, and that the one-time link has the network role only', async () => {
    const { cookie } = await memberCookie(server, 'Jo@School.example', ['dsl', 'teacher'])
    const mine = (await server.app.inject({ url: '/admin/session', headers: { cookie } })).json()
    expect(mine).toMatchObject({ roles: ['teacher', 'dsl'], name: 'Jo@School.example' })
    const link = await signInStaff(server)
    const said = (await server.app.inject({ url: '/admin/session', headers: { cookie: link.cookie } })).json()
    expect(said).toMatchObject({ roles: ['network'], how: 'link' })
    expect(said).not.toHaveProperty('name')
  })

  it('ends when roles change or the person is disabled, and reads roles as they are now', async () => {
    const { db } = server.context
    const { cookie, person } = await memberCookie(server, 'moved@school.example', ['network'])
    expect(await check({ cookie })).toBe(200)
    await setRoles(db, person, 'administrator', ['teacher'], Date.now())
    expect(await check({ cookie })).toBe(401)
    const again = await memberCookie(server, 'moved@school.example', ['teacher'])
    // The roles are the same: nothing changed, and nobody is sent away in the middle of a lesson.
    await setRoles(db, person, 'administrator', ['teacher'], Date.now())
    expect(await check(again)).toBe(200)
    await setDisabled(db, person, true, Date.now())
    expect(await check(again)).toBe(401)
    await setDisabled(db, person, false, Date.now())
    expect(await check(again)).toBe(401)
  })

  it('takes back only what a source gave itself', async () => {
    const { db } = server.context
    const { person } = await memberCookie(server, 'many@school.example', ['network'])
    await setRoles(db, person, 'groups', ['teacher', 'network'], Date.now())
    expect((await grantFromRoster(db, person, ['teacher'], Date.now())).changed).toBe(false)
    expect((await setRoles(db, person, 'groups', [], Date.now())).roles).toEqual(['teacher', 'network'])
    expect((await setRoles(db, person, 'administrator', [], Date.now())).roles).toEqual(['teacher'])
    expect((await grantFromRoster(db, person, [], Date.now())).roles).toEqual([])
    const stranger = await server.context.people.numberOf(db, 'pupil@school.example')
    expect(await grantFromRoster(db, stranger, [], Date.now())).toEqual({ roles: [], changed: false })
    const row = await db
      .selectFrom('staff')
      .select('person')
      .where('person', '=', stranger)
      .executeTakeFirst()
    expect(row).toBeUndefined()
  })
})
