/** Google and Microsoft: whose accounts come in, which settings are refused, and by which name. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import {
  CLIENT,
  testProvider,
  type TestProvider,
  throughProvider,
} from '../../tests/fixtures/oidc-provider.ts'
import { readEnvironment } from '../environment.ts'
import { testServer, type TestServer } from '../testing.ts'

const HOST = 'localhost:8460'
const ORIGIN = `http://${HOST}`
const TENANT = '11111111-2222-3333-4444-555555555555'
const OTHER_TENANT = '99999999-2222-3333-4444-555555555555'

let idp: TestProvider | undefined
let server: TestServer | undefined
afterEach(async () => {
  await server?.close()
  await idp?.close()
  server = idp = undefined
})

/** Signs in with these claims; the status and words of the page, and what was asked of the provider. */
async function arriveWith(variables: Record<string, string>, claims: Record<string, unknown>) {
  idp = await testProvider(`${ORIGIN}/signin/callback`)
  server = await testServer({
    KERB_PUBLIC_URL: ORIGIN,
    KERB_OIDC_ISSUER: idp.issuer,
    KERB_OIDC_CLIENT_ID: CLIENT.id,
    KERB_OIDC_CLIENT_SECRET: CLIENT.secret,
    KERB_OIDC_ROLES: 'staff=teacher',
    ...variables,
  })
  idp.account = { sub: 'jo', email: 'jo@school.example', groups: ['staff'], ...claims }
  const start = await server.app.inject({ url: '/signin/start', headers: { host: HOST } })
  const back = await throughProvider(String(start.headers.location), idp.issuer)
  const cookie = String(start.headers['set-cookie']).split(';')[0] ?? ''
  const answer = await server.app.inject({
    url: back.pathname + back.search,
    headers: { host: HOST, cookie },
  })
  const people = await server.context.db.selectFrom('staff').select('person').execute()
  return {
    status: answer.statusCode,
    body: answer.body,
    staff: people.length,
    asked: new URL(String(start.headers.location)).searchParams,
  }
}

describe('Google', () => {
  const google = { KERB_OIDC_PROVIDER: 'google', KERB_OIDC_ALLOWED: 'school.example' }

  it('lets the school’s hosted domain in, and has the account chosen', async () => {
    const { status, staff, asked } = await arriveWith(google, { hd: 'school.example', email_verified: true })
    expect({ status, staff }).toEqual({ status: 200, staff: 1 })
    expect([asked.get('hd'), asked.get('prompt')]).toEqual(['school.example', 'select_account'])
  })

  it.each([
    ['no hosted domain, whatever the address says', {}],
    ['another hosted domain', { hd: 'other.example' }],
    ['a list of hosted domains', { hd: ['school.example'] }],
  ])('turns away %s', async (_what, claims) => {
    const { status, body, staff } = await arriveWith(google, { email_verified: true, ...claims })
    expect({ status, staff }).toEqual({ status: 403, staff: 0 })
    expect(body).toContain('does not belong to the school')
  })
})

describe('Microsoft', () => {
  const microsoft = { KERB_OIDC_PROVIDER: 'microsoft', KERB_OIDC_ALLOWED: `school.example, ${TENANT}` }

  it.each([true, 1, '1', 'true'])(
    'lets the school’s tenant in with a proved address: xms_edov %j',
    async (xms_edov) => {
      const { status, staff } = await arriveWith(microsoft, { tid: TENANT, xms_edov })
      expect({ status, staff }).toEqual({ status: 200, staff: 1 })
    },
  )

  it.each([
    ['an account of another tenant', { tid: OTHER_TENANT, xms_edov: true }, 'does not belong'],
    ['an account without a tenant', { xms_edov: true }, 'does not belong'],
    ['an address that anybody may have written there', { tid: TENANT }, 'does not vouch'],
    [
      'an address of which only email_verified is said',
      { tid: TENANT, email_verified: true },
      'does not vouch',
    ],
    [
      'a proved address of another domain',
      { tid: TENANT, xms_edov: true, email: 'jo@other.example' },
      'does not vouch',
    ],
  ])('turns away %s', async (_what, claims, words) => {
    const { status, body, staff } = await arriveWith(microsoft, claims)
    expect({ status, staff }).toEqual({ status: 403, staff: 0 })
    expect(body).toContain(words)
  })
})

describe('the settings', () => {
  const google = {
    KERB_PUBLIC_URL: 'https://kerb.school.example',
    KERB_OIDC_ISSUER: 'https://accounts.google.com',
    KERB_OIDC_CLIENT_ID: 'id',
    KERB_OIDC_CLIENT_SECRET: 'secret',
    KERB_OIDC_ALLOWED: 'school.example, Staff.School.example',
  }
  const entra = {
    ...google,
    KERB_OIDC_ISSUER: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    KERB_OIDC_ALLOWED: 'school.example',
  }

  it('of Google and of Entra are read whole', () => {
    expect(readEnvironment({}).oidc).toBeNull()
    expect(readEnvironment(google).oidc).toMatchObject({
      kind: 'google',
      name: 'Google',
      redirect: 'https://kerb.school.example/signin/callback',
      domains: ['school.example', 'staff.school.example'],
      roles: [],
    })
    const roles = `Kerb teachers = teacher\nroles:Kerb.Dsl=dsl,${TENANT}=network`
    expect(readEnvironment({ ...entra, KERB_OIDC_ROLES: roles }).oidc).toMatchObject({
      kind: 'microsoft',
      tenants: [TENANT],
      roles: [
        { claim: 'groups', value: 'Kerb teachers', role: 'teacher' },
        { claim: 'roles', value: 'Kerb.Dsl', role: 'dsl' },
        { claim: 'groups', value: TENANT, role: 'network' },
      ],
    })
  })

  it('may keep the secret in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kerb-secret-'))
    const file = join(folder, 'secret')
    writeFileSync(file, 'from a file\n')
    const { KERB_OIDC_CLIENT_SECRET: _secret, ...rest } = google
    expect(readEnvironment({ ...rest, KERB_OIDC_CLIENT_SECRET_FILE: file }).oidc?.clientSecret).toBe(
      'from a file',
    )
    writeFileSync(file, '\n')
    expect(() => readEnvironment({ ...rest, KERB_OIDC_CLIENT_SECRET_FILE: file })).toThrow('is empty')
    rmSync(folder, { recursive: true })
    expect(() => readEnvironment({ ...rest, KERB_OIDC_CLIENT_SECRET_FILE: file })).toThrow('cannot be read')
  })

  it.each([
    [{ KERB_OIDC_CLIENT_ID: '' }, 'KERB_OIDC_CLIENT_ID'],
    [{ KERB_OIDC_CLIENT_SECRET: '' }, 'KERB_OIDC_CLIENT_SECRET'],
    [{ KERB_OIDC_CLIENT_SECRET_FILE: '/x' }, 'not both'],
    [{ KERB_OIDC_ALLOWED: '' }, 'KERB_OIDC_ALLOWED'],
    [{ KERB_OIDC_ALLOWED: 'school' }, '"school" is neither'],
    [{ KERB_OIDC_ALLOWED: `school.example ${TENANT}` }, 'Microsoft only'],
    [{ KERB_OIDC_ROLES: 'staff' }, '"staff" must be'],
    [{ KERB_OIDC_ROLES: 'staff=owner' }, 'teacher, dsl, network, governor'],
    [{ KERB_OIDC_ISSUER: 'http://accounts.google.com' }, 'KERB_OIDC_ISSUER: must be https'],
    [{ KERB_OIDC_ISSUER: 'http://127.0.0.1.evil.example' }, 'KERB_OIDC_ISSUER: must be https'],
    [{ KERB_OIDC_ISSUER: '' }, 'means nothing without KERB_OIDC_ISSUER'],
    [{ KERB_OIDC_ISSUER: 'accounts' }, 'KERB_OIDC_ISSUER'],
    [{ KERB_OIDC_PROVIDER: 'other' }, 'KERB_OIDC_PROVIDER'],
    [{ KERB_PUBLIC_URL: '' }, 'KERB_PUBLIC_URL'],
    [{ KERB_PUBLIC_URL: 'http://kerb.school.example' }, 'KERB_PUBLIC_URL: must be https'],
  ])('of Google are refused by name: %j', (change, words) => {
    expect(() => readEnvironment({ ...google, ...change })).toThrow(words)
  })

  const OPEN_TO_ALL = ['common', 'organizations', 'consumers'].map(
    (tenant): [Record<string, string>, string] => [
      { KERB_OIDC_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0` },
      `"${tenant}" would let accounts of any organisation in`,
    ],
  )
  it.each<[Record<string, string>, string]>([
    ...OPEN_TO_ALL,
    [{ KERB_OIDC_ALLOWED: TENANT }, 'give the domains'],
    [{ KERB_OIDC_ALLOWED: `school.example ${OTHER_TENANT}` }, 'not among the tenants'],
  ])('of Entra are refused by name: %j', (change, words) => {
    expect(() => readEnvironment({ ...entra, ...change })).toThrow(words)
  })
})
