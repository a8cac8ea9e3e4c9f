import * as HPKE from 'hpke'
import { beforeAll, describe, expect, it } from 'vitest'
import { fromBase64url, toBase64url, utf8 } from './bytes.ts'
import {
  importRowKey,
  importSealKey,
  nameOfSealKey,
  openRow,
  sealRow,
  unwrapSessionKey,
  wrapSessionKey,
} from './seal.ts'

const installation = 'i'.repeat(43)
const raw = crypto.getRandomValues(new Uint8Array(32))
let server: CryptoKeyPair
let sealKey: CryptoKey
beforeAll(async () => {
  server = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits'])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', server.publicKey))
  const imported = await importSealKey(toBase64url(spki))
  if (!imported) throw new Error('the seal key should import')
  sealKey = imported
})

describe('session keys', () => {
  it('unwrap only for their installation, id and server', async () => {
    const key = await wrapSessionKey(sealKey, installation, 'k1', raw)
    expect(await unwrapSessionKey(server.privateKey, installation, key)).toEqual(raw)
    expect(await unwrapSessionKey(server.privateKey, 'j'.repeat(43), key)).toBeNull()
    expect(await unwrapSessionKey(server.privateKey, installation, { ...key, id: 'k2' })).toBeNull()
    const other = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
      'deriveBits',
    ])
    expect(await unwrapSessionKey(other.privateKey, installation, key)).toBeNull()
    expect(await unwrapSessionKey(server.privateKey, installation, { ...key, enc: 'AAAA' })).toBeNull()
    expect(await unwrapSessionKey(server.privateKey, installation, { ...key, wrapped: '*' })).toBeNull()
  })

  it('interoperate both ways with a second implementation of RFC 9180', async () => {
    const suite = new HPKE.CipherSuite(
      HPKE.KEM_DHKEM_P256_HKDF_SHA256,
      HPKE.KDF_HKDF_SHA256,
      HPKE.AEAD_AES_256_GCM,
    )
    const info = utf8('kerb session key v1')
    const aad = utf8(`kerb session key v1:${installation}:k1`)

    const ours = await wrapSessionKey(sealKey, installation, 'k1', raw)
    const jwk = await crypto.subtle.exportKey('jwk', server.privateKey)
    const secret = fromBase64url(jwk.d ?? '')
    if (!secret) throw new Error('no private number')
    const theirKey = await suite.DeserializePrivateKey(secret, true)
    const enc = fromBase64url(ours.enc)
    const wrapped = fromBase64url(ours.wrapped)
    if (!enc || !wrapped) throw new Error('not base64url')
    expect(await suite.Open(theirKey, enc, wrapped, { info, aad })).toEqual(raw)

    const point = new Uint8Array(await crypto.subtle.exportKey('raw', server.publicKey))
    const theirPublic = await suite.DeserializePublicKey(point)
    const sealed = await suite.Seal(theirPublic, raw, { info, aad })
    const theirs = {
      id: 'k1',
      enc: toBase64url(sealed.encapsulatedSecret),
      wrapped: toBase64url(sealed.ciphertext),
    }
    expect(await unwrapSessionKey(server.privateKey, installation, theirs)).toEqual(raw)
  })

  it('are wrapped to P-256 keys only', async () => {
    const p384 = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-384' }, true, ['deriveBits'])
    const spki = new Uint8Array(await crypto.subtle.exportKey('spki', p384.publicKey))
    expect(await importSealKey(toBase64url(spki))).toBeNull()
    expect(await importSealKey('junk!')).toBeNull()
    const point = new Uint8Array(await crypto.subtle.exportKey('raw', server.publicKey))
    expect(await importSealKey(toBase64url(point))).not.toBeNull()
    // One key, one name, in either form.
    const p256 = new Uint8Array(await crypto.subtle.exportKey('spki', server.publicKey))
    expect(await nameOfSealKey(toBase64url(point))).toMatch(/^[\w-]{12}$/)
    expect(await nameOfSealKey(toBase64url(p256))).toBe(await nameOfSealKey(toBase64url(point)))
    point[64] = (point[64] ?? 0) ^ 1
    expect(await importSealKey(toBase64url(point))).toBeNull()
  })
})

describe('rows', () => {
  it('open only with their key, installation and number', async () => {
    const key = { id: 'k1', rowKey: await importRowKey(raw) }
    const row = { seq: 7, kind: 'visit', host: 'maths.example' }
    const sealed = await sealRow(key, installation, row)
    expect(JSON.stringify(sealed)).not.toContain('maths')
    expect(await openRow(key.rowKey, installation, sealed)).toEqual(row)
    expect(await openRow(key.rowKey, installation, { ...sealed, seq: 8 })).toBeNull()
    expect(await openRow(key.rowKey, 'j'.repeat(43), sealed)).toBeNull()
    const another = await importRowKey(crypto.getRandomValues(new Uint8Array(32)))
    expect(await openRow(another, installation, sealed)).toBeNull()
    expect(await openRow(key.rowKey, installation, { ...sealed, sealed: 'AAAA' })).toBeNull()
  })
})
