/**
 * A self-signed certificate for the test web server, made in memory at each start: pages that need a secure context
 * (service workers) get one. The browser is told to accept this one key, so no root certificate is installed.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'

export interface Certificate {
  readonly key: string
  readonly cert: string
  /** Base64 SHA-256 of the public key, for `--ignore-certificate-errors-spki-list`. */
  readonly spki: string
}

/** One DER value: tag, length, content. */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  // BoringSSL insists on the shortest form of the length.
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts)
const text = (tag: number, value: string): Buffer => der(tag, Buffer.from(value))
const utcTime = (at: Date): Buffer => text(0x17, `${at.toISOString().slice(2, 19).replaceAll(/[-T:]/g, '')}Z`)

/** ecdsa-with-SHA256 (1.2.840.10045.4.3.2) */
const ECDSA_SHA256 = sequence(der(6, Buffer.from('2a8648ce3d040302', 'hex')))
/** commonName (2.5.4.3) */
const COMMON_NAME = der(6, Buffer.from('550403', 'hex'))
/** subjectAltName (2.5.29.17) */
const ALT_NAME = der(6, Buffer.from('551d11', 'hex'))

export function makeCertificate(name = '*.test', now = new Date()): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const who = sequence(der(0x31, sequence(COMMON_NAME, text(0x0c, name))))
  const day = 86_400_000
  const body = sequence(
    der(0xa0, der(2, Buffer.from([2]))),
    der(2, Buffer.from([1])),
    ECDSA_SHA256,
    who,
    sequence(utcTime(new Date(now.getTime() - day)), utcTime(new Date(now.getTime() + 30 * day))),
    who,
    spki,
    der(0xa3, sequence(sequence(ALT_NAME, der(4, sequence(text(0x82, name)))))),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, ECDSA_SHA256, der(3, Buffer.from([0]), signature))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    spki: createHash('sha256').update(spki).digest('base64'),
  }
}
