/** The devices of the ingest bench: they seal, sign and send as the extension does, over loopback HTTP. */
import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { type Bytes, keyIdOf, toBase64url, utf8 } from '../../lib/protocol/bytes.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { batchDigest } from '../../lib/protocol/evidence.ts'
import { importRowKey, sealProved, wrapSessionKey } from '../../lib/protocol/seal.ts'
import { NONCE_HEADER, signRequest } from '../../lib/protocol/signature.ts'
import type { Claim, SessionKey } from '../../lib/protocol/wire.ts'

export interface Address {
  readonly port: number
  readonly sealKey: CryptoKey
}

export interface Device {
  readonly id: string
  readonly spki: Bytes
  readonly pair: CryptoKeyPair
  readonly sessionKey: SessionKey
  readonly rowKey: CryptoKey
  nonce: string
  seq: number
}

const agent = new Agent({ keepAlive: true })

/** Closes the connections that were kept. */
export const hangUp = (): void => agent.destroy()

function send(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: Uint8Array,
): Promise<{ status: number; text: string; nonce: string }> {
  return new Promise((done, failed) => {
    const call = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', failed)
      response.on('end', () => {
        const nonce = String(response.headers[NONCE_HEADER.toLowerCase()] ?? '')
        done({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString(), nonce })
      })
    })
    call.on('error', failed)
    call.end(body)
  })
}

/** Sends a signed POST and returns the answer's text; throws for a refusal. */
export async function signed(
  server: Address,
  device: Device,
  path: string,
  body: Bytes,
  gzip: boolean,
): Promise<string> {
  const [at = path, query = ''] = path.split('?')
  const headers = await signRequest(device.pair.privateKey, {
    method: 'POST',
    path: at,
    query,
    body,
    nonce: device.nonce,
    keyId: device.id,
  })
  const sent = await send(
    server.port,
    'POST',
    path,
    {
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': String(body.length),
      ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
    },
    body,
  )
  device.nonce = sent.nonce
  if (sent.status === 503) {
    // Overloaded, and said so: a device comes back, and the time it waits counts.
    await setTimeout(100)
    return signed(server, device, path, body, gzip)
  }
  if (sent.status !== 200) throw new Error(`${path}: ${sent.status} ${sent.text}`)
  return sent.text
}

/** An installation of its own, enrolled. `more`: what it says of itself beside what all say. */
export async function enrol(server: Address, token: string, more: Partial<Claim> = {}): Promise<Device> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  const id = await keyIdOf(spki)
  const raw = crypto.getRandomValues(new Uint8Array(32))
  const { nonce } = await send(server.port, 'GET', '/v1/nonce', {})
  const device: Device = {
    id,
    spki,
    pair,
    sessionKey: await wrapSessionKey(server.sealKey, id, 's1', raw),
    rowKey: await importRowKey(raw),
    nonce,
    seq: 0,
  }
  const claim: Claim = {
    platform: 'Linux',
    browser: 'Chromium 156',
    extension: '0.2.0',
    ephemeral: false,
    ...more,
  }
  const ask = utf8(JSON.stringify({ token, publicKey: toBase64url(spki), claim }))
  await signed(server, device, '/v1/enrol', ask, false)
  return device
}

const MORNING = Date.UTC(2026, 10, 20, 9)

/** A mix as a school day makes it: mostly visits with their stays, some blocks and searches. */
function makeRow(device: number, seq: number, at: number): Row {
  const base = {
    seq,
    at,
    who: { name: `pupil${device}-${seq % 3}@school.example`, from: 'profile' as const },
  }
  const host = `www${seq % 211}.site${(seq * 7) % 997}.example.org`
  if (seq % 20 === 0) {
    return {
      ...base,
      kind: 'search',
      host: 'www.google.com',
      path: '/search',
      categories: ['search'],
      action: 'allow',
      reason: 'category',
      terms: `how do volcanoes erupt ${seq}`,
    }
  }
  if (seq % 10 === 5) {
    return {
      ...base,
      kind: 'blocked',
      host,
      path: `/play/${seq}`,
      categories: ['games'],
      action: 'block',
      reason: 'category',
      target: 'page',
    }
  }
  if (seq % 2 === 1) return { ...base, kind: 'stay', visit: seq - 1, seconds: seq % 300 }
  return { ...base, kind: 'visit', host, categories: ['education'], action: 'allow', reason: 'never-block' }
}

export interface Batch {
  readonly path: string
  readonly body: Bytes
}

/** Sealed and compressed before the clock starts: that is the devices' work, and there are a thousand of those. */
export async function prepare(
  device: Device,
  index: number,
  count: number,
  timeOf = (seq: number): number => MORNING + seq * 4000,
): Promise<Batch> {
  const proved = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      sealProved(
        { id: device.sessionKey.id, rowKey: device.rowKey },
        device.id,
        makeRow(index, device.seq + i + 1, timeOf(device.seq + i + 1)),
      ),
    ),
  )
  device.seq += count
  const rows = proved.map(({ seq, key, nonce, sealed }) => ({ seq, key, nonce, sealed }))
  const body = { written: device.seq, keys: [device.sessionKey], rows }
  return {
    path: `/v1/activity?rows=${await batchDigest(proved)}`,
    body: new Uint8Array(gzipSync(JSON.stringify(body))),
  }
}
