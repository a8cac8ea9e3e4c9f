/** For tests: a whole server on a folder of its own, and devices that speak to it as the extension does. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type Bytes, keyIdOf, toBase64url, utf8 } from '../lib/protocol/bytes.ts'
import type { PolicyDocument } from '../lib/policy/document.ts'
import { batchDigest } from '../lib/protocol/evidence.ts'
import type { Row } from '../lib/protocol/rows.ts'
import {
  importRowKey,
  importSealKey,
  type ProvedSeal,
  sealProved,
  wrapSessionKey,
} from '../lib/protocol/seal.ts'
import { proveLive } from '../lib/protocol/live-proof.ts'
import { NONCE_HEADER, signRequest } from '../lib/protocol/signature.ts'
import type { Claim, SessionKey } from '../lib/protocol/wire.ts'
import { buildApp } from './app.ts'
import { type Context, openContext } from './context.ts'
import { createToken } from './enrolment/tokens.ts'
import { databaseFile, readEnvironment } from './environment.ts'
import { newDatabase } from './testing-database.ts'

export interface TestServer {
  readonly app: FastifyInstance
  readonly context: Context
  /** An enrolment token. */
  readonly token: string
  readonly folder: string
  /** Closes and opens it again on the same folder, as a restart does. */
  restart(): Promise<TestServer>
  close(): Promise<void>
}

export async function testServer(
  variables: Readonly<Record<string, string>> = {},
  folder = mkdtempSync(join(tmpdir(), 'kerb-server-')),
  token?: string,
): Promise<TestServer> {
  const environment = readEnvironment({
    KERB_DATA: join(folder, 'data'),
    KERB_KEYS: join(folder, 'keys'),
    KERB_BACKUPS: join(folder, 'backups'),
    KERB_PACKAGE: join(folder, 'package'),
    KERB_LOG_LEVEL: 'silent',
    ...variables,
  })
  await newDatabase(databaseFile(environment))
  const context = await openContext(environment)
  const app = await buildApp(context)
  const known = token ?? (await createToken(context.db, 'tests', null)).token
  return {
    app,
    context,
    token: known,
    folder,
    async restart() {
      await app.close()
      return testServer(variables, folder, known)
    },
    async close() {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const CLAIM: Claim = {
  platform: 'Linux',
  browser: 'Chromium 156',
  extension: '0.2.0',
  ephemeral: false,
}

export interface Sent {
  readonly status: number
  readonly body: unknown
  readonly response: LightMyRequestResponse
}

/** An installation: a key pair, a session key, and the habit of signing with the last nonce it was given. */
export class TestDevice {
  readonly server: TestServer
  readonly id: string
  readonly spki: Bytes
  readonly #pair: CryptoKeyPair
  readonly sessionKey: SessionKey
  /** What its rows are sealed with. */
  readonly rowSeal: { readonly id: string; readonly rowKey: CryptoKey }
  claim: Claim
  /** The address it comes from. */
  address: string

  private constructor(
    server: TestServer,
    made: Pick<TestDevice, 'id' | 'spki' | 'sessionKey' | 'rowSeal'> & { readonly pair: CryptoKeyPair },
    claim: Partial<Claim>,
    address: string,
  ) {
    this.server = server
    this.id = made.id
    this.spki = made.spki
    this.#pair = made.pair
    this.sessionKey = made.sessionKey
    this.rowSeal = made.rowSeal
    this.claim = { ...CLAIM, ...claim }
    this.address = address
  }

  static async make(
    server: TestServer,
    claim: Partial<Claim> = {},
    address = '127.0.0.1',
  ): Promise<TestDevice> {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ])
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
    const id = await keyIdOf(spki)
    const sealKey = await importSealKey((await server.context.seal.pinned()).slice('seal:'.length))
    if (!sealKey) throw new Error('the seal key does not import')
    const raw = crypto.getRandomValues(new Uint8Array(32))
    const sessionKey = await wrapSessionKey(sealKey, id, 's1', raw)
    const rowSeal = { id: 's1', rowKey: await importRowKey(raw) }
    return new TestDevice(server, { id, spki, pair, sessionKey, rowSeal }, claim, address)
  }

  /** A device that enrolled and was confirmed by hand. */
  static async confirmed(server: TestServer, claim: Partial<Claim> = {}): Promise<TestDevice> {
    const device = await TestDevice.make(server, claim)
    await device.enrol()
    await server.context.db
      .updateTable('installations')
      .set({ state: 'confirmed', state_reason: 'click' })
      .where('installation', '=', device.id)
      .execute()
    return device
  }

  /** Its answer to a challenge of the live channel. */
  prove(nonce: string) {
    return proveLive({ id: this.id, privateKey: this.#pair.privateKey }, nonce)
  }

  nonce(): Promise<string> {
    return this.server.app
      .inject({ method: 'GET', url: '/v1/nonce', remoteAddress: this.address })
      .then((r) => r.json<{ nonce: string }>().nonce)
  }

  /** The headers that sign a request. */
  async sign(method: string, url: string, body: Bytes, nonce?: string): Promise<Record<string, string>> {
    const [path = '/', query = ''] = url.split('?')
    const headers = await signRequest(this.#pair.privateKey, {
      method,
      path,
      query,
      body,
      nonce: nonce ?? (await this.nonce()),
      keyId: this.id,
    })
    return { ...headers }
  }

  async send(
    method: 'GET' | 'POST',
    url: string,
    value?: unknown,
    options: { gzip?: boolean; headers?: Record<string, string>; nonce?: string } = {},
  ): Promise<Sent> {
    const text = value === undefined ? new Uint8Array() : utf8(JSON.stringify(value))
    const body = options.gzip ? new Uint8Array(gzipSync(text)) : text
    const response = await this.server.app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: {
        ...(value === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.gzip ? { 'content-encoding': 'gzip' } : {}),
        ...(await this.sign(method, url, body, options.nonce)),
        ...options.headers,
      },
      ...(value === undefined ? {} : { payload: Buffer.from(body) }),
    })
    return { status: response.statusCode, body: parse(response.body), response }
  }

  enrol(token = this.server.token): Promise<Sent> {
    return this.send('POST', '/v1/enrol', { token, publicKey: toBase64url(this.spki), claim: this.claim })
  }

  heartbeat(written = 0, more: Record<string, unknown> = {}): Promise<Sent> {
    return this.send('POST', '/v1/heartbeat', { written, claim: this.claim, problems: [], ...more })
  }

  seal(row: Row): Promise<ProvedSeal> {
    return sealProved(this.rowSeal, this.id, row)
  }

  /** Seals and sends rows in one batch. */
  async activity(rows: readonly Row[], written = Math.max(0, ...rows.map((r) => r.seq))): Promise<Sent> {
    const sealed = await Promise.all(rows.map((row) => this.seal(row)))
    return this.send(
      'POST',
      `/v1/activity?rows=${await batchDigest(sealed)}`,
      { written, keys: [this.sessionKey], rows: sealed },
      { gzip: true },
    )
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // A plain text answer, such as /metrics.
  }
}

/** The row of `installations` that stands for a device. */
export async function idOf({ server, id }: TestDevice): Promise<number> {
  const found = server.context.db.selectFrom('installations').select('id').where('installation', '=', id)
  return (await found.executeTakeFirstOrThrow()).id
}

/** A visit row. */
export const visit = (seq: number, more: Partial<Extract<Row, { kind: 'visit' }>> = {}): Row => ({
  seq,
  at: Date.UTC(2026, 10, 20, 10) + seq * 1000,
  who: { name: 'amy.pupil@school.example', from: 'profile' },
  kind: 'visit',
  host: 'maths.example.org',
  categories: ['education'],
  action: 'allow',
  reason: 'never-block',
  ...more,
})

export const nonceOf = (sent: Sent): string => String(sent.response.headers[NONCE_HEADER.toLowerCase()] ?? '')

/** A small policy that passes every check. */
export const samplePolicy = (): PolicyDocument =>
  JSON.parse(readFileSync(new URL('../assets/sample-policy.json', import.meta.url), 'utf8')) as PolicyDocument
