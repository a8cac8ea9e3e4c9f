/** Signed requests as the server takes them: over the bytes that arrived, once, and soon. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { utf8 } from '../lib/protocol/bytes.ts'
import { NONCE_LIFE, Nonces } from './device/nonces.ts'
import { nonceOf, TestDevice, testServer, type TestServer, visit } from './testing.ts'

let server: TestServer
let device: TestDevice
beforeAll(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
})
afterAll(() => server.close())

const beat = () => utf8(JSON.stringify({ written: 0, claim: device.claim, problems: [] }))
const post = (url: string, body: Uint8Array, headers: Record<string, string>, to = server) =>
  to.app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', ...headers },
    payload: Buffer.from(body),
  })

describe('a signed request', () => {
  it('is taken once; the same again is refused, whoever sends it', async () => {
    const headers = await device.sign('POST', '/v1/heartbeat', beat())
    expect((await post('/v1/heartbeat', beat(), headers)).statusCode).toBe(200)
    const again = await post('/v1/heartbeat', beat(), headers)
    expect(again.statusCode).toBe(401)
    expect(again.json()).toMatchObject({ error: 'nonce' })
  })

  it('is taken once when it is sent ten times at the same moment', async () => {
    const headers = await device.sign('POST', '/v1/heartbeat', beat())
    const sent = await Promise.all(Array.from({ length: 10 }, () => post('/v1/heartbeat', beat(), headers)))
    expect(sent.filter((r) => r.statusCode === 200)).toHaveLength(1)
  })

  it('recorded before a restart is worth nothing after it', async () => {
    const first = await testServer()
    const other = await TestDevice.confirmed(first)
    const headers = await other.sign('POST', '/v1/heartbeat', beat())
    const second = await first.restart()
    const replayed = await post('/v1/heartbeat', beat(), headers, second)
    expect(replayed.json()).toMatchObject({ error: 'nonce' })
    await second.close()
  })

  it('for one route or body does not pass for another', async () => {
    const elsewhere = await device.sign('POST', '/v1/activity', beat())
    expect((await post('/v1/heartbeat', beat(), elsewhere)).json()).toMatchObject({ error: 'signature' })
    const changed = await device.sign('POST', '/v1/heartbeat', beat())
    expect((await post('/v1/heartbeat', utf8('{}'), changed)).json()).toMatchObject({ error: 'signature' })
    const queried = await device.sign('POST', '/v1/heartbeat', beat())
    expect((await post('/v1/heartbeat?a', beat(), queried)).json()).toMatchObject({ error: 'signature' })
  })

  it('that is forged does not use up the nonce of an honest one', async () => {
    const nonce = await device.nonce()
    const forged = await device.sign('POST', '/v1/heartbeat', beat(), nonce)
    expect((await post('/v1/heartbeat', utf8('{}'), forged)).json()).toMatchObject({ error: 'signature' })
    const honest = await device.sign('POST', '/v1/heartbeat', beat(), nonce)
    expect((await post('/v1/heartbeat', beat(), honest)).statusCode).toBe(200)
  })

  it('signed by another key under this name is refused', async () => {
    const stranger = await TestDevice.make(server)
    const headers = await stranger.sign('POST', '/v1/heartbeat', beat())
    const input = (headers['Signature-Input'] ?? '').replace(stranger.id, device.id)
    const sent = await post('/v1/heartbeat', beat(), { ...headers, 'Signature-Input': input })
    expect(sent.json()).toMatchObject({ error: 'signature' })
  })

  it('of nobody we know is told so', async () => {
    const stranger = await TestDevice.make(server)
    expect(await stranger.heartbeat()).toMatchObject({ status: 401, body: { error: 'unknown-installation' } })
  })

  it('is answered with a fresh nonce, also when it is refused', async () => {
    const good = nonceOf(await device.heartbeat())
    expect((await device.send('POST', '/v1/heartbeat', { written: 0 }, { nonce: good })).status).toBe(422)
    const refused = await device.send('POST', '/v1/heartbeat', {}, { nonce: 'made-up' })
    expect(refused.body).toMatchObject({ error: 'nonce' })
    expect((await device.send('GET', '/v1/lists', undefined, { nonce: nonceOf(refused) })).status).toBe(404)
  })

  it('is verified over what arrived, before anything is unpacked: a bomb of a stranger never grows', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * 1024 * 1024, 32)))
    const headers = { 'content-encoding': 'gzip' }
    const unsigned = await post('/v1/activity', bomb, headers)
    expect(unsigned.json()).toMatchObject({ error: 'signature' })
    const signed = { ...headers, ...(await device.sign('POST', '/v1/activity', bomb)) }
    const sent = await post('/v1/activity', bomb, signed)
    expect(sent.statusCode).toBe(413)
    const small = new Uint8Array(gzipSync(Buffer.alloc(200_000, 32)))
    const beating = { ...headers, ...(await device.sign('POST', '/v1/heartbeat', small)) }
    expect((await post('/v1/heartbeat', small, beating)).statusCode).toBe(413)
  })

  it('that claims to be gzip and is not, or is cut off, is refused in words', async () => {
    const body = gzipSync(JSON.stringify({ written: 1, keys: [], rows: [await device.seal(visit(1))] }))
    for (const wrong of [utf8('{}'), new Uint8Array(body.subarray(0, 40))]) {
      const headers = { 'content-encoding': 'gzip', ...(await device.sign('POST', '/v1/activity', wrong)) }
      const sent = await post('/v1/activity', wrong, headers)
      expect(sent.statusCode).toBe(400)
      expect(sent.json()).toMatchObject({ error: 'encoding' })
    }
    const br = await device.send('POST', '/v1/activity', {}, { headers: { 'content-encoding': 'br' } })
    expect(br.status).toBe(415)
  })
})

describe('nonces', () => {
  it('live for a while, are good once, and cannot be made up', () => {
    let now = 0
    const nonces = new Nonces(() => now)
    const nonce = nonces.issue()
    now += NONCE_LIFE - 1
    expect(nonces.use(nonce)).toBe(true)
    expect(nonces.use(nonce)).toBe(false)
    const old = nonces.issue()
    now += NONCE_LIFE + 1
    expect(nonces.use(old)).toBe(false)
    expect(new Nonces(() => now).use(nonces.issue())).toBe(false)
    expect(nonces.use('')).toBe(false)
    expect(nonces.use(`${nonces.issue()}=`)).toBe(false)
  })

  it('stay used for as long as they could live, however many are used meanwhile', () => {
    let now = 0
    const nonces = new Nonces(() => now)
    for (let start = 0; start < 3; start++) {
      const nonce = nonces.issue()
      expect(nonces.use(nonce)).toBe(true)
      for (let step = 0; step < 20; step++) {
        now += NONCE_LIFE / 19
        nonces.use(nonces.issue())
        expect(nonces.use(nonce)).toBe(false)
      }
    }
  })
})
