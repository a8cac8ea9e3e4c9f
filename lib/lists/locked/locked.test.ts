import { createHash } from 'node:crypto'
import { fc, test as prop } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { canonical } from '../../verdict/address.ts'
import { toBase64url } from '../../protocol/bytes.ts'
import { shippedLists } from '../load.ts'
import { canonicalPath, formsOf, hostsOf } from './forms.ts'
import { listedHash } from './hash.ts'
import { LockedError, openLocked } from './locked.ts'
import { withoutProtected } from './protected.ts'
import { packEntries } from './records.ts'
import { readLockedSource } from './source.ts'

const KEY = new Uint8Array(32).fill(7)
const sha = (text: string, salt = ''): string =>
  createHash('sha256').update(Buffer.from(salt, 'hex')).update(text).digest('hex')

const HEAD = '# list: member\n# category: illegal-csam\n'

function lockedOf(texts: readonly string[], salt = '') {
  const head = salt === '' ? HEAD : `${HEAD}# salt: ${salt}\n`
  const read = readLockedSource(head + texts.map((text) => sha(text, salt)).join('\n'))
  if (!read.ok) throw new Error(read.problems.join())
  const { id, category, entries, salt: bytes } = read.source
  const list = {
    id,
    category,
    entries: toBase64url(packEntries(entries, KEY)),
    ...(bytes && { salt: toBase64url(bytes) }),
  }
  return openLocked({ key: toBase64url(KEY), lists: [list] })
}

function find(locked: ReturnType<typeof lockedOf>, url: string) {
  const address = canonical(url)
  if (address === null) throw new Error(url)
  return locked.find(address)
}

describe('what is found', () => {
  const locked = lockedOf([
    'bad.example',
    'host.example/gallery/',
    'host.example/one.html',
    'host.example/show?id=7',
    '203.0.113.9',
  ])
  it.each([
    ['https://bad.example/', 1],
    ['https://www.BAD.example.:8443/any?x=1#y', 1],
    ['https://user:pass@deep.er.bad.example/a/b', 1],
    ['http://host.example/gallery', undefined],
    ['http://host.example/gallery/', 2],
    ['http://img.host.example/gallery/2024/1.jpg?size=big', 2],
    ['http://host.example//x/..//gallery/%2e/1.jpg', 2],
    ['http://host.example/%2567allery/a', 2],
    ['http://host.example/GALLERY/A', 2],
    ['http://host.example/one.html?utm=1', 3],
    ['http://host.example/one.html/', 3],
    ['http://host.example/one.htm', undefined],
    ['http://host.example/show?id=7', 4],
    ['http://host.example/show?id=8', undefined],
    ['http://host.example/', undefined],
    ['http://notbad.example/', undefined],
    ['http://example/', undefined],
    ['http://203.0.113.9:81/x', 5],
    ['http://[::ffff:cb00:7109]/x', 5],
    ['view-source:https://bad.example/', 1],
  ])('%s', (url, entry) => {
    expect(find(locked, url)).toEqual(
      entry === undefined ? undefined : { list: 'member', entry, category: 'illegal-csam' },
    )
  })

  it('with a salt of the list, and only with it', () => {
    const salted = lockedOf(['bad.example'], 'c0ffee')
    expect(find(salted, 'https://bad.example/')?.entry).toBe(1)
    const other = readLockedSource(`${HEAD}# salt: c0ffee\n${sha('bad.example')}`)
    expect(other.ok && other.source.entries[0]?.hash).not.toEqual(
      listedHash('bad.example', Uint8Array.of(0xc0, 0xff, 0xee)),
    )
  })

  it('no parent of one label, and a host of many labels by its last six and itself', () => {
    expect(hostsOf('a.b.example', false)).toEqual(['a.b.example', 'b.example'])
    expect(hostsOf('localhost', false)).toEqual(['localhost'])
    const deep = `${'x.'.repeat(40)}bad.example`
    expect(hostsOf(deep, false).length).toBe(6)
    expect(find(locked, `https://${deep}/`)?.entry).toBe(1)
  })

  it('a bounded number of texts, whatever the address', () => {
    const url = `https://${'x.'.repeat(60)}bad.test/${'Y/'.repeat(3000)}${'%25'.repeat(500)}41?q`
    const address = canonical(url)
    expect(address && formsOf(address).length).toBeLessThan(200)
  })

  prop.prop([fc.webUrl({ withQueryParameters: true, withFragments: true })])(
    'an address is found by each of its own texts',
    (url) => {
      const address = canonical(url)
      if (address === null) return
      for (const form of formsOf(address)) expect(find(lockedOf([form]), url)?.entry).toBe(1)
    },
  )

  prop.prop([fc.string({ unit: 'binary-ascii', maxLength: 40 })])('one path has one form', (text) => {
    const once = canonicalPath(`/${text}`)
    expect(canonicalPath(once)).toBe(once)
    expect(once).toMatch(/^\/[!-~]*$/)
  })
})

describe('a list that is read', () => {
  it('keeps the numbers it has, and counts where it has none', () => {
    const read = readLockedSource(`${HEAD}41,${sha('a')}\n${sha('b').toUpperCase()}\n\n${sha('a')}\r\n`)
    expect(read.ok && read.source.entries.map(({ number }) => number)).toEqual([41, 2])
  })

  it.each([
    ['an error page', '<!doctype html><title>403</title>', 3],
    ['nothing', '', 3],
    ['no kind', `# list: x\n${sha('a')}`, 1],
    ['another kind', `# list: x\n# category: games\n${sha('a')}`, 1],
    ['names in clear', `${HEAD}bad.example\nworse.example`, 1],
    ['half of it names', `${HEAD}${sha('a')}\nbad.example`, 1],
    ['a salt that is none', `${HEAD}# salt: xyz\n${sha('a')}`, 1],
  ])('is refused: %s', (_, text, problems) => {
    const read = readLockedSource(text)
    expect(read.ok ? [] : read.problems).toHaveLength(problems)
    expect(JSON.stringify(read)).not.toContain('bad.example')
  })

  it('closes no registry, no helpline and nothing that lessons stand on, but addresses there', () => {
    const texts = [
      'co.uk',
      'github.io',
      'www.childline.org.uk',
      'google.com/',
      'bad.github.io',
      'docs.google.com/x',
    ]
    const read = readLockedSource(HEAD + texts.map((text) => sha(text)).join('\n'))
    if (!read.ok) throw new Error(read.problems.join())
    const { kept, refused } = withoutProtected(read.source, shippedLists())
    expect([kept.map(({ number }) => number), refused]).toEqual([
      [5, 6],
      [1, 2, 3, 4],
    ])
  })
})

describe('what is carried', () => {
  const entries = [{ number: 1, hash: listedHash('bad.example') }]
  const list = { id: 'x', category: 'illegal-csam' as const }
  const key = toBase64url(KEY)

  it('holds neither a name nor the hash of the member’s list', () => {
    const packed = Buffer.from(packEntries(entries, KEY)).toString('hex')
    expect(packed).not.toContain(sha('bad.example').slice(0, 8))
    expect(
      Buffer.from(
        packEntries(
          entries,
          KEY.map((n) => n + 1),
        ),
      ).toString('hex'),
    ).not.toBe(packed)
  })

  it('is refused when it is cut short or not in order', () => {
    const packed = packEntries([...entries, { number: 2, hash: listedHash('b') }], KEY)
    const open = (bytes: Uint8Array) => () =>
      openLocked({ key, lists: [{ ...list, entries: toBase64url(bytes) }] })
    expect(open(packed)).not.toThrow()
    expect(open(packed.subarray(0, -1))).toThrow(LockedError)
    const swapped = new Uint8Array([...packed.subarray(20), ...packed.subarray(0, 20)])
    expect(open(swapped)).toThrow(LockedError)
    expect(() => openLocked({ key: 'AAAA', lists: [] })).toThrow(LockedError)
  })
})
