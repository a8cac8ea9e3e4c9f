/** Staff sign in through a real provider, and everything that must not get anybody in. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  CLIENT,
  OTHER_CLIENT,
  testProvider,
  type TestProvider,
  throughProvider,
} from '../../tests/fixtures/oidc-provider.ts'
import { memberCookie } from '../testing-staff.ts'
import { testServer, type TestServer } from '../testing.ts'
import { createLink } from './links.ts'
import { forgetWays, setDisabled } from './members.ts'
import { setRoles } from './roles.ts'

const HOST = 'localhost:8460'
const ORIGIN = `http://${HOST}`
const ADDRESS = 'Jo.Teacher@school.example'
const JO = { sub: 'jo-1', email: ADDRESS, email_verified: true, name: 'Jo Teacher' }

let idp: TestProvider
let server: TestServer

const variables = (more: Record<string, string> = {}) => ({
  KERB_PUBLIC_URL: ORIGIN,
  KERB_OIDC_ISSUER: idp.issuer,
  KERB_OIDC_CLIENT_ID: CLIENT.id,
  KERB_OIDC_CLIENT_SECRET: CLIENT.secret,
  KERB_OIDC_ALLOWED: 'school.example',
  KERB_OIDC_ROLES: 'Teaching staff=teacher, groups:it=network, roles:Kerb.Safeguarding=dsl',
  ...more,
})

beforeEach(async () => {
  idp = await testProvider(`${ORIGIN}/signin/callback`)
  server = await testServer(variables())
  idp.account = { ...JO }
})
afterEach(async () => {
  await server.close()
  await idp.close()
})

const get = (url: string, cookie = '', host = HOST) =>
  server.app.inject({ url, headers: { host, ...(cookie ? { cookie } : {}) } })
type Answer = Awaited<ReturnType<typeof get>>

const cookiesOf = (answer: Answer) => answer.cookies.map(({ name, value }) => `${name}=${value}`)
const sessionOf = (answer: Answer) => cookiesOf(answer).find((one) => /^kerb=./.test(one)) ?? ''
const numberOfJo = async () => await server.context.people.numberOf(server.context.db, ADDRESS.toLowerCase())
const employ = async (roles: Parameters<typeof setRoles>[3] = ['teacher']) => {
  const person = await numberOfJo()
  await setRoles(server.context.db, person, 'administrator', roles, Date.now())
  return person
}

interface Begun {
  readonly cookie: string
  readonly location: string
}
async function start(returnTo = '/', change: (address: URL) => void = () => undefined): Promise<Begun> {
  const answer = await get(`/signin/start?returnTo=${encodeURIComponent(returnTo)}`)
  expect(answer.statusCode).toBe(303)
  const address = new URL(String(answer.headers.location))
  change(address)
  return { cookie: cookiesOf(answer)[0] ?? '', location: address.href }
}
/** As far as the provider's answer: the path of the callback, with its code and state. */
async function callback(begun: Begun): Promise<string> {
  const back = await throughProvider(begun.location, idp.issuer)
  expect(back.origin).toBe(ORIGIN)
  return back.pathname + back.search
}
async function signIn(cookies = ''): Promise<Answer> {
  const begun = await start()
  return get(await callback(begun), [begun.cookie, cookies].filter(Boolean).join('; '))
}
const refused = async (answer: Answer, status: number, words: string | RegExp) => {
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['content-type']).toMatch('text/html')
  expect(answer.body).toMatch(words)
  expect(sessionOf(answer)).toBe('')
  const started = await server.context.db
    .selectFrom('staff_sessions')
    .select('id')
    .where('how', '=', 'provider')
    .execute()
  expect(started).toEqual([])
}

describe('signing in through the provider', () => {
  it('gives a session to a member of staff, on a page of ours', async () => {
    const person = await employ(['teacher', 'dsl'])
    const begun = await start('/#classes')
    const answer = await get(await callback(begun), begun.cookie)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toContain('http-equiv="refresh" content="0; url=/#classes"')
    const set = String(answer.headers['set-cookie'])
    expect(set).toMatch(/kerb=[\w-]{43}; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict/)
    expect(set).toContain('kerb-signin=;')
    const mine = await get('/admin/session', sessionOf(answer))
    expect(mine.json()).toMatchObject({ roles: ['teacher', 'dsl'], how: 'provider', name: 'Jo Teacher' })
    const audit = await server.context.db.selectFrom('audit').select(['actor', 'action', 'subject']).execute()
    expect(audit).toContainEqual({ actor: `staff:${person}`, action: 'sign-in', subject: 'provider' })
  })

  it('asks with PKCE, a state and a nonce, and keeps them out of sight of scripts and of other sites’ posts', async () => {
    const answer = await get('/signin/start')
    const asked = new URL(String(answer.headers.location)).searchParams
    expect(asked.get('response_type')).toBe('code')
    expect(asked.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/)
    const set = String(answer.headers['set-cookie'])
    expect(set).toMatch(/^kerb-signin=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)
    for (const name of ['state', 'nonce']) {
      expect(Buffer.from(set.split('=')[1] ?? '', 'base64url').includes(asked.get(name) ?? '')).toBe(false)
    }
  })

  it('binds the account: later its subject counts, whatever its address became', async () => {
    await employ()
    expect((await signIn()).statusCode).toBe(200)
    idp.account = { sub: JO.sub, email: 'jo.married@elsewhere.example', email_verified: false }
    expect((await signIn()).statusCode).toBe(200)
  })

  it('refuses the same address with another account, until the administrator resets the sign-in', async () => {
    await employ()
    await signIn()
    await server.context.db.deleteFrom('staff_sessions').execute()
    idp.account = { ...JO, sub: 'JO-1' }
    await refused(await signIn(), 403, 'with another account')
    await forgetWays(server.context.db, await numberOfJo(), Date.now())
    expect((await signIn()).statusCode).toBe(200)
  })

  it('takes roles from groups, and takes them back with the sessions when the group is gone', async () => {
    idp.account = { ...JO, groups: ['Teaching staff', 'Choir'], roles: ['Kerb.Safeguarding'] }
    const first = await signIn()
    const cookie = sessionOf(first)
    expect((await get('/admin/session', cookie)).json()).toMatchObject({ roles: ['teacher', 'dsl'] })
    idp.account = { ...JO, groups: ['Teaching staff'] }
    const second = await signIn()
    expect((await get('/admin/session', sessionOf(second))).json()).toMatchObject({ roles: ['teacher'] })
    expect((await get('/admin/session', cookie)).statusCode).toBe(401)
    idp.account = { ...JO, groups: [] }
    const third = await signIn()
    expect(third.statusCode).toBe(403)
    expect((await get('/admin/session', sessionOf(second))).statusCode).toBe(401)
  })

  it('gives somebody without a role a plain page, and keeps nothing about them', async () => {
    idp.account = {
      sub: 'amy',
      email: 'amy.pupil@school.example',
      email_verified: true,
      name: 'Amy',
      groups: ['Year 7'],
    }
    await refused(await signIn(), 403, 'no role in Kerb')
    const { db } = server.context
    for (const table of ['people', 'staff', 'staff_accounts'] as const) {
      expect(await db.selectFrom(table).select('person').execute()).toEqual([])
    }
  })

  it('keeps no address, name, subject or code in clear', async () => {
    await employ()
    const begun = await start()
    const path = await callback(begun)
    await get(path, begun.cookie)
    const folder = join(server.folder, 'data')
    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
    const code = new URL(path, ORIGIN).searchParams.get('code') ?? 'none'
    for (const word of ['jo.teacher', 'Jo Teacher', JO.sub, code]) {
      expect(bytes.toString('latin1').toLowerCase()).not.toContain(word.toLowerCase())
    }
  })
})

describe('nobody gets in', () => {
  it('with a state that is not this browser’s, or without the cookie of the sign-in', async () => {
    await employ()
    const mine = await start()
    const path = await callback(mine)
    const theirs = await start()
    const lost = 'not begun in this browser'
    await refused(await get(path), 400, lost)
    await refused(await get(path, theirs.cookie), 400, lost)
    await refused(await get(path, 'kerb-signin=made-up'), 400, lost)
    const changed = path.replace(/state=[^&]+/, 'state=made-up')
    await refused(await get(changed, mine.cookie), 400, lost)
    await refused(await get(path.replace(/&?state=[^&]+/, ''), mine.cookie), 400, lost)
    // None of that ended the real one.
    expect((await get(path, mine.cookie)).statusCode).toBe(200)
  })

  it('by a callback that was used', async () => {
    await employ()
    const begun = await start()
    const path = await callback(begun)
    expect((await get(path, begun.cookie)).statusCode).toBe(200)
    await server.context.db.deleteFrom('staff_sessions').execute()
    await refused(await get(path, begun.cookie), 400, 'used already')
  })

  it('by a sign-in that took too long', async () => {
    await employ()
    const begun = await start()
    const path = await callback(begun)
    const now = Date.now()
    try {
      vi.setSystemTime(now + 11 * 60_000)
      await refused(await get(path, begun.cookie), 400, 'took too long')
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    ['another nonce', (address: URL) => address.searchParams.set('nonce', 'n'.repeat(43))],
    ['no nonce', (address: URL) => address.searchParams.delete('nonce')],
    ['another PKCE challenge', (address: URL) => address.searchParams.set('code_challenge', 'c'.repeat(43))],
    ['a code of another client', (address: URL) => address.searchParams.set('client_id', OTHER_CLIENT.id)],
  ])('with %s', async (_what, change) => {
    await employ()
    const begun = await start('/', change)
    await refused(await get(await callback(begun), begun.cookie), 400, 'does not fit')
  })

  it('with an answer of another issuer, or a made-up code', async () => {
    await employ()
    for (const change of [
      (path: string) => path.replace(/iss=[^&]+/, `iss=${encodeURIComponent('https://evil.example')}`),
      (path: string) => path.replace(/code=[^&]+/, 'code=made-up'),
    ]) {
      const begun = await start()
      const path = await callback(begun)
      expect(change(path)).not.toBe(path)
      await refused(await get(change(path), begun.cookie), 400, 'does not fit')
    }
  })

  it('when the provider says no', async () => {
    await employ()
    const begun = await start()
    const { searchParams } = new URL(begun.location)
    const iss = encodeURIComponent(idp.issuer)
    const path = `/signin/callback?error=access_denied&state=${searchParams.get('state')}&iss=${iss}`
    await refused(await get(path, begun.cookie), 403, 'did not let you in')
  })

  it.each([
    ['not verified', { email_verified: false }],
    ['not said to be verified', { email_verified: undefined }],
    ['verified in words only', { email_verified: 'true' }],
    ['of another domain', { email: 'jo.teacher@school.example.evil.example' }],
    ['no address', { email: 'school.example' }],
  ])('with an address that is %s', async (_what, claims) => {
    await employ()
    idp.account = { ...JO, ...claims, groups: ['it'] }
    await refused(await signIn(), 403, 'does not vouch')
  })

  it('who is disabled, before and after the account is bound', async () => {
    const person = await employ()
    await setDisabled(server.context.db, person, true, Date.now())
    await refused(await signIn(), 403, 'switched off')
    await setDisabled(server.context.db, person, false, Date.now())
    expect((await signIn()).statusCode).toBe(200)
    await setDisabled(server.context.db, person, true, Date.now())
    await server.context.db.deleteFrom('staff_sessions').execute()
    await refused(await signIn(), 403, 'switched off')
  })
})

describe('a browser that had a cookie before', () => {
  it('gets another session, and the one it had ends', async () => {
    const person = await employ()
    const fixed = await memberCookie(server, 'attacker@school.example', ['teacher'])
    const answer = await signIn(fixed.cookie)
    expect(sessionOf(answer)).not.toBe(fixed.cookie)
    expect((await get('/admin/session', fixed.cookie)).statusCode).toBe(401)
    const sessions = await server.context.db
      .selectFrom('staff_sessions')
      .select('person')
      .where('ended', 'is', null)
      .execute()
    expect(sessions).toEqual([{ person }])
  })
})

describe('where it goes on afterwards', () => {
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'evil',
    '',
    '/"><script>',
    '/a\r\nSet-Cookie: x=1',
    '/@evil.example',
    'http:/evil.example',
  ])('is never %j', async (returnTo) => {
    const answer = await get(`/signin/start?returnTo=${encodeURIComponent(returnTo)}`)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('returnTo')
    expect(answer.headers.location).toBeUndefined()
  })

  it('under another name of this server, is begun under its own name', async () => {
    const answer = await get('/signin/start?returnTo=/x', '', 'kerb.internal')
    expect(answer.headers.location).toBe(`${ORIGIN}/signin/start?returnTo=%2Fx`)
    expect(answer.cookies).toEqual([])
  })
})

describe('a provider that does not answer', () => {
  const linkWorks = async () => {
    const link = await createLink(server.context.db, Date.now())
    const headers = { host: HOST, origin: ORIGIN }
    const sent = await server.app.inject({
      method: 'POST',
      url: '/admin/session',
      headers,
      payload: { link },
    })
    return sent.statusCode === 200
  }

  it('is said in words, at the start and on the way back; signing in by link goes on', async () => {
    await employ()
    const begun = await start()
    const path = await callback(begun)
    await idp.close()
    await refused(await get(path, begun.cookie), 503, 'does not answer')
    await server.close()
    server = await testServer(variables())
    const answer = await get('/signin/start')
    await refused(answer, 503, 'npm run admin-link')
    expect(answer.headers['retry-after']).toBe('30')
    expect(await linkWorks()).toBe(true)
  })

  it('is asked again by the next, and found when it is back', async () => {
    const port = Number(new URL(idp.issuer).port)
    await idp.close()
    expect((await get('/signin/start')).statusCode).toBe(503)
    idp = await testProvider(`${ORIGIN}/signin/callback`, port)
    expect((await get('/signin/start')).statusCode).toBe(303)
  })

  it('but keeps the line open is given up after seconds', async () => {
    const silent: Server = createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise((done) => silent.once('listening', done))
    const { port } = silent.address() as AddressInfo
    await server.close()
    server = await testServer(variables({ KERB_OIDC_ISSUER: `http://127.0.0.1:${port}` }))
    await refused(await get('/signin/start'), 503, 'does not answer')
    silent.closeAllConnections()
    silent.close()
  })

  it('or does not know this server is named as a wrong setting', async () => {
    await employ()
    await server.close()
    server = await testServer(variables({ KERB_OIDC_CLIENT_SECRET: 'wrong' }))
    await refused(await signIn(), 503, 'client id or secret')
  })
})
