/**
 * The walk: every route by everybody. Exact answers, so that a route which is opened or shut by mistake is seen, and
 * one that does not say who may use it cannot even start.
 */
import Fastify from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '../../lib/protocol/staff-roles.ts'
import { Guard } from '../../server/staff/guard.ts'
import { setDisabled } from '../../server/staff/members.ts'
import { startSession } from '../../server/staff/sessions.ts'
import { memberCookie } from '../../server/testing-staff.ts'
import { TestDevice } from '../../server/testing.ts'
import { ANSWERS } from '../fixtures/server-walk.ts'
import type { Route } from '../fixtures/server-routes.ts'
import { STAFF_ROUTES } from '../fixtures/staff-routes.ts'
import { allowed, asDevice, asNobody, expected, keyOf, walk, walkStage } from '../fixtures/walk-stage.ts'

const stage = walkStage()
const { status } = stage
let waiting: TestDevice
let confirmed: TestDevice
beforeAll(async () => {
  waiting = await TestDevice.make(stage.server)
  await waiting.enrol()
  confirmed = await TestDevice.confirmed(stage.server)
})

const UNDECLARED: readonly (readonly [string, object])[] = [
  ['nothing', {}],
  ['an empty list of roles', { config: { who: 'staff', roles: [] } }],
  ['staff without roles', { config: { who: 'staff' } }],
]

describe('the walk', () => {
  it('knows every route, and who may use it', () => {
    expect(stage.routes.length).toBeGreaterThan(20)
    const known = ['anybody', 'loopback', 'key', 'installation', 'member', 'staff']
    expect(stage.routes.filter(({ who }) => !known.includes(who ?? ''))).toEqual([])
    expect(stage.routes.filter(({ who, roles }) => (who === 'staff') !== roles.length > 0)).toEqual([])
    expect(
      stage.routes.filter(({ url, who }) => url.startsWith('/admin') && who !== 'staff').map(keyOf),
    ).toEqual(['POST /admin/session'])
    expect(Object.keys(ANSWERS).filter((key) => !stage.routes.some((route) => keyOf(route) === key))).toEqual(
      [],
    )
  })

  it('gives each route of the staff to those roles alone that the table names', () => {
    const named = Object.entries(STAFF_ROUTES).flatMap(([roles, keys]) => keys.map((key) => [key, roles]))
    const declared = stage.routes
      .filter(({ who }) => who === 'staff')
      .map((route) => [keyOf(route), ROLES.filter((role) => route.roles.includes(role)).join(' ')])
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(named))
  })

  it.each(UNDECLARED)('does not let a route start that declares %s', async (_what, options) => {
    const app = Fastify()
    new Guard(stage.server.context).watch(app)
    const handler = async () => 'open'
    expect(() => app.route({ method: 'GET', url: '/planted', handler, ...options })).toThrow(
      'GET /planted does not say who may use it',
    )
    await app.close()
  })

  it('by somebody who brings nothing, a made-up cookie, or a session that is over', async () => {
    const { db } = stage.server.context
    const ended = await memberCookie(stage.server, 'ended@school.example', ROLES)
    await db.updateTable('staff_sessions').set({ ended: 1 }).where('id', '=', ended.session).execute()
    const idle = await memberCookie(stage.server, 'idle@school.example', ROLES)
    const longAgo = Date.now() - 31 * 60_000
    await db
      .updateTable('staff_sessions')
      .set({ last_used: longAgo })
      .where('id', '=', idle.session)
      .execute()
    const old = await memberCookie(stage.server, 'old@school.example', ROLES)
    const earlier = Date.now() - 8 * 3_600_000 - 1000
    await db.updateTable('staff_sessions').set({ created: earlier }).where('id', '=', old.session).execute()
    const disabled = await memberCookie(stage.server, 'disabled@school.example', ROLES)
    await setDisabled(db, disabled.person, true, Date.now())
    const none = await memberCookie(stage.server, 'none@school.example', ROLES)
    await db.updateTable('staff').set({ roles: '[]' }).where('person', '=', none.person).execute()
    for (const cookie of [
      '',
      'kerb=made-up',
      ended.cookie,
      idle.cookie,
      old.cookie,
      disabled.cookie,
      none.cookie,
    ]) {
      expect({
        cookie,
        ...(await walk(stage.routes, (route) => status(route, cookie ? { cookie } : {}))),
      }).toEqual({
        cookie,
        ...expected(stage.routes, asNobody),
      })
    }
  })

  it.each(ROLES)('by a member of staff who is %s', async (role) => {
    // A session for each: one of the routes signs out.
    const ask = async (route: Route) =>
      status(route, { cookie: (await memberCookie(stage.server, `${role}@school.example`, [role])).cookie })
    expect(await walk(stage.routes, ask)).toEqual(
      expected(stage.routes, (route) => {
        if (route.who !== 'staff') return asNobody(route)
        return route.roles.includes(role) ? allowed(route) : 403
      }),
    )
  })

  it('by the administrator with a one-time link, who has the network role and no other', async () => {
    const staff = stage.routes.filter(({ who }) => who === 'staff')
    const ask = async (route: Route) => status(route, { cookie: await linkCookie() })
    expect(await walk(staff, ask)).toEqual({
      ...expected(staff, (route) => (route.roles.includes('network') ? allowed(route) : 403)),
      // A passkey is somebody's; the link is nobody's.
      'POST /admin/passkeys/options': 409,
    })
  })

  it('by devices: known ones their own routes, strangers none, and no device what is for staff', async () => {
    const device = stage.routes.filter(({ who }) => who === 'installation')
    expect(await walk(device, (route) => asDevice(route, confirmed))).toEqual(expected(device, allowed))
    expect(await walk(device, (route) => asDevice(route, waiting))).toEqual({
      ...expected(device, allowed),
      // Nobody has said yet whose it is: it reads nothing about anybody.
      'GET /v1/record': 403,
      'GET /v1/locked': 403,
    })
    const closed = stage.routes.filter(
      ({ who }) => who === 'installation' || who === 'member' || who === 'staff',
    )
    const stranger = await TestDevice.make(stage.server)
    expect(await walk(closed, (route) => asDevice(route, stranger))).toEqual(expected(closed, () => 401))
    const staff = stage.routes.filter(({ who }) => who === 'staff' || who === 'member')
    expect(await walk(staff, (route) => asDevice(route, confirmed))).toEqual(expected(staff, () => 401))
  })

  it('from another origin changes nothing, whoever is signed in', async () => {
    const changing = stage.routes.filter(({ url, method }) => method !== 'GET' && !url.startsWith('/v1/'))
    const { cookie } = await memberCookie(stage.server, 'all@school.example', ROLES)
    for (const foreign of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
    ]) {
      const ask = (route: Route) => status(route, { cookie, ...foreign })
      expect({ foreign, ...(await walk(changing, ask)) }).toEqual({
        foreign,
        ...expected(changing, () => 403),
      })
    }
    expect(await status({ ...changing[0]!, method: 'GET', url: '/admin/session' }, { cookie })).toBe(200)
  })
})

/** As after a one-time link; signing in by one is limited to a few a minute. */
const linkCookie = async (): Promise<string> =>
  `kerb=${(await startSession(stage.server.context.db, { person: null, how: 'link' }, Date.now())).secret}`
