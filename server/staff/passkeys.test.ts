/** A school without a provider: invitation, passkeys, signing in with them, and what must not work. */
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Authenticator, type Wrongs } from '../../tests/fixtures/authenticator.ts'
import { bytesBelow } from '../testing-disk.ts'
import { memberCookie } from '../testing-staff.ts'
import { testServer, type TestServer } from '../testing.ts'
import { createInvitation, INVITATION_LIFE } from './invitations.ts'
import { forgetWays, setDisabled } from './members.ts'
import { relyingParty } from './passkeys.ts'
import { setRoles } from './roles.ts'

const HOST = 'localhost:8460'
const ORIGIN = `http://${HOST}`

let server: TestServer
let person: number
let phone: Authenticator

beforeEach(async () => {
  server = await testServer({ KERB_PUBLIC_URL: ORIGIN })
  const { db, people } = server.context
  person = await people.numberOf(db, 'jo@school.example')
  await setRoles(db, person, 'administrator', ['teacher'], Date.now())
  phone = new Authenticator(ORIGIN)
})
afterEach(() => server.close())

interface Asked {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  /** Every cookie that was set, ready to be sent back. */
  readonly cookie: string
}
async function ask(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  payload?: object,
  cookie = '',
): Promise<Asked> {
  const headers = { host: HOST, origin: ORIGIN, ...(cookie ? { cookie } : {}) }
  const answer = await server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return {
    status: answer.statusCode,
    body: answer.body === '' ? {} : answer.json<Record<string, unknown>>(),
    cookie: answer.cookies
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => `${name}=${value}`)
      .join('; '),
  }
}
const optionsOf = ({ body }: Asked) => body['options'] as Record<string, unknown>
const errorOf = ({ status, body }: Asked) => [status, body['error']]

const invite = async (now = Date.now()) => (await createInvitation(server.context.db, person, now)).link

/** From the invitation to the first session. */
async function register(authenticator = phone, wrong: Wrongs = {}): Promise<Asked> {
  const opened = await ask('POST', '/signin/invitation', { link: await invite() })
  expect(opened.status).toBe(200)
  const credential = authenticator.create(optionsOf(opened), wrong)
  return ask('POST', '/signin/invitation/passkey', { credential, label: 'Phone' }, opened.cookie)
}
async function signIn(wrong: Wrongs = {}, authenticator = phone): Promise<Asked> {
  const asked = await ask('POST', '/signin/passkey/options')
  return ask(
    'POST',
    '/signin/passkey',
    { credential: authenticator.get(optionsOf(asked), wrong) },
    asked.cookie,
  )
}

describe('an invitation', () => {
  it('says whom it is for, asks for a passkey that verifies its owner, and signs in with it', async () => {
    const opened = await ask('POST', '/signin/invitation', { link: await invite() })
    expect(opened.body).toMatchObject({
      name: 'jo@school.example',
      options: {
        rp: { id: 'localhost' },
        attestation: 'none',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      },
    })
    const made = await ask(
      'POST',
      '/signin/invitation/passkey',
      { credential: phone.create(optionsOf(opened)) },
      opened.cookie,
    )
    expect([made.status, made.body['roles'], made.body['how']]).toEqual([200, ['teacher'], 'passkey'])
    expect((await ask('GET', '/admin/session', undefined, made.cookie)).status).toBe(200)
  })

  it('works once, also when two browsers opened it', async () => {
    const link = await invite()
    const [one, two] = [
      await ask('POST', '/signin/invitation', { link }),
      await ask('POST', '/signin/invitation', { link }),
    ]
    const send = (opened: Asked) =>
      ask(
        'POST',
        '/signin/invitation/passkey',
        { credential: phone.create(optionsOf(opened)) },
        opened.cookie,
      )
    const answers = await Promise.all([send(one), send(two)])
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 401])
    expect(errorOf(await ask('POST', '/signin/invitation', { link }))).toEqual([401, 'invitation'])
    const kept = await server.context.db.selectFrom('staff_passkeys').select('id').execute()
    expect(kept).toHaveLength(1)
  })

  it('ends by time, by a newer one, by being disabled, by a reset; and is not guessed', async () => {
    const { db } = server.context
    const opens = async (link: string) => (await ask('POST', '/signin/invitation', { link })).status
    expect(await opens('made-up')).toBe(401)
    expect(await opens(await invite(Date.now() - INVITATION_LIFE))).toBe(401)
    const first = await invite()
    const second = await invite()
    expect([await opens(first), await opens(second)]).toEqual([401, 200])
    await setDisabled(db, person, true, Date.now())
    await setDisabled(db, person, false, Date.now())
    expect(await opens(second)).toBe(401)
    const third = await invite()
    await forgetWays(db, person, Date.now())
    expect(await opens(third)).toBe(401)
  })

  it.each<[string, Wrongs]>([
    ['for another origin', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without verifying its owner', { unverified: true }],
    ['for another challenge', { challenge: 'AAAA' }],
  ])('takes no passkey that was made %s, and is not used up by it', async (_what, wrong) => {
    expect(errorOf(await register(phone, wrong))).toEqual([422, 'passkey'])
    expect(await server.context.db.selectFrom('staff_passkeys').select('id').execute()).toEqual([])
    expect((await register()).status).toBe(200)
  })

  it('takes no passkey from a browser that did not open it', async () => {
    const opened = await ask('POST', '/signin/invitation', { link: await invite() })
    const credential = phone.create(optionsOf(opened))
    expect(errorOf(await ask('POST', '/signin/invitation/passkey', { credential }))).toEqual([
      400,
      'passkey-lost',
    ])
    const signingIn = await ask('POST', '/signin/passkey/options')
    const swapped = signingIn.cookie.replace('sign-in', 'invitation')
    expect(errorOf(await ask('POST', '/signin/invitation/passkey', { credential }, swapped))).toEqual([
      400,
      'passkey-lost',
    ])
  })
})

describe('a passkey', () => {
  it('signs in without a name being typed, again and again', async () => {
    await register()
    for (let i = 0; i < 3; i += 1) {
      const answer = await signIn()
      expect([answer.status, answer.body['name']]).toEqual([200, 'jo@school.example'])
      expect((await ask('GET', '/admin/session', undefined, answer.cookie)).body).toMatchObject({
        how: 'passkey',
      })
    }
  })

  it('that is copied between devices on purpose has no counter, and works', async () => {
    const synced = new Authenticator(ORIGIN, 0)
    expect((await register(synced)).status).toBe(200)
    expect([(await signIn({}, synced)).status, (await signIn({}, synced)).status]).toEqual([200, 200])
  })

  it.each<[string, Wrongs]>([
    ['for another origin', { origin: 'https://evil.example' }],
    ['for another host', { rpId: 'evil.example' }],
    ['without verifying its owner', { unverified: true }],
    ['for another challenge', { challenge: 'AAAA' }],
    ['with a counter that did not rise', { counter: 1 }],
    ['with a counter that went back to nothing', { counter: 0 }],
    ['for somebody else', { handle: 'AAAA' }],
    ['for nobody', { handle: undefined }],
  ])('is refused when it answers %s', async (_what, wrong) => {
    await register()
    const answer = await signIn(wrong)
    expect(errorOf(answer)).toEqual([401, 'passkey'])
    expect(answer.cookie).not.toContain('kerb=')
  })

  it('answers each challenge once, and only in the browser that asked', async () => {
    const synced = new Authenticator(ORIGIN, 0)
    await register(synced)
    const asked = await ask('POST', '/signin/passkey/options')
    const credential = synced.get(optionsOf(asked))
    expect(errorOf(await ask('POST', '/signin/passkey', { credential }))).toEqual([400, 'passkey-lost'])
    expect((await ask('POST', '/signin/passkey', { credential }, asked.cookie)).status).toBe(200)
    expect(errorOf(await ask('POST', '/signin/passkey', { credential }, asked.cookie))).toEqual([
      400,
      'passkey-used',
    ])
    const other = await ask('POST', '/signin/passkey/options')
    expect(errorOf(await ask('POST', '/signin/passkey', { credential }, other.cookie))).toEqual([
      401,
      'passkey',
    ])
  })

  it('of somebody who is disabled, without a role, or reset does not sign in', async () => {
    const { db } = server.context
    await register()
    await setDisabled(db, person, true, Date.now())
    expect(errorOf(await signIn())).toEqual([403, 'disabled'])
    await setDisabled(db, person, false, Date.now())
    await setRoles(db, person, 'administrator', [], Date.now())
    expect(errorOf(await signIn())).toEqual([403, 'disabled'])
    await setRoles(db, person, 'administrator', ['teacher'], Date.now())
    expect((await signIn()).status).toBe(200)
    await forgetWays(db, person, Date.now())
    expect(errorOf(await signIn())).toEqual([401, 'passkey'])
  })

  it('is kept without a name in clear', async () => {
    await register()
    const text = bytesBelow(join(server.folder, 'data')).toString('latin1')
    for (const word of ['jo@school', 'Phone', String(phone.keys[0]?.handle)]) expect(text).not.toContain(word)
  })
})

describe('one’s own passkeys', () => {
  const labels = ({ body }: Asked) =>
    (body['passkeys'] as { label: string; id: number }[]).map(({ label }) => label)

  it('can be several; one is removed and opens nothing any more, the others do', async () => {
    const { cookie } = await register()
    const key = new Authenticator(ORIGIN)
    const asked = await ask('POST', '/admin/passkeys/options', undefined, cookie)
    expect((optionsOf(asked)['excludeCredentials'] as { id: string }[]).map(({ id }) => id)).toEqual([
      phone.keys[0]?.id,
    ])
    const body = { credential: key.create(optionsOf(asked)), label: 'Key on my ring' }
    const added = await ask('POST', '/admin/passkeys', body, `${cookie}; ${asked.cookie}`)
    expect(labels(added)).toEqual(['Key on my ring', 'Phone'])
    const [, first] = added.body['passkeys'] as { id: number }[]
    const left = await ask('DELETE', `/admin/passkeys/${first?.id}`, undefined, cookie)
    expect(labels(left)).toEqual(['Key on my ring'])
    expect([(await signIn()).status, (await signIn({}, key)).status]).toEqual([401, 200])
  })

  it('are not made by an old session, nor for whoever sat there before, nor by the one-time link', async () => {
    const { cookie } = await register()
    const asked = await ask('POST', '/admin/passkeys/options', undefined, cookie)
    const credential = new Authenticator(ORIGIN).create(optionsOf(asked))
    const next = await memberCookie(server, 'sam@school.example', ['teacher'])
    const theirs = await ask('POST', '/admin/passkeys', { credential }, `${next.cookie}; ${asked.cookie}`)
    expect(errorOf(theirs)).toEqual([400, 'passkey-lost'])
    await server.context.db
      .updateTable('staff_sessions')
      .set({ created: Date.now() - 16 * 60_000 })
      .execute()
    const late = await ask('POST', '/admin/passkeys/options', undefined, cookie)
    expect(errorOf(late)).toEqual([403, 'sign-in-again'])
    const sent = await ask('POST', '/admin/passkeys', { credential }, `${cookie}; ${asked.cookie}`)
    expect(errorOf(sent)).toEqual([403, 'sign-in-again'])
  })

  it('are removed by their owner only', async () => {
    await register()
    const { id } = await server.context.db.selectFrom('staff_passkeys').select('id').executeTakeFirstOrThrow()
    const other = await memberCookie(server, 'sam@school.example', ['network'])
    const tried = await ask('DELETE', `/admin/passkeys/${id}`, undefined, other.cookie)
    expect(errorOf(tried)).toEqual([404, 'not-found'])
    expect((await signIn()).status).toBe(200)
  })
})

it('passkeys are bound to the console’s own host, and offered only where browsers have them', () => {
  const at = (publicUrl?: string) => relyingParty(publicUrl === undefined ? {} : { publicUrl })
  expect(at('https://kerb.school.example:8443')).toEqual({
    id: 'kerb.school.example',
    origin: 'https://kerb.school.example:8443',
  })
  expect(at('http://localhost:8460')?.id).toBe('localhost')
  for (const none of [
    undefined,
    'https://192.0.2.1',
    'https://[::1]',
    'http://kerb.school.example',
    'http://127.0.0.1',
  ]) {
    expect(at(none)).toBeNull()
  }
})
