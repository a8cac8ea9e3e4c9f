/** Hostile addresses, and what is not even HTTP: a 4xx or a closed connection, never a 5xx, never a lost row. */
import { connect } from 'node:net'
import { fc } from '@fast-check/vitest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { budget, seed } from '../rig/budget.ts'
import { SAME_ORIGIN } from '../../server/testing-staff.ts'
import { headers, hostileStage, inOrder, type HostileStage } from '../fixtures/hostile.ts'

const RUNS = budget('hostile-requests')
let stage: HostileStage
beforeAll(async () => {
  stage = await hostileStage()
})
afterAll(() => stage.server.close())

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

describe('hostile input', { timeout: 300_000 }, () => {
  it('in addresses', async () => {
    const query = fc.oneof(
      fc.webQueryParameters(),
      fc.constantFrom('%', '%00', '__proto__[a]=1', 'show=all&show=x', 'page=-1', 'page=99999'),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...GETS), query, headers, async (url, search, extra) => {
        const response = await stage.server.app.inject({
          method: 'GET',
          url: `${url}?${search}`,
          headers: { cookie: stage.cookie, ...extra },
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
        const { statusCode } = await stage.server.app.inject({
          method,
          url,
          headers: { ...SAME_ORIGIN, cookie: stage.cookie },
        })
        expect({ url, method, statusCode }).toMatchObject({
          statusCode: expect.toSatisfy((s: number) => s >= 400 && s < 500),
        })
      }
    }
    await stage.nothingLost()
  })

  it('below HTTP', async () => {
    const address = await stage.server.app.listen({ host: '127.0.0.1', port: 0 })
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
    await stage.nothingLost()
  })
})
