/** Every route of the server, by whoever may and may not call it; and described at /docs. */
import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { publish } from '../../server/documents/documents.ts'
import { SAME_ORIGIN, signInStaff } from '../../server/testing-staff.ts'
import { samplePolicy, TestDevice, testServer, type TestServer } from '../../server/testing.ts'

interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: string
  readonly who: string | undefined
}

let server: TestServer
let routes: Route[]
let cookie: string
let waiting: TestDevice
let confirmed: TestDevice

beforeAll(async () => {
  server = await testServer()
  await publish(server.context.db, server.context.vault, 'policy', samplePolicy(), {
    actor: 'test',
    note: '',
  })
  waiting = await TestDevice.make(server)
  await waiting.enrol()
  confirmed = await TestDevice.confirmed(server)
  ;({ cookie } = await signInStaff(server))
  routes = await collectRoutes()
})
afterAll(() => server.close())

/** The routes of a second instance, noted as they are registered. */
async function collectRoutes(): Promise<Route[]> {
  const found: Route[] = []
  const app = await buildApp(server.context, (route: RouteOptions) => {
    for (const method of [route.method].flat()) {
      const who = (route.config as { who?: string } | undefined)?.who
      if (method !== 'HEAD') found.push({ method: method as Route['method'], url: route.url, who })
    }
  })
  await app.ready()
  // Not closed: it shares its database with the server above.
  return found.filter(
    ({ url }) => !url.startsWith('/docs') && !url.startsWith('/assets') && !/^\/($|index)/.test(url),
  )
}

/** A body that fits none or any route: authorisation comes before it is looked at. */
const url = (route: Route) => route.url.replace(':installation', 'x'.repeat(43)).replace(':id', '999')
const status = async (route: Route, headers: Record<string, string>) =>
  (
    await server.app.inject({
      method: route.method,
      url: url(route),
      headers: { ...SAME_ORIGIN, ...headers },
      ...(route.method === 'POST' ? { payload: {} } : {}),
    })
  ).statusCode
const asDevice = async (route: Route, device: TestDevice) =>
  (
    await device.send(route.method as 'GET' | 'POST', url(route), route.method === 'POST' ? {} : undefined, {
      headers: SAME_ORIGIN,
    })
  ).status

/** Answers that say "you may": the request went on to its validation or its work. */
const MAY = [200, 204, 304, 400, 404, 422]

describe('every route', () => {
  it('says who may call it', () => {
    expect(routes.length).toBeGreaterThan(20)
    expect(routes.filter(({ who }) => who === undefined)).toEqual([])
  })

  it('turns away whoever brings nothing, unless it is open to anybody', async () => {
    for (const route of routes) {
      const expected = { anybody: MAY.concat(401), loopback: MAY, key: [422, 401] }[route.who ?? ''] ?? [401]
      expect({ route, status: await status(route, {}) }).toEqual({
        route,
        status: expect.toBeOneOf(expected),
      })
    }
  })

  it('of the device lets installations that are known in, and nobody else', async () => {
    for (const route of routes.filter(({ who }) => who === 'installation')) {
      for (const device of [waiting, confirmed]) {
        expect({ route, status: await asDevice(route, device) }).toEqual({
          route,
          status: expect.toBeOneOf(MAY),
        })
      }
      expect({ route, status: await status(route, { cookie }) }).toEqual({ route, status: 401 })
      const stranger = await TestDevice.make(server)
      expect({ route, status: await asDevice(route, stranger) }).toEqual({ route, status: 401 })
    }
  })

  it('of the staff lets an administrator in, and no device', async () => {
    // Signing out comes last: it ends the session that the others need.
    const staff = routes
      .filter(({ who }) => who === 'administrator')
      .sort(
        (a, b) =>
          Number(a.url === '/admin/session') - Number(b.url === '/admin/session') ||
          (a.method < b.method ? 1 : -1),
      )
    for (const route of staff) {
      for (const device of [waiting, confirmed]) {
        expect({ route, status: await asDevice(route, device) }).toEqual({ route, status: 401 })
      }
      const changed = { ...SAME_ORIGIN, cookie, origin: 'https://evil.example' }
      if (route.method !== 'GET')
        expect({ route, status: await status(route, changed) }).toEqual({ route, status: 403 })
      const other = { cookie, 'sec-fetch-site': 'same-site' }
      if (route.method !== 'GET')
        expect({ route, status: await status(route, other) }).toEqual({ route, status: 403 })
      expect({ route, status: await status(route, { cookie }) }).toEqual({
        route,
        status: expect.toBeOneOf(MAY),
      })
    }
    expect(await status({ method: 'GET', url: '/admin/fleet', who: '' }, { cookie })).toBe(401)
  })

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
  const check = async (headers: Record<string, string>) =>
    (await server.app.inject({ url: '/admin/session', headers })).statusCode

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
    const sessions = server.context.db.updateTable('admin_sessions')
    await sessions.set({ last_used: Date.now() - 31 * 60_000 }).execute()
    expect(await check({ cookie })).toBe(401)
    await sessions.set({ last_used: Date.now(), created: Date.now() - 9 * 3_600_000 }).execute()
    expect(await check({ cookie })).toBe(401)
    await sessions.set({ created: Date.now() }).execute()
    expect(await check({ cookie })).toBe(200)
    await server.app.inject({ method: 'DELETE', url: '/admin/session', headers: { ...SAME_ORIGIN, cookie } })
    expect(await check({ cookie })).toBe(401)
    expect(await check({ cookie: 'kerb=made-up' })).toBe(401)
  })
})
