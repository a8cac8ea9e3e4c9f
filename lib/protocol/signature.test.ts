import { webcrypto } from 'node:crypto'
import { fc, test as property } from '@fast-check/vitest'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromBase64url, keyIdOf, toBase64url, utf8 } from './bytes.ts'
import {
  contentDigest,
  importDeviceKey,
  parseSignature,
  type SignatureHeaders,
  signRequest,
  verifyRequest,
} from './signature.ts'

const reader = (headers: Partial<SignatureHeaders>) => (name: string) =>
  Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]

let pair: CryptoKeyPair
let keyId: string
beforeAll(async () => {
  pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  keyId = await keyIdOf(new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)))
})

const request = { method: 'POST', path: '/v1/enrol', query: '', body: utf8('{"a":1}') }
const sign = () => signRequest(pair.privateKey, { ...request, nonce: 'n-1', keyId })

describe('signed requests', () => {
  it('has the digest of RFC 9530 for a known body', async () => {
    // RFC 9530, appendix B.1: the sha-256 of this JSON with a final new line.
    expect(await contentDigest(utf8('{"hello": "world"}\n'))).toBe(
      'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
    )
  })

  it('is verified by an independent construction of the signature base', async () => {
    const headers = await sign()
    const base = [
      '"@method": POST',
      '"@path": /v1/enrol',
      '"@query": ?',
      `"content-digest": ${headers['Content-Digest']}`,
      `"@signature-params": ${headers['Signature-Input'].slice('kerb='.length)}`,
    ].join('\n')
    const raw = Buffer.from(headers.Signature.slice('kerb=:'.length, -1), 'base64')
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' }
    expect(await webcrypto.subtle.verify(algorithm, pair.publicKey, raw, Buffer.from(base))).toBe(true)
  })

  it('verifies what was signed and reads back nonce and key', async () => {
    const parsed = parseSignature(reader(await sign()))
    if ('error' in parsed) throw new Error(parsed.error)
    expect(parsed).toMatchObject({ nonce: 'n-1', keyId })
    expect(await verifyRequest(pair.publicKey, request, parsed)).toBe(true)
  })

  it.each([
    ['method', { ...request, method: 'PUT' }],
    ['path', { ...request, path: '/v1/heartbeat' }],
    ['query', { ...request, query: 'a' }],
    ['body', { ...request, body: utf8('{"a":2}') }],
    ['empty body', { ...request, body: utf8('') }],
  ])('refuses another %s', async (_name, changed) => {
    const parsed = parseSignature(reader(await sign()))
    if ('error' in parsed) throw new Error(parsed.error)
    expect(await verifyRequest(pair.publicKey, changed, parsed)).toBe(false)
  })

  it('refuses a body swapped together with its digest, another nonce and another key', async () => {
    const headers = await sign()
    const body = utf8('{"a":2}')
    const swapped = parseSignature(reader({ ...headers, 'Content-Digest': await contentDigest(body) }))
    if ('error' in swapped) throw new Error(swapped.error)
    expect(await verifyRequest(pair.publicKey, { ...request, body }, swapped)).toBe(false)

    const replayed = { ...headers, 'Signature-Input': headers['Signature-Input'].replace('n-1', 'n-2') }
    const parsed = parseSignature(reader(replayed))
    if ('error' in parsed) throw new Error(parsed.error)
    expect(await verifyRequest(pair.publicKey, request, parsed)).toBe(false)

    const stranger = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ])
    const honest = parseSignature(reader(headers))
    if ('error' in honest) throw new Error(honest.error)
    expect(await verifyRequest(stranger.publicKey, request, honest)).toBe(false)
  })

  it.each([
    ['fewer components', (s: string) => s.replace(' "content-digest"', '')],
    ['a repeated parameter', (s: string) => `${s};nonce="again"`],
    ['an unknown parameter', (s: string) => `${s};created="1"`],
    ['a missing parameter', (s: string) => s.replace(';tag="kerb"', '')],
    ['another algorithm', (s: string) => s.replace('ecdsa-p256-sha256', 'hmac-sha256')],
    ['another tag', (s: string) => s.replace('tag="kerb"', 'tag="other"')],
    ['a second signature', (s: string) => `${s}, ${s}`],
    ['another label', (s: string) => s.replace('kerb=', 'sig1=')],
    ['a value that breaks out', (s: string) => s.replace('n-1', 'n\\"1')],
    ['too long a value', (s: string) => s.replace('n-1', 'n'.repeat(2000))],
  ])('refuses %s', async (_name, change) => {
    const headers = await sign()
    const parsed = parseSignature(
      reader({ ...headers, 'Signature-Input': change(headers['Signature-Input']) }),
    )
    expect(parsed).toHaveProperty('error')
  })

  property.prop([fc.string(), fc.string(), fc.string()])('never throws on hostile headers', (a, b, c) => {
    expect(
      parseSignature(reader({ 'Signature-Input': `kerb=${a}`, Signature: b, 'Content-Digest': c })),
    ).toHaveProperty('error')
  })

  it('imports P-256 keys only', async () => {
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
    expect(await importDeviceKey(spki)).not.toBeNull()
    const p384 = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, [
      'sign',
      'verify',
    ])
    const wrong = new Uint8Array(await crypto.subtle.exportKey('spki', p384.publicKey))
    expect(await importDeviceKey(wrong)).toBeNull()
    expect(await importDeviceKey(utf8('junk'))).toBeNull()
  })
})

describe('base64url', () => {
  property.prop([fc.uint8Array()])('comes back as it went', (bytes) => {
    expect(fromBase64url(toBase64url(bytes))).toEqual(new Uint8Array(bytes))
    expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
  })

  it.each(['=', 'a', 'ab==', 'a+b/', 'a b', 'QR'])('refuses %j', (text) => {
    expect(fromBase64url(text)).toBeNull()
  })
})
