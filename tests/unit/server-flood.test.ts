/** Twenty thousand asks (fewer in the ordinary run) from made-up keys do not hide the real ones. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyIdOf, toBase64url, utf8 } from '../../lib/protocol/bytes.ts'
import { signRequest } from '../../lib/protocol/signature.ts'
import { addExpected } from '../../server/enrolment/expected.ts'
import { MOST_WAITING } from '../../server/enrolment/waiting-list.ts'
import { fleet } from '../../server/fleet/fleet.ts'
import { CLAIM, TestDevice, testServer, type TestServer } from '../../server/testing.ts'
import { budget } from '../rig/budget.ts'

const ASKS = budget('enrolment-flood')
const AT_ONCE = 20

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

/** An ask with a key made for it alone: as little work as a flooding script can do with. */
async function strangerAsks(): Promise<number> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  const body = utf8(JSON.stringify({ token: server.token, publicKey: toBase64url(spki), claim: CLAIM }))
  const request = { method: 'POST', path: '/v1/enrol', query: '', body, nonce: server.context.nonces.issue() }
  const headers = await signRequest(pair.privateKey, { ...request, keyId: await keyIdOf(spki) })
  const { statusCode } = await server.app.inject({
    method: 'POST',
    url: '/v1/enrol',
    headers: { 'content-type': 'application/json', ...headers },
    payload: Buffer.from(body),
  })
  return statusCode
}

const state = ({ body }: { body: unknown }) => (body as { state?: string }).state

describe('a flood of strangers with the token', { timeout: 600_000 }, () => {
  it('leaves the real ones served, confirmed and in sight, and the list short', async () => {
    const atWork = await TestDevice.confirmed(server)
    const known = await TestDevice.make(server, { assetId: 'KNOWN' })
    await known.enrol()
    await addExpected(server.context.db, [{ kind: 'directory', value: 'expected-1' }], Date.now())

    const statuses = new Map<number, number>()
    let left = ASKS
    const flood = async () => {
      while (left-- > 0) {
        const status = await strangerAsks()
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    const flooding = Promise.all(Array.from({ length: AT_ONCE }, flood))

    // While it goes on, from the very same network as the flood:
    expect((await atWork.heartbeat()).status).toBe(200)
    expect(state(await known.enrol())).toBe('waiting')
    const expected = await TestDevice.make(server, { directoryId: 'expected-1' })
    expect(state(await expected.enrol())).toBe('confirmed')
    // And a device that nobody expects, from another network:
    const elsewhere = await TestDevice.make(server, { assetId: 'ELSEWHERE' }, '10.9.8.7')
    expect(state(await elsewhere.enrol())).toBe('waiting')
    await flooding

    // Every ask was answered: a few are on the list, the others were sent away with a count.
    expect([...statuses.keys()].sort((a, b) => a - b)).toEqual([200, 429])
    expect([...statuses.values()].reduce((a, b) => a + b)).toBe(ASKS)
    const { counts } = await fleet(server.context.db, { show: 'asking', page: '0' }, Date.now())
    expect(counts.waiting).toBeLessThan(Math.min(MOST_WAITING, ASKS))
    await server.context.enrolment.waiting.write(server.context.db)
    const after = await fleet(server.context.db, { show: 'asking', page: '0' }, Date.now())
    expect(after.counts.folded).toBe(statuses.get(429))

    // The ones that come back stand before the ones that asked once, and any code finds its device.
    const later = Date.now() + 30_000
    await server.context.db
      .updateTable('installations')
      .set({ times_seen: 3, last_seen: later })
      .where('installation', '=', known.id)
      .execute()
    const list = await fleet(server.context.db, { show: 'asking', page: '0' }, later)
    expect(list.installations[0]).toMatchObject({ installation: known.id })
    const find = elsewhere.id.slice(0, 8)
    const found = await fleet(server.context.db, { show: 'attention', page: '0', find }, later)
    expect(found.installations).toMatchObject([{ installation: elsewhere.id }])
  })
})
