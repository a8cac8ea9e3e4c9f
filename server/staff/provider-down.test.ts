/** A provider that is away, silent, or does not know this server: said in words, and signing in by link goes on. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createLink } from './links.ts'
import { HOST, ORIGIN, providerStage } from '../../tests/fixtures/provider-stage.ts'

const stage = providerStage()
const { get, employ, start, callback, signIn, refused } = stage

describe('a provider that does not answer', () => {
  const linkWorks = async () => {
    const link = await createLink(stage.server.context.db, Date.now())
    const headers = { host: HOST, origin: ORIGIN }
    const sent = await stage.server.app.inject({
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
    await stage.idp.close()
    await refused(await get(path, begun.cookie), 503, 'does not answer')
    await stage.restart()
    const answer = await get('/signin/start')
    await refused(answer, 503, 'npm run admin-link')
    expect(answer.headers['retry-after']).toBe('30')
    expect(await linkWorks()).toBe(true)
  })

  it('is asked again by the next, and found when it is back', async () => {
    const port = Number(new URL(stage.idp.issuer).port)
    await stage.idp.close()
    expect((await get('/signin/start')).statusCode).toBe(503)
    await stage.restartProvider(port)
    expect((await get('/signin/start')).statusCode).toBe(303)
  })

  it('but keeps the line open is given up after seconds', async () => {
    const silent: Server = createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise((done) => silent.once('listening', done))
    const { port } = silent.address() as AddressInfo
    await stage.restart({ KERB_OIDC_ISSUER: `http://127.0.0.1:${port}` })
    await refused(await get('/signin/start'), 503, 'does not answer')
    silent.closeAllConnections()
    silent.close()
  })

  it('or does not know this server is named as a wrong setting', async () => {
    await employ()
    await stage.restart({ KERB_OIDC_CLIENT_SECRET: 'wrong' })
    await refused(await signIn(), 503, 'client id or secret')
  })
})
