/** Hostile input on every route: always a 4xx that says what to fix, never a 5xx, never a lost row. */
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { fc } from '@fast-check/vitest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../lib/protocol/rows.ts'
import { toBase64url, utf8 } from '../../lib/protocol/bytes.ts'
import { createLink } from '../../server/staff/links.ts'
import { TestDevice, testServer, type TestServer, visit } from '../../server/testing.ts'
import { budget, seed } from '../rig/budget.ts'

const RUNS = budget('hostile-requests')
const ORIGIN = { host: 'localhost:80', origin: 'http://localhost:80' }
const STORED = 50

let server: TestServer
let device: TestDevice
let cookie: string
beforeAll(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  await device.activity(Array.from({ length: STORED }, (_, i) => visit(i + 1)))
  const link = await createLink(server.context.db, Date.now())
  const signedIn = await server.app.inject({
    method: 'POST',
    url: '/admin/session',
    headers: ORIGIN,
    payload: { link },
  })
  cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
})
afterAll(() => server.close())

/** No row is lost or changed, and the server still works. */
async function nothingLost(): Promise<void> {
  const rows = await server.context.db
    .selectFrom('rows')
    .innerJoin('installations', 'installations.id', 'rows.installation')
    .select(['seq', 'kind', 'host'])
    .where('installations.installation', '=', device.id)
    .where('seq', '<=', STORED)
    .execute()
  expect(rows).toHaveLength(STORED)
  expect(rows.every((row) => row.kind === 'visit' && row.host === 'maths.example.org')).toBe(true)
  expect((await device.heartbeat(STORED)).status).toBe(200)
}

const POSTS = [
  '/v1/enrol',
  '/v1/heartbeat',
  '/v1/activity',
  '/admin/session',
  '/admin/window',
  '/admin/tokens',
  '/admin/expected',
  '/admin/policy/check',
  '/admin/policy/diff',
  '/admin/policy/publish',
  '/admin/lists/check',
  '/admin/lists/publish',
] as const
const GETS = [
  '/',
  '/healthz',
  '/metrics',
  '/v1/nonce',
  '/v1/policy',
  '/v1/lists',
  '/admin/fleet',
  '/admin/tokens',
  '/docs/json',
]

const claim = { platform: 'Linux', browser: 'x', extension: '1', ephemeral: false }
/** Bodies that are right, to be spoiled in one place. */
const right = (url: string): Record<string, unknown> =>
  ({
    '/v1/enrol': { token: server.token, publicKey: toBase64url(device.spki), claim },
    '/v1/heartbeat': { written: 1, claim, problems: [{ code: 'a', detail: 'b' }] },
    '/v1/activity': {
      written: 99,
      keys: [device.sessionKey],
      rows: [{ seq: 60, key: 's1', nonce: 'A'.repeat(16), sealed: 'AAAA' }],
    },
    '/admin/window': { most: 3, minutes: 5 },
    '/admin/tokens': { label: 'x', days: 3 },
    '/admin/expected': { devices: [{ kind: 'asset', value: 'x' }] },
  })[url] ?? { document: { segments: [] }, note: '', link: 'x' }

const nasty = fc.oneof(
  fc.anything({ withBigInt: false, withDate: false, withNullPrototype: true }),
  fc.constantFrom<unknown>(
    '\u0000',
    '\ud800',
    '__proto__',
    '%00',
    "'; DROP TABLE rows; --",
    '../../etc/passwd',
    -1,
    1e308,
    2 ** 53,
    0.5,
    { toString: 1 },
    { __proto__: [] },
    [[[[]]]],
    'x'.repeat(20_000),
  ),
  fc.string({ unit: 'binary' }),
)

/** Puts `value` somewhere into `body`: on a field, into a nested one, or beside them. */
function spoil(body: Record<string, unknown>, path: number, value: unknown): unknown {
  const copy = structuredClone(body)
  const places: [Record<string, unknown>, string][] = []
  const walk = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return
    for (const key of Object.keys(at)) {
      places.push([at as Record<string, unknown>, key])
      walk((at as Record<string, unknown>)[key])
    }
  }
  walk(copy)
  places.push([copy, 'extra'])
  const [where, key] = places[path % places.length] ?? [copy, 'extra']
  where[key] = value
  return copy
}

const json = (value: unknown): Uint8Array<ArrayBuffer> => utf8(JSON.stringify(value) ?? 'null')

const body = (url: string) =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(fc.nat(50), nasty).map(([path, value]) => json(spoil(right(url), path, value))),
    },
    { weight: 1, arbitrary: nasty.map(json) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 500 }).map((bytes) => new Uint8Array(bytes)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('[', '{"a":', '[['.repeat(20_000), '"\ud800"', '\ufeff{}', 'NaN').map(utf8),
    },
  )
const header = fc.stringMatching(/^[\t\x20-\x7e]{0,120}$/)
const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'text/plain',
      'multipart/form-data',
      '',
    ),
    'content-encoding': fc.constantFrom('gzip', 'br', 'identity', 'gzip, gzip', 'deflate'),
    'if-none-match': header,
    signature: header,
    'signature-input': header,
    'content-digest': header,
    cookie: header,
    accept: header,
    'accept-encoding': header,
    'x-forwarded-for': header,
    'sec-fetch-site': header,
  },
  { requiredKeys: [] },
)

/** Sends with the right authority, spoiled by `extra`, and looks at the answer. */
async function send(
  url: string,
  payload: Uint8Array<ArrayBuffer>,
  signed: boolean,
  gzip: boolean,
  extra: Record<string, string>,
) {
  const sent = gzip ? new Uint8Array(gzipSync(payload)) : payload
  const response = await server.app.inject({
    method: 'POST',
    url,
    headers: {
      ...ORIGIN,
      cookie,
      'content-type': 'application/json',
      ...(gzip ? { 'content-encoding': 'gzip' } : {}),
      ...(signed && url.startsWith('/v1') ? await device.sign('POST', url, sent) : {}),
      ...extra,
    },
    payload: Buffer.from(sent),
  })
  inOrder(url, response)
}

/** A row that says anything at all, under a number of its own. */
const sealedAs = (seq: number, row: unknown): Row =>
  ({
    ...(typeof row === 'object' && row !== null && !('toJSON' in row) ? row : { row }),
    seq,
  }) as unknown as Row

/** What was answered, by route: a test that never gets past the signature would prove little. */
const answered = new Map<string, Set<number>>()

function inOrder(url: string, response: { statusCode: number; body: string }): void {
  const { statusCode: status } = response
  answered.set(url, (answered.get(url) ?? new Set()).add(status))
  expect({ url, status, body: response.body }).toMatchObject({
    status: expect.toSatisfy((s: number) => s < 500),
  })
  if (status < 400) return
  const said = JSON.parse(response.body) as { error: string; message: string }
  expect(said).toMatchObject({ error: expect.any(String), message: expect.any(String) })
}

describe('hostile bodies and headers', { timeout: 300_000 }, () => {
  it.each(POSTS)('on %s', async (url) => {
    await fc.assert(
      fc.asyncProperty(
        body(url),
        fc.boolean(),
        fc.boolean(),
        fc.oneof(fc.constant({}), headers),
        send.bind(null, url),
      ),
      { numRuns: Math.ceil(RUNS / POSTS.length), seed: seed() },
    )
    await nothingLost()
    // Past the signature or the session, and as far as the schema: refused by it, or (a check of any JSON) past it.
    const reached = url === '/admin/session' ? [401] : [200, 422]
    expect({ url, answered: [...(answered.get(url) ?? [])] }).toMatchObject({
      answered: expect.toSatisfy((all: number[]) => reached.some((status) => all.includes(status))),
    })
  })

  it('inside sealed rows: each number is stored, and the good rows around them as they were', async () => {
    const sender = await TestDevice.confirmed(server)
    const spoiled = fc.tuple(fc.nat(20), nasty).map(([path, value]) => spoil({ ...visit(1) }, path, value))
    // What does not fit the wire's row is refused before it is sealed: that is another test's.
    const fits = (row: unknown) => (JSON.stringify(row) ?? '').length < 10_000
    const batches = fc.array(fc.oneof(spoiled, nasty).filter(fits), { minLength: 1, maxLength: 20 })
    let written = 0
    await fc.assert(
      fc.asyncProperty(batches, async (hostile) => {
        const first = written + 1
        const rows = [visit(first), ...hostile.map((row, i) => sealedAs(first + 1 + i, row))]
        written += rows.length
        const sealed = await Promise.all(rows.map((row) => sender.seal(row)))
        const sent = await sender.send('POST', '/v1/activity', {
          written,
          keys: [sender.sessionKey],
          rows: sealed,
        })
        expect(sent).toMatchObject({ status: 200, body: { acknowledged: written } })
      }),
      { numRuns: Math.ceil(RUNS / 20), seed: seed() },
    )
    await nothingLost()
  })

  it('in addresses', async () => {
    const query = fc.oneof(
      fc.webQueryParameters(),
      fc.constantFrom('%', '%00', '__proto__[a]=1', 'show=all&show=x', 'page=-1', 'page=99999'),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...GETS), query, headers, async (url, search, extra) => {
        const response = await server.app.inject({
          method: 'GET',
          url: `${url}?${search}`,
          headers: { cookie, ...extra },
        })
        if (url.startsWith('/v1') || url.startsWith('/admin')) inOrder(url, response)
        else
          expect({ url, status: response.statusCode }).toMatchObject({
            status: expect.toSatisfy((s: number) => s < 500),
          })
      }),
      { numRuns: RUNS, seed: seed() },
    )
    for (const url of [
      '/%',
      '/%00',
      '/..%2f..%2fetc/passwd',
      '//evil',
      '/admin/tokens/%',
      '/v1/',
      `/${'a'.repeat(5000)}`,
    ]) {
      for (const method of ['GET', 'POST', 'DELETE', 'PUT', 'OPTIONS', 'TRACE'] as const) {
        const { statusCode } = await server.app.inject({ method, url, headers: { ...ORIGIN, cookie } })
        expect({ url, method, statusCode }).toMatchObject({
          statusCode: expect.toSatisfy((s: number) => s >= 400 && s < 500),
        })
      }
    }
    await nothingLost()
  })

  it('below HTTP', async () => {
    const address = await server.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = new URL(address)
    const say = (text: string) =>
      new Promise<string>((done) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(text))
        let heard = ''
        socket.on('data', (part: Buffer) => (heard += part.toString('latin1')))
        socket.on('error', () => done(heard))
        socket.on('close', () => done(heard))
      })
    const head = 'Host: x\r\nContent-Type: application/json\r\n'
    for (const text of [
      'GARBAGE\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `POST /v1/enrol HTTP/1.1\r\n${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}`,
      `POST /v1/enrol HTTP/1.1\r\n${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST /v1/enrol HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n`,
      `POST /v1/enrol HTTP/1.1\r\n${head}Content-Length: 99999999\r\n\r\n{}`,
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`,
    ]) {
      expect(await say(text)).toMatch(/^(HTTP\/1\.1 4\d\d|$)/)
    }
    await nothingLost()
  })
})
