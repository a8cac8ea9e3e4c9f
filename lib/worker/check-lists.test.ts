/** What lists a device takes in place of those it has. */
import { describe, expect, it } from 'vitest'
import { listedHash } from '../lists/locked/hash.ts'
import { packEntries } from '../lists/locked/records.ts'
import { toBase64url } from '../protocol/bytes.ts'
import type { ListsDocument } from '../protocol/lists-document.ts'
import type { LockedDocument } from '../protocol/locked-document.ts'
import { ground } from './testing.ts'
import { checkLists } from './check-lists.ts'
import { FactsKeeper } from './facts.ts'
import { KeptDocuments } from './kept-documents.ts'

const KEY = new Uint8Array(32).fill(3)
const locked = (number: number, names: readonly string[]): LockedDocument => ({
  version: { epoch: 1, number },
  issuedAt: 0,
  key: toBase64url(KEY),
  lists: [
    {
      id: 'member',
      category: 'illegal-csam',
      entries: toBase64url(
        packEntries(
          names.map((name, at) => ({ number: at + 1, hash: listedHash(name) })),
          KEY,
        ),
      ),
    },
  ],
})
const some = locked(1, ['bad.example'])

describe('the lists of categories', () => {
  it('are not refused for what the school itself says of a host that everybody knows', () => {
    const lists: ListsDocument = {
      version: { epoch: 1, number: 2 },
      issuedAt: 0,
      segments: [],
      corrections: [
        { host: 'coolmathgames.com', categories: [] },
        { host: 'theguardian.com', categories: ['social'] },
      ],
    }
    expect(checkLists({ lists: null, locked: null }, lists)).toBeUndefined()
    const hosts = ['theguardian.com']
    const segments = [{ id: 'a', name: 'A', licence: '', category: 'games' as const, hosts }]
    expect(checkLists({ lists: null, locked: null }, { ...lists, segments })).toMatchObject({
      code: 'lists-held',
    })
  })
})

describe('the locked slot', () => {
  it('is not emptied', () => {
    for (const none of [locked(2, []), { ...some, lists: [] }])
      expect(checkLists({ lists: null, locked: some }, none)).toMatchObject({ code: 'locked-held' })
    expect(checkLists({ lists: null, locked: some }, locked(2, ['x']))).toBeUndefined()
    expect(checkLists({ lists: null, locked: null }, locked(1, []))).toBeUndefined()
  })

  it('is emptied of what the school has taken out, and of nothing else', () => {
    const none = { ...some, lists: [] }
    expect(checkLists({ lists: null, locked: some }, { ...none, removed: ['member'] })).toBeUndefined()
    expect(checkLists({ lists: null, locked: some }, { ...none, removed: ['another'] })).toMatchObject({
      code: 'locked-held',
    })
    const two = { ...some, lists: [...some.lists, { ...some.lists[0]!, id: 'another' }] }
    expect(checkLists({ lists: null, locked: two }, { ...none, removed: ['another'] })).toMatchObject({
      code: 'locked-held',
    })
  })

  it('takes no list that cannot be searched', () => {
    const [list] = some.lists
    const cut = { ...some, lists: [{ ...list!, entries: list!.entries.slice(0, 8) }] }
    expect(checkLists({ lists: null, locked: null }, cut)).toMatchObject({ code: 'locked-held' })
  })

  it('holds on when managed values name another server, until that one has given its own', async () => {
    const { local } = ground()
    const facts = new FactsKeeper(local)
    await facts.load()
    const documents = new KeptDocuments(facts, local)
    await documents.load()
    documents.belongTo('https://one.example')
    await documents.set('locked', { document: locked(7, ['bad.example']), etag: '"1.7"' })
    documents.belongTo('https://two.example')
    expect(facts.current.locked?.version.number).toBe(7)
    // Whatever number the other server has, it is the first of its own.
    expect(await documents.get('locked')).toBeUndefined()
    await documents.set('locked', { document: locked(1, ['x']), etag: '"1.1"' })
    expect((await documents.get('locked'))?.document.version.number).toBe(1)
  })
})
