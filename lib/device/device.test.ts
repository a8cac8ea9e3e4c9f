import { gunzipSync } from 'node:zlib'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { KerbDatabase } from '../activity/database.ts'
import { fromBase64url, keyIdOf, type Bytes } from '../protocol/bytes.ts'
import { importDeviceKey, parseSignature, verifyRequest } from '../protocol/signature.ts'
import { createClient } from './client.ts'
import { enrol, mustEnrol } from './enrolment.ts'
import { sendHeartbeat } from './heartbeat.ts'
import { claimOf, type IdentityPort, whoIs } from './identity.ts'
import { type Installation, loadInstallation } from './keys.ts'
import { sendActivity } from './send-activity.ts'
import { WireError } from '../protocol/wire-error.ts'

const newDatabase = () => new KerbDatabase('kerb-activity', { indexedDB: new IDBFactory(), IDBKeyRange })

let installation: Installation
beforeEach(async () => {
  installation ??= await loadInstallation(newDatabase())
})

/** A school server's front door: verifies signatures and nonces, and answers what a test says. */
class Door {
  readonly seen: { method: string; path: string; text: string | null }[] = []
  private readonly good = new Set<string>()
  private count = 0
  answer: (path: string) => { status: number; body: unknown; headers?: Record<string, string> } = () => ({
    status: 200,
    body: {},
  })

  give(): string {
    const nonce = `nonce-${(this.count += 1)}`
    this.good.add(nonce)
    return nonce
  }

  forgetNonces(): void {
    this.good.clear()
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.pathname === '/v1/nonce') return this.reply(200, { nonce: this.give(), time: 1 })
    const headers = new Headers(init?.headers)
    const body = (init?.body ?? new Uint8Array(0)) as Bytes
    const parsed = parseSignature((name) => headers.get(name))
    if ('error' in parsed) return this.reply(401, { error: 'signature', message: parsed.error })
    if (!this.good.delete(parsed.nonce)) return this.reply(401, { error: 'nonce', message: 'used or old' })
    const key = await importDeviceKey(fromBase64url(installation.publicKey) ?? new Uint8Array(0))
    const method = init?.method ?? 'GET'
    const request = { method, path: url.pathname, query: url.search.slice(1), body }
    if (!key || parsed.keyId !== installation.id || !(await verifyRequest(key, request, parsed))) {
      return this.reply(401, { error: 'signature', message: 'wrong' })
    }
    const packed = headers.get('content-encoding') === 'gzip'
    const text = packed ? gunzipSync(body).toString() : new TextDecoder().decode(body)
    this.seen.push({ method, path: url.pathname + url.search, text })
    const answer = this.answer(url.pathname)
    return this.reply(answer.status, answer.body, answer.headers)
  }

  private reply(status: number, body: unknown, headers: Record<string, string> = {}): Response {
    const text = status === 304 ? null : JSON.stringify(body)
    return new Response(text, { status, headers: { 'Kerb-Nonce': this.give(), ...headers } })
  }
}

const client = (door: Door, server = 'https://kerb.test') =>
  createClient({ server, installation, fetch: door.fetch })

const failure = async (promise: Promise<unknown>): Promise<WireError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof WireError)) throw new Error(`expected a WireError, got ${String(error)}`)
  return error
}

describe('the installation', () => {
  it('is made once, also by two workers at once, named by its key, and cannot be exported', async () => {
    const db = newDatabase()
    const [a, b] = await Promise.all([loadInstallation(db), loadInstallation(db)])
    expect(a.id).toBe(b.id)
    expect((await loadInstallation(db)).publicKey).toBe(a.publicKey)
    expect(await keyIdOf(fromBase64url(a.publicKey) ?? new Uint8Array(0))).toBe(a.id)
    expect(a.privateKey.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('pkcs8', a.privateKey)).rejects.toThrow()
    expect((await loadInstallation(newDatabase())).id).not.toBe(a.id)
  })
})

describe('signed requests', () => {
  it('fetch one nonce and then live on those that answers carry', async () => {
    const door = new Door()
    const c = client(door)
    await c.send({ method: 'POST', path: '/v1/a?b=c', body: { x: 1 } })
    await c.send({ method: 'GET', path: '/v1/d' })
    expect(door.seen).toEqual([
      { method: 'POST', path: '/v1/a?b=c', text: '{"x":1}' },
      { method: 'GET', path: '/v1/d', text: '' },
    ])
  })

  it('never share a nonce when they run at once', async () => {
    const door = new Door()
    const c = client(door)
    await Promise.all(Array.from({ length: 10 }, (_, i) => c.send({ method: 'GET', path: `/v1/${i}` })))
    expect(door.seen).toHaveLength(10)
  })

  it('are sent once more with a fresh nonce when theirs has grown old, and only once', async () => {
    const door = new Door()
    const c = client(door)
    await c.send({ method: 'GET', path: '/v1/a' })
    door.forgetNonces()
    await c.send({ method: 'GET', path: '/v1/b' })
    expect(door.seen.map((s) => s.path)).toEqual(['/v1/a', '/v1/b'])
    door.answer = () => ({ status: 401, body: { error: 'nonce', message: 'never content' } })
    const error = await failure(c.send({ method: 'GET', path: '/v1/c' }))
    expect(error).toMatchObject({ code: 'nonce', status: 401, retryable: true })
    expect(door.seen).toHaveLength(4)
  })

  it.each(['http://kerb.test', 'http://127.0.0.1.kerb.test', 'ftp://kerb.test', 'kerb.test', ''])(
    'go nowhere for %j',
    (server) => {
      expect(() => client(new Door(), server)).toThrow(WireError)
      expect(() => client(new Door(), server)).toThrow('https://')
    },
  )

  it.each(['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:1', 'https://kerb.test'])(
    'go to %s',
    (server) => expect(() => client(new Door(), server)).not.toThrow(),
  )

  it('say what went wrong, and whether to try again', async () => {
    const door = new Door()
    const c = client(door)
    const refused = async (status: number, body: unknown, headers?: Record<string, string>) => {
      door.answer = () => ({ status, body, ...(headers && { headers }) })
      return failure(c.send({ method: 'GET', path: '/v1/a' }))
    }
    expect(await refused(400, { error: 'bad', message: 'no' })).toMatchObject({
      code: 'bad',
      retryable: false,
    })
    expect(await refused(413, 'text')).toMatchObject({ code: 'status-413', refusesBody: true })
    const slow = await refused(429, { error: 'rate', message: 'slow' }, { 'Retry-After': '7' })
    expect(slow).toMatchObject({ retryable: true, retryAfter: 7_000, refusesBody: false })
    expect(await refused(503, {})).toMatchObject({ retryable: true })
    const unknown = await refused(401, { error: 'unknown-installation', message: 'who?' })
    expect(mustEnrol(unknown)).toBe(true)
    const lost: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    const offline = createClient({ server: 'https://kerb.test', installation, fetch: lost })
    expect(await failure(offline.send({ method: 'GET', path: '/' }))).toMatchObject({ kind: 'network' })
    const hanging: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))
      })
    const late = createClient({ server: 'https://kerb.test', installation, fetch: hanging, timeoutMs: 5 })
    expect(await failure(late.send({ method: 'GET', path: '/' }))).toMatchObject({ kind: 'timeout' })
  })
})

describe('what a device says', () => {
  const claim = { platform: 'linux x86-64', browser: 'Chrome 156', extension: '1.0.0', ephemeral: false }
  const answer = { installation: '', state: 'waiting', time: 5, place: 'unknown' }

  it('enrols with its key, and notices when another was enrolled', async () => {
    const door = new Door()
    door.answer = () => ({ status: 200, body: { ...answer, installation: installation.id } })
    expect(await enrol(client(door), installation, 'token', claim)).toMatchObject({ state: 'waiting' })
    expect(JSON.parse(door.seen[0]?.text ?? '')).toEqual({
      token: 'token',
      publicKey: installation.publicKey,
      claim,
    })
    door.answer = () => ({ status: 200, body: { ...answer, installation: 'x'.repeat(43) } })
    expect(await failure(enrol(client(door), installation, 'token', claim))).toMatchObject({ kind: 'answer' })
    door.answer = () => ({ status: 200, body: { ...answer, state: 'whatever' } })
    expect(await failure(enrol(client(door), installation, 'token', claim))).toMatchObject({ kind: 'answer' })
  })

  it('sends heartbeats whatever the length of its troubles', async () => {
    const door = new Door()
    const body = { state: 'confirmed', time: 5, place: 'on-site', epoch: 1, acknowledged: 3 }
    door.answer = () => ({ status: 200, body })
    const problems = Array.from({ length: 60 }, () => ({ code: 'c'.repeat(100), detail: 'd'.repeat(1_000) }))
    expect(await sendHeartbeat(client(door), { written: 3, claim, problems })).toEqual(body)
    const sent = JSON.parse(door.seen[0]?.text ?? '') as { problems: { code: string; detail: string }[] }
    expect(sent.problems).toHaveLength(50)
    expect(sent.problems[0]?.detail).toHaveLength(500)
  })

  it('sends rows compressed, and nothing but what the wire knows', async () => {
    const door = new Door()
    door.answer = () => ({ status: 200, body: { acknowledged: 0, epoch: 2, time: 5, unreadable: [] } })
    const sent = sendActivity(client(door))({ written: 0, keys: [], rows: [], digests: [], urgent: true })
    expect(await sent).toMatchObject({ acknowledged: 0, epoch: 2 })
    expect(door.seen[0]?.text).toBe('{"written":0,"keys":[],"rows":[]}')
  })
})

describe('who it is', () => {
  const port: IdentityPort = {
    profileEmail: () => Promise.resolve('A.Pupil@School.example'),
    deviceIds: () => Promise.resolve({ directoryId: 'dir-1' }),
    platform: () => Promise.resolve('cros x86-64'),
    browser: () => 'Chrome 156',
    extension: () => '1.0.0',
  }

  it('is the profile, else management’s name, else the device alone', () => {
    expect(whoIs(' A@b.test ', 'other')).toEqual({ name: 'a@b.test', from: 'profile' })
    expect(whoIs('', 'CORP\\Pupil')).toEqual({ name: 'corp\\pupil', from: 'management' })
    expect(whoIs(undefined, '  ')).toBeUndefined()
  })

  it('takes the browser’s device ids over managed texts and leaves out what nobody knows', async () => {
    const claim = await claimOf(port, { directoryId: 'typed', assetId: 'asset-9' }, true)
    expect(claim).toEqual({
      directoryId: 'dir-1',
      assetId: 'asset-9',
      person: { name: 'a.pupil@school.example', from: 'profile' },
      platform: 'cros x86-64',
      browser: 'Chrome 156',
      extension: '1.0.0',
      ephemeral: true,
    })
  })
})
