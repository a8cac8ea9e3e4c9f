import { beforeAll, describe, expect, it } from 'vitest'
import { toBase64url } from '../protocol/bytes.ts'
import { signEnvelope, type SigningKey } from '../protocol/envelope.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import type { Client } from './client.ts'
import { type DocumentStore, fetchDocument, type FetchParts, type Waiting } from './fetch-documents.ts'
import { WireError } from '../protocol/wire-error.ts'

async function newKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])
  return {
    privateKey: pair.privateKey,
    spki: new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey)),
  }
}

let school: SigningKey, stranger: SigningKey
beforeAll(async () => {
  ;[school, stranger] = await Promise.all([newKey(), newKey()])
})

const lists = (epoch: number, number: number, hosts: string[] = []): ListsDocument => ({
  version: { epoch, number },
  issuedAt: 1,
  segments: [{ id: 's', name: 'S', licence: 'CC0', category: 'games', hosts }],
})

/** A device with a memory, and a server that answers what a test says. */
function device(pinned = [toBase64url(school.spki)]) {
  const kept = new Map<string, unknown>()
  const asked: Record<string, string>[] = []
  let next: { status: number; text: string; etag?: string } | WireError = { status: 304, text: '' }
  const client: Client = {
    send: ({ headers }) => {
      asked.push({ ...headers })
      if (next instanceof WireError) return Promise.reject(next)
      const { status, text, etag } = next
      return Promise.resolve({ status, text, headers: new Headers(etag ? { ETag: etag } : {}) })
    },
    ask: () => Promise.reject(new Error('not used')),
  }
  const store: DocumentStore = {
    get: (kind) => Promise.resolve(kept.get(kind) as never),
    set: (kind, accepted) => Promise.resolve(void kept.set(kind, accepted)),
  }
  return {
    asked,
    kept,
    fetch: (parts: Partial<FetchParts> = {}) =>
      fetchDocument('lists', { client, store, signKeys: pinned, ...parts }),
    async serve(document: unknown, key = school, kind: 'lists' | 'policy' = 'lists', etag?: string) {
      const text = JSON.stringify(await signEnvelope(kind, document, key))
      next = { status: 200, text, ...(etag && { etag }) }
    },
    answer(status: number, text = '') {
      next = { status, text }
    },
    fail(error: WireError) {
      next = error
    },
  }
}

describe('signed documents', () => {
  it('are taken, kept, and asked for again by their ETag', async () => {
    const d = device()
    await d.serve(lists(1, 1), school, 'lists', '"1.1"')
    expect(await d.fetch()).toEqual({ state: 'new', document: lists(1, 1) })
    d.answer(304)
    expect(await d.fetch()).toEqual({ state: 'same' })
    expect(d.asked).toEqual([{}, { 'If-None-Match': '"1.1"' }])
    await d.serve(lists(1, 2, ['a.test']))
    expect(await d.fetch()).toMatchObject({ state: 'new' })
  })

  it('are refused when older, also by epoch, and what was accepted stays', async () => {
    const d = device()
    await d.serve(lists(2, 5))
    await d.fetch()
    for (const older of [lists(2, 4), lists(1, 9)]) {
      await d.serve(older)
      expect(await d.fetch()).toMatchObject({ state: 'kept', problem: { code: 'lists-older' } })
    }
    expect(d.kept.get('lists')).toMatchObject({ document: lists(2, 5) })
    await d.serve(lists(3, 0))
    expect(await d.fetch()).toMatchObject({ state: 'new' })
  })

  it('of the same version may differ between readers', async () => {
    const d = device()
    await d.serve(lists(1, 1))
    await d.fetch()
    expect(await d.fetch()).toEqual({ state: 'same' })
    await d.serve(lists(1, 1, ['a.test']), school, 'lists', '"1.1.x"')
    expect(await d.fetch()).toMatchObject({ state: 'new' })
  })

  it('are refused when forged, of another kind, unfit, or not documents at all', async () => {
    const d = device()
    const problem = async () => {
      const fetched = await d.fetch()
      return fetched.state === 'kept' ? fetched.problem.code : fetched.state
    }
    await d.serve(lists(1, 1), stranger)
    expect(await problem()).toBe('lists-unknown-key')
    await d.serve(lists(1, 1), school, 'policy')
    expect(await problem()).toBe('lists-bad-signature')
    await d.serve({ ...lists(1, 1), issuedAt: 'today' })
    expect(await d.fetch()).toMatchObject({
      problem: { code: 'lists-invalid', detail: expect.stringContaining('issuedAt') as string },
    })
    d.answer(200, '<html>')
    expect(await problem()).toBe('lists-unreadable')
    await d.serve(lists(1, 1))
    expect(await d.fetch({ signKeys: [] })).toMatchObject({ problem: { code: 'lists-unknown-key' } })
    const check = () => ({ code: 'canary', detail: 'education is blocked' })
    expect(await d.fetch({ check })).toEqual({ state: 'kept', problem: check() })
    expect(d.kept.size).toBe(0)
  })

  it('come once, though what belongs to them comes later, and are checked when they are taken', async () => {
    const d = device()
    const waiting: Waiting = new Map()
    let isHere = false
    const parts = { waiting, isWhole: async () => isHere }
    await d.serve(lists(1, 2), school, 'lists', '"1.2"')
    expect(await d.fetch(parts)).toEqual({ state: 'coming' })
    isHere = true
    d.answer(304)
    const unfit = { code: 'canary', detail: 'education is blocked' }
    expect(await d.fetch({ ...parts, signKeys: [] })).toMatchObject({ state: 'kept' })
    await d.serve(lists(1, 2), school, 'lists', '"1.2"')
    isHere = false
    await d.fetch(parts)
    isHere = true
    d.answer(304)
    expect(await d.fetch({ ...parts, check: () => unfit })).toMatchObject({ problem: unfit })
    isHere = false
    await d.serve(lists(1, 2), school, 'lists', '"1.2"')
    await d.fetch(parts)
    isHere = true
    d.answer(304)
    expect(await d.fetch(parts)).toEqual({ state: 'new', document: lists(1, 2) })
    expect(d.kept.get('lists')).toEqual({ document: lists(1, 2), etag: '"1.2"' })
    expect(d.asked.map((headers) => headers['If-None-Match'])).toEqual(
      [undefined, 1, undefined, 1, undefined, 1].map((at) => at && '"1.2"'),
    )
    // What another server said does not count.
    await d.serve(lists(1, 3), school, 'lists', '"1.3"')
    await d.fetch({ waiting, isWhole: async () => false })
    const other = device()
    other.answer(304)
    expect(await other.fetch({ waiting })).toEqual({ state: 'same' })
  })

  it('stay while the server is away', async () => {
    const d = device()
    d.fail(new WireError('network', 'away'))
    expect(await d.fetch()).toMatchObject({ state: 'kept', problem: { code: 'network' } })
  })
})
