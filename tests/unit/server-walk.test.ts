/**
 * The walk: every route by everybody. Exact answers, so that a route which is opened or shut by mistake is seen, and
 * one that does not say who may use it cannot even start.
 */
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES } from '../../lib/protocol/staff-roles.ts'
import { changeMembers, makeClass } from '../../server/classes/hand.ts'
import { publish } from '../../server/documents/documents.ts'
import { startLesson } from '../../server/lessons/lessons.ts'
import { saveSet } from '../../server/lessons/sets.ts'
import { Guard } from '../../server/staff/guard.ts'
import { setDisabled } from '../../server/staff/members.ts'
import { keep } from '../../server/staff/passkeys.ts'
import { startSession } from '../../server/staff/sessions.ts'
import { memberCookie, SAME_ORIGIN } from '../../server/testing-staff.ts'
import { samplePolicy, TestDevice, testServer, type TestServer } from '../../server/testing.ts'
import { ANSWERS, LESSON_ACTIONS, PARAMETERS } from '../fixtures/server-walk.ts'
import { type Route, routesOf } from '../fixtures/server-routes.ts'

/**
 * What belongs to somebody else: for every route that teachers may use and that names a thing (a class, a lesson, a
 * passkey), the address of one that exists and is another teacher's, and what a stranger gets. A new route of this
 * kind fails the walk until it stands here.
 */
const OTHERS: Readonly<Record<string, { readonly url: () => Promise<string>; readonly status: 403 | 404 }>> =
  {
    'DELETE /admin/passkeys/:id': {
      status: 404,
      async url() {
        const { person } = await memberCookie(server, 'owner@school.example', ['teacher'])
        const verified = { credential: 'AAAA', public_key: Buffer.of(1), counter: 0, transports: '[]' }
        await keep(server.context, server.context.db, person, verified, 'Phone', Date.now())
        const { id } = await server.context.db
          .selectFrom('staff_passkeys')
          .select('id')
          .executeTakeFirstOrThrow()
        return `/admin/passkeys/${id}`
      },
    },
    ...Object.fromEntries(
      LESSON_ACTIONS.map((action) => [
        `POST /admin/lessons/:lesson/${action}`,
        { status: 404, url: async () => `${await othersLesson()}/${action}` },
      ]),
    ),
    'GET /admin/lessons/:lesson/live': {
      status: 404,
      url: async () => `${await othersLesson()}/live?tabs=1`,
    },
    'DELETE /admin/lessons/:lesson': { status: 404, url: () => othersLesson() },
    'GET /admin/lessons/:lesson/requests': {
      status: 404,
      url: async () => `${await othersLesson()}/requests`,
    },
    'DELETE /admin/lessons/:lesson/approvals/:approval': {
      status: 404,
      url: async () => `${await othersLesson()}/approvals/1`,
    },
    'DELETE /admin/lesson-sets/:set': {
      status: 404,
      async url() {
        const owner = await server.context.people.numberOf(server.context.db, 'owner@school.example')
        const set = { name: 'Maths', sites: [{ host: 'maths.test' }], frames: [] }
        const { id } = await saveSet(server.context, owner, set, Date.now())
        return `/admin/lesson-sets/${id}`
      },
    },
    'GET /admin/my-classes/:id': {
      status: 404,
      url: async () => `/admin/my-classes/${await othersClass('9B')}`,
    },
    'GET /admin/my-agreement/:id': {
      status: 404,
      url: async () => `/admin/my-agreement/${await othersClass('9A')}`,
    },
  }

/** A class of another teacher's. */
async function othersClass(name: string): Promise<number> {
  const by = { actor: 'test', now: Date.now() }
  const id = await makeClass(server.context.db, name, by)
  const owner = { role: 'teachers', action: 'add', addresses: 'owner@school.example' } as const
  await changeMembers(server.context, id, owner, by)
  return id
}

/** The address of a lesson in a class of another teacher's. */
async function othersLesson(): Promise<string> {
  const { context } = server
  const classId = await othersClass('9C')
  const teacher = await context.people.numberOf(context.db, 'owner@school.example')
  const asked = {
    class: classId,
    mode: 'only',
    sites: [{ host: 'maths.test' }],
    frames: [],
    minutes: 30,
  } as const
  const id = await startLesson(
    context,
    { teacher, className: '9C' },
    { ...asked, sites: [...asked.sites], frames: [] },
    Date.now(),
  )
  return `/admin/lessons/${id}`
}

const keyOf = ({ method, url }: Pick<Route, 'method' | 'url'>) => `${method} ${url}`
const allowed = (route: Route): number =>
  ANSWERS[keyOf(route)] ?? { GET: 200, POST: 422, PUT: 422, PATCH: 422, DELETE: 200 }[route.method]

let server: TestServer
let routes: Route[]
let waiting: TestDevice
let confirmed: TestDevice

beforeAll(async () => {
  server = await testServer({ KERB_PUBLIC_URL: 'http://localhost:80' })
  const by = { actor: 'test', note: '' }
  await publish(server.context.db, server.context.vault, 'policy', samplePolicy(), by)
  waiting = await TestDevice.make(server)
  await waiting.enrol()
  confirmed = await TestDevice.confirmed(server)
  routes = await routesOf(server)
})
afterAll(() => server.close())

/** The address of a route; a parameter that the walk does not know fails it. */
function addressOf(route: Route): string {
  return route.url.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = PARAMETERS[name]
    if (value === undefined) throw new Error(`say in PARAMETERS what stands for :${name} of ${keyOf(route)}`)
    return value
  })
}

let asked = 0
async function status(
  route: Route,
  headers: Record<string, string>,
  url = addressOf(route),
): Promise<number> {
  asked += 1
  const answer = await server.app.inject({
    method: route.method,
    url,
    // From many places: what is limited by the minute is not what is asked here.
    remoteAddress: `127.1.${asked >> 8}.${asked & 255}`,
    headers: { ...SAME_ORIGIN, ...headers },
    ...(['GET', 'DELETE'].includes(route.method) ? {} : { payload: {} }),
  })
  return answer.statusCode
}

async function asDevice(route: Route, device: TestDevice): Promise<number> {
  const body = route.method === 'POST' ? {} : undefined
  const method = route.method as 'GET' | 'POST'
  return (await device.send(method, addressOf(route), body, { headers: SAME_ORIGIN })).status
}

/** Answers of every route together, so that a failure names all that are wrong. */
async function walk(of: readonly Route[], ask: (route: Route) => Promise<number>) {
  const answers: Record<string, number> = {}
  for (const route of of) answers[keyOf(route)] = await ask(route)
  return answers
}
const expected = (of: readonly Route[], answer: (route: Route) => number) =>
  Object.fromEntries(of.map((route) => [keyOf(route), answer(route)]))

/** What somebody gets who brings nothing that counts. */
const asNobody = (route: Route): number => {
  if (route.who === 'anybody' || route.who === 'loopback' || route.who === 'key') return allowed(route)
  return 401
}

const UNDECLARED: readonly (readonly [string, object])[] = [
  ['nothing', {}],
  ['an empty list of roles', { config: { who: 'staff', roles: [] } }],
  ['staff without roles', { config: { who: 'staff' } }],
]

describe('the walk', () => {
  it('knows every route, and who may use it', () => {
    expect(routes.length).toBeGreaterThan(20)
    const known = ['anybody', 'loopback', 'key', 'installation', 'member', 'staff']
    expect(routes.filter(({ who }) => !known.includes(who ?? ''))).toEqual([])
    expect(routes.filter(({ who, roles }) => (who === 'staff') !== roles.length > 0)).toEqual([])
    expect(routes.filter(({ url, who }) => url.startsWith('/admin') && who !== 'staff').map(keyOf)).toEqual([
      'POST /admin/session',
    ])
    expect(Object.keys(ANSWERS).filter((key) => !routes.some((route) => keyOf(route) === key))).toEqual([])
  })

  it.each(UNDECLARED)('does not let a route start that declares %s', async (_what, options) => {
    const app = Fastify()
    new Guard(server.context).watch(app)
    const handler = async () => 'open'
    expect(() => app.route({ method: 'GET', url: '/planted', handler, ...options })).toThrow(
      'GET /planted does not say who may use it',
    )
    await app.close()
  })

  it('by somebody who brings nothing, a made-up cookie, or a session that is over', async () => {
    const { db } = server.context
    const ended = await memberCookie(server, 'ended@school.example', ROLES)
    await db.updateTable('staff_sessions').set({ ended: 1 }).where('id', '=', ended.session).execute()
    const idle = await memberCookie(server, 'idle@school.example', ROLES)
    const longAgo = Date.now() - 31 * 60_000
    await db
      .updateTable('staff_sessions')
      .set({ last_used: longAgo })
      .where('id', '=', idle.session)
      .execute()
    const old = await memberCookie(server, 'old@school.example', ROLES)
    const earlier = Date.now() - 8 * 3_600_000 - 1000
    await db.updateTable('staff_sessions').set({ created: earlier }).where('id', '=', old.session).execute()
    const disabled = await memberCookie(server, 'disabled@school.example', ROLES)
    await setDisabled(db, disabled.person, true, Date.now())
    const none = await memberCookie(server, 'none@school.example', ROLES)
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
      expect({ cookie, ...(await walk(routes, (route) => status(route, cookie ? { cookie } : {}))) }).toEqual(
        {
          cookie,
          ...expected(routes, asNobody),
        },
      )
    }
  })

  it.each(ROLES)('by a member of staff who is %s', async (role) => {
    // A session for each: one of the routes signs out.
    const ask = async (route: Route) =>
      status(route, { cookie: (await memberCookie(server, `${role}@school.example`, [role])).cookie })
    expect(await walk(routes, ask)).toEqual(
      expected(routes, (route) => {
        if (route.who !== 'staff') return asNobody(route)
        return route.roles.includes(role) ? allowed(route) : 403
      }),
    )
  })

  it('by the administrator with a one-time link, who has the network role and no other', async () => {
    const staff = routes.filter(({ who }) => who === 'staff')
    const ask = async (route: Route) => status(route, { cookie: await linkCookie() })
    expect(await walk(staff, ask)).toEqual({
      ...expected(staff, (route) => (route.roles.includes('network') ? allowed(route) : 403)),
      // A passkey is somebody's; the link is nobody's.
      'POST /admin/passkeys/options': 409,
    })
  })

  it('by devices: known ones their own routes, strangers none, and no device what is for staff', async () => {
    const device = routes.filter(({ who }) => who === 'installation')
    expect(await walk(device, (route) => asDevice(route, confirmed))).toEqual(expected(device, allowed))
    expect(await walk(device, (route) => asDevice(route, waiting))).toEqual({
      ...expected(device, allowed),
      // Nobody has said yet whose it is: it reads nothing about anybody.
      'GET /v1/record': 403,
    })
    const closed = routes.filter(({ who }) => who === 'installation' || who === 'member' || who === 'staff')
    const stranger = await TestDevice.make(server)
    expect(await walk(closed, (route) => asDevice(route, stranger))).toEqual(expected(closed, () => 401))
    const staff = routes.filter(({ who }) => who === 'staff' || who === 'member')
    expect(await walk(staff, (route) => asDevice(route, confirmed))).toEqual(expected(staff, () => 401))
  })

  it('from another origin changes nothing, whoever is signed in', async () => {
    const changing = routes.filter(({ url, method }) => method !== 'GET' && !url.startsWith('/v1/'))
    const { cookie } = await memberCookie(server, 'all@school.example', ROLES)
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

  it('by a teacher, about what is another’s: a class, a lesson, a passkey', async () => {
    const about = routes.filter(({ roles, url }) => roles.includes('teacher') && url.includes(':'))
    expect(about.map(keyOf).filter((key) => !OTHERS[key])).toEqual([])
    expect(about.length).toBe(Object.keys(OTHERS).length)
    const { cookie } = await memberCookie(server, 'stranger@school.example', ['teacher'])
    const ask = async (route: Route) => status(route, { cookie }, await OTHERS[keyOf(route)]?.url())
    expect(await walk(about, ask)).toEqual(expected(about, (route) => OTHERS[keyOf(route)]?.status ?? 0))
  })
})

/** As after a one-time link; signing in by one is limited to a few a minute. */
const linkCookie = async (): Promise<string> =>
  `kerb=${(await startSession(server.context.db, { person: null, how: 'link' }, Date.now())).secret}`
