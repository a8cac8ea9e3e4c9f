import { beforeAll, describe, expect, it } from 'vitest'
import { toBase64url, utf8 } from './bytes.ts'
import { openEnvelope, signEnvelope, type SigningKey, signSuccessor } from './envelope.ts'
import { etagOf, isNewer } from './version.ts'

async function newKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  return { privateKey: pair.privateKey, spki }
}

const pin = (key: SigningKey) => [toBase64url(key.spki)]
let first: SigningKey, second: SigningKey, third: SigningKey, stranger: SigningKey
beforeAll(async () => {
  ;[first, second, third, stranger] = await Promise.all([newKey(), newKey(), newKey(), newKey()])
})

describe('envelopes', () => {
  it('opens what a pinned key signed', async () => {
    const envelope = await signEnvelope('policy', { a: 'ü' }, first)
    const opened = await openEnvelope('policy', envelope, ['not a key', ...pin(stranger), ...pin(first)])
    expect(opened).toEqual({ ok: true, payload: { a: 'ü' }, signedBy: envelope.keyId })
  })

  it('refuses an unknown key, a changed payload and a document of another kind', async () => {
    const envelope = await signEnvelope('lists', { a: 1 }, first)
    expect(await openEnvelope('lists', envelope, pin(stranger))).toEqual({ ok: false, error: 'unknown-key' })
    const changed = { ...envelope, payload: toBase64url(utf8('{"a":2}')) }
    expect(await openEnvelope('lists', changed, pin(first))).toMatchObject({ error: 'bad-signature' })
    expect(await openEnvelope('policy', envelope, pin(first))).toMatchObject({ error: 'bad-signature' })
    const relabelled = { ...envelope, kind: 'policy' as const }
    expect(await openEnvelope('policy', relabelled, pin(first))).toMatchObject({ error: 'bad-signature' })
    const renamed = { ...envelope, keyId: (await signEnvelope('lists', 1, stranger)).keyId }
    expect(await openEnvelope('lists', renamed, pin(first))).toMatchObject({ error: 'unknown-key' })
  })

  it('follows a chain of successors in any order', async () => {
    const chain = [await signSuccessor(third.spki, second), await signSuccessor(second.spki, first)]
    const envelope = await signEnvelope('policy', 1, third, chain)
    expect(await openEnvelope('policy', envelope, pin(first))).toMatchObject({ ok: true, payload: 1 })
    expect(await openEnvelope('policy', envelope, pin(second))).toMatchObject({ ok: true })
  })

  it('does not follow a broken chain, a self-made one or a forged one', async () => {
    const open = async (...successors: Awaited<ReturnType<typeof signSuccessor>>[]) =>
      openEnvelope('policy', await signEnvelope('policy', 1, stranger, successors), pin(first))
    expect(await open(await signSuccessor(stranger.spki, second))).toMatchObject({ error: 'unknown-key' })
    expect(await open(await signSuccessor(stranger.spki, stranger))).toMatchObject({ error: 'unknown-key' })
    const honest = await signSuccessor(second.spki, first)
    expect(await open({ ...honest, key: toBase64url(stranger.spki) })).toMatchObject({ error: 'unknown-key' })
  })

  it('is not fooled by a successor statement passed off as a document', async () => {
    const statement = await signSuccessor(second.spki, first)
    const envelope = await signEnvelope('policy', 1, first)
    const forged = { ...envelope, payload: statement.key, signature: statement.signature }
    expect(await openEnvelope('policy', forged, pin(first))).toMatchObject({ error: 'bad-signature' })
  })
})

describe('versions', () => {
  it('counts the epoch before the number', () => {
    expect(isNewer({ epoch: 1, number: 0 }, undefined)).toBe(true)
    expect(isNewer({ epoch: 1, number: 2 }, { epoch: 1, number: 2 })).toBe(false)
    expect(isNewer({ epoch: 1, number: 3 }, { epoch: 1, number: 2 })).toBe(true)
    expect(isNewer({ epoch: 2, number: 0 }, { epoch: 1, number: 9 })).toBe(true)
    expect(isNewer({ epoch: 1, number: 9 }, { epoch: 2, number: 0 })).toBe(false)
    expect(etagOf({ epoch: 2, number: 7 })).toBe('"2.7"')
  })
})
