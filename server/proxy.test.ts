/** Plain HTTP behind a trusted proxy is for that proxy alone: nobody else on the network may speak to it. */
import { afterEach, describe, expect, it } from 'vitest'
import { testServer, type TestServer } from './testing.ts'

let server: TestServer
afterEach(() => server.close())

const PROXY = { KERB_TRUSTED_PROXY: '10.9.0.2, 10.9.1.0/24, fd00::2' }
const ask = (remoteAddress: string, url = '/v1/nonce', headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'GET', url, remoteAddress, headers })

describe('a server with a trusted proxy and no certificate', () => {
  it.each(['10.1.2.3', '10.9.2.2', '203.0.113.7', 'fd00::3', '::ffff:10.1.2.3'])(
    'turns %s away, whatever it asks for and whatever it forwards',
    async (address) => {
      server = await testServer(PROXY)
      for (const url of ['/v1/nonce', '/', '/docs', '/healthz', '/admin/fleet', '/nowhere']) {
        for (const headers of [{}, { 'x-forwarded-for': '10.9.0.2', 'x-forwarded-proto': 'https' }]) {
          const answer = await ask(address, url, headers)
          expect({ url, status: answer.statusCode, body: answer.json<unknown>() }).toMatchObject({
            url,
            status: 403,
            body: { error: 'proxy' },
          })
        }
      }
    },
  )

  it.each(['10.9.0.2', '::ffff:10.9.0.2', '10.9.1.77', 'fd00::2', '127.0.0.1', '::1'])(
    'answers %s',
    async (address) => {
      server = await testServer(PROXY)
      expect((await ask(address)).statusCode).toBe(200)
    },
  )
})

it('a server without a proxy answers whoever reaches it: TLS of its own, or this machine only', async () => {
  server = await testServer()
  expect((await ask('10.1.2.3')).statusCode).toBe(200)
})
