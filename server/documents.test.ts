/** Policy and lists: signed, versioned, rotated, restored; as a device opens them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEnvelope } from '../lib/protocol/envelope.ts'
import type { Envelope } from '../lib/protocol/wire.ts'
import type { PolicyDocument } from '../lib/policy/document.ts'
import { checkAndPublish } from './documents/check.ts'
import { startEpoch } from './keys/epoch.ts'
import { SigningKeys } from './keys/signing.ts'
import { samplePolicy, TestDevice, testServer, type TestServer } from './testing.ts'

let server: TestServer
let device: TestDevice
let firstKey: string
beforeAll(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  firstKey = (await server.context.signing.pinned()).slice('sign:'.length)
})
afterAll(() => server.close())

const publishPolicy = (document: unknown = samplePolicy()) =>
  checkAndPublish(server.context.db, server.context.vault, 'policy', document, { actor: 'test', note: '' })
const open = async (keys: string[]) => {
  const { body } = await device.send('GET', '/v1/policy')
  return openEnvelope('policy', body as Envelope, keys)
}

describe('the policy', () => {
  it('is not there until it is published', async () => {
    expect(await device.send('GET', '/v1/policy')).toMatchObject({
      status: 404,
      body: { error: 'not-published' },
    })
  })

  it('is refused when it is not in order, with what to put right', async () => {
    const done = await publishPolicy({ ...samplePolicy(), defaultGroup: 'nobody' })
    expect(done.ok).toBe(false)
    expect('problems' in done && done.problems.join()).toContain('defaultGroup')
  })

  it('is signed with the pinned key and rises in number', async () => {
    await publishPolicy()
    await publishPolicy()
    const opened = await open([firstKey])
    expect(opened).toMatchObject({ ok: true, payload: { version: { epoch: 1, number: 2 } } })
    expect((await device.heartbeat()).body).toMatchObject({ policy: { epoch: 1, number: 2 } })
  })

  it('is not sent again to who has it', async () => {
    const first = await device.send('GET', '/v1/policy')
    const etag = String(first.response.headers['etag'])
    expect(etag).toBe('"1.2"')
    const again = await device.send('GET', '/v1/policy', undefined, { headers: { 'if-none-match': etag } })
    expect(again).toMatchObject({ status: 304, body: '' })
    await publishPolicy()
    const newer = await device.send('GET', '/v1/policy', undefined, { headers: { 'if-none-match': etag } })
    expect(newer.status).toBe(200)
  })

  it('comes anew to a reader about whom it says something', async () => {
    const name = 'amy@school.example'
    await publishPolicy({ ...samplePolicy(), people: { [name]: samplePolicy().defaultGroup } })
    const amy = await TestDevice.make(server, { person: { name, from: 'profile' } })
    await amy.enrol()
    const signed = async () =>
      openEnvelope('policy', (await amy.send('GET', '/v1/policy')).body as Envelope, [firstKey])
    expect(await signed()).toMatchObject({ payload: { narrowed: 'withheld', people: {} } })
    const waiting = String((await amy.send('GET', '/v1/policy')).response.headers['etag'])
    await server.context.db
      .updateTable('installations')
      .set({ state: 'confirmed' })
      .where('installation', '=', amy.id)
      .execute()
    const sent = await amy.send('GET', '/v1/policy', undefined, { headers: { 'if-none-match': waiting } })
    expect(sent.status).toBe(200)
    expect(await signed()).toMatchObject({
      payload: { narrowed: 'reader', people: { [name]: samplePolicy().defaultGroup } },
    })
  })
})

describe('the signing key', () => {
  it('is rotated beside a running server, and a device that pins the old one follows', async () => {
    // Another process: the command.
    await new SigningKeys(server.context.environment.keysDir).rotate()
    const opened = await open([firstKey])
    expect(opened.ok).toBe(true)
    const second = (await server.context.signing.pinned()).slice('sign:'.length)
    expect(second).not.toBe(firstKey)
    expect((await open([second])).ok).toBe(true)
    await new SigningKeys(server.context.environment.keysDir).rotate()
    expect((await open([firstKey])).ok).toBe(true)
    const other = await testServer()
    const stranger = (await other.context.signing.pinned()).slice('sign:'.length)
    expect(await open([stranger])).toEqual({ ok: false, error: 'unknown-key' })
    await other.close()
  })
})

describe('a restore', () => {
  it('starts an epoch above every earlier one, also when the database forgot', async () => {
    const { db, environment } = server.context
    expect(await startEpoch(db, environment.keysDir)).toBe(2)
    // The backup that is restored knows only the first epoch.
    await db.deleteFrom('meta').execute()
    expect(await startEpoch(db, environment.keysDir)).toBe(3)
    await publishPolicy()
    const opened = await open([firstKey])
    expect(opened).toMatchObject({ ok: true, payload: { version: { epoch: 3, number: 1 } } })
    expect((await device.heartbeat()).body).toMatchObject({ epoch: 3 })
  })
})

describe('lists', () => {
  const segment = (hosts: string[]) => ({ id: 's', name: 'S', licence: 'own', category: 'games', hosts })
  const publishLists = (hosts: string[]) =>
    checkAndPublish(
      server.context.db,
      server.context.vault,
      'lists',
      { segments: [segment(hosts)] },
      { actor: 'test', note: '' },
    )
  const games = Array.from({ length: 500 }, (_, i) => `game-${i}.example`)

  it('are checked, published and signed', async () => {
    expect(await publishLists([...games, 'childline.org.uk'])).toMatchObject({ ok: true })
    const { body } = await device.send('GET', '/v1/lists')
    const opened = await openEnvelope('lists', body as Envelope, [firstKey])
    expect(opened.ok && (opened.payload as PolicyDocument).version).toEqual({ epoch: 3, number: 1 })
    expect(JSON.stringify(opened)).not.toContain('childline')
  })

  it('that shrink too far are refused and the last ones stay', async () => {
    expect(await publishLists(games.slice(0, 10))).toMatchObject({ ok: false })
    expect((await device.send('GET', '/v1/lists')).response.headers['etag']).toBe('"3.1"')
  })
})
