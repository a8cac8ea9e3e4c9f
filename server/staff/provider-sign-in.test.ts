/** Staff sign in through a real provider: who comes in, as whom, and where they go on. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bytesBelow } from '../testing-disk.ts'
import { memberCookie } from '../testing-staff.ts'
import { forgetWays } from './members.ts'
import { JO, ORIGIN, providerStage } from '../../tests/fixtures/provider-stage.ts'

const stage = providerStage()
const { get, sessionOf, employ, start, callback, signIn, refused, numberOfJo } = stage

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
    const audit = await stage.server.context.db
      .selectFrom('audit')
      .select(['actor', 'action', 'subject'])
      .execute()
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
    stage.idp.account = { sub: JO.sub, email: 'jo.married@elsewhere.example', email_verified: false }
    expect((await signIn()).statusCode).toBe(200)
  })

  it('refuses the same address with another account, until the administrator resets the sign-in', async () => {
    await employ()
    await signIn()
    await stage.server.context.db.deleteFrom('staff_sessions').execute()
    stage.idp.account = { ...JO, sub: 'JO-1' }
    await refused(await signIn(), 403, 'with another account')
    await forgetWays(stage.server.context.db, await numberOfJo(), Date.now())
    expect((await signIn()).statusCode).toBe(200)
  })

  it('takes roles from groups, and takes them back with the sessions when the group is gone', async () => {
    stage.idp.account = { ...JO, groups: ['Teaching staff', 'Choir'], roles: ['Kerb.Safeguarding'] }
    const first = await signIn()
    const cookie = sessionOf(first)
    expect((await get('/admin/session', cookie)).json()).toMatchObject({ roles: ['teacher', 'dsl'] })
    stage.idp.account = { ...JO, groups: ['Teaching staff'] }
    const second = await signIn()
    expect((await get('/admin/session', sessionOf(second))).json()).toMatchObject({ roles: ['teacher'] })
    expect((await get('/admin/session', cookie)).statusCode).toBe(401)
    stage.idp.account = { ...JO, groups: [] }
    const third = await signIn()
    expect(third.statusCode).toBe(403)
    expect((await get('/admin/session', sessionOf(second))).statusCode).toBe(401)
  })

  it('gives somebody without a role a plain page, and keeps nothing about them', async () => {
    stage.idp.account = {
      sub: 'amy',
      email: 'amy.pupil@school.example',
      email_verified: true,
      name: 'Amy',
      groups: ['Year 7'],
    }
    await refused(await signIn(), 403, 'no role in Kerb')
    const { db } = stage.server.context
    for (const table of ['people', 'staff', 'staff_accounts'] as const) {
      expect(await db.selectFrom(table).select('person').execute()).toEqual([])
    }
  })

  it('keeps no address, name, subject or code in clear', async () => {
    await employ()
    const begun = await start()
    const path = await callback(begun)
    await get(path, begun.cookie)
    const folder = join(stage.server.folder, 'data')
    const bytes = bytesBelow(folder)
    const code = new URL(path, ORIGIN).searchParams.get('code') ?? 'none'
    for (const word of ['jo.teacher', 'Jo Teacher', JO.sub, code]) {
      expect(bytes.toString('latin1').toLowerCase()).not.toContain(word.toLowerCase())
    }
  })
})

describe('a browser that had a cookie before', () => {
  it('gets another session, and the one it had ends', async () => {
    const person = await employ()
    const fixed = await memberCookie(stage.server, 'attacker@school.example', ['teacher'])
    const answer = await signIn(fixed.cookie)
    expect(sessionOf(answer)).not.toBe(fixed.cookie)
    expect((await get('/admin/session', fixed.cookie)).statusCode).toBe(401)
    const sessions = await stage.server.context.db
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

  it('under another name of this stage.server, is begun under its own name', async () => {
    const answer = await get('/signin/start?returnTo=/x', '', 'kerb.internal')
    expect(answer.headers.location).toBe(`${ORIGIN}/signin/start?returnTo=%2Fx`)
    expect(answer.cookies).toEqual([])
  })
})
