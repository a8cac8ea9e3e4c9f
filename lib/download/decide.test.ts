import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { AGE_GROUPS } from '../policy/categories.ts'
import type { DownloadRules } from '../policy/document.ts'
import { DANGEROUS, DOWNLOAD_ACTIONS, downloadsOf, FILE_KINDS, type FileKind } from '../policy/downloads.ts'
import { decideDownload } from './decide.ts'

const file = (kind: FileKind, bytes: number | null = 1_000) => ({ kind, bytes, disguised: false })
const rules = (own: DownloadRules = {}) => downloadsOf({ ageGroup: 'secondary', downloads: own })
const from = (host: string | null, lifeline = false) => ({ host, lifeline })
const decide = (kind: FileKind, own: DownloadRules, host: string | null = 'a.maths.test') =>
  decideDownload(file(kind), rules(own), from(host))

describe('the defaults', () => {
  test.each(AGE_GROUPS)('%s: what can run is blocked, but for what staff work with', (ageGroup) => {
    const { kinds } = downloadsOf({ ageGroup })
    for (const kind of DANGEROUS) {
      const works = ageGroup === 'staff' && (kind === 'macro-document' || kind === 'web-page')
      expect({ kind, action: kinds[kind] }).toEqual({ kind, action: works ? 'ask' : 'block' })
    }
  })

  test('a worksheet is one yes for a pupil, none for staff', () => {
    const yes = { action: 'ask', reason: 'kind', remedy: 'yes' }
    for (const ageGroup of ['primary', 'secondary', 'guest'] as const)
      expect(decideDownload(file('document'), downloadsOf({ ageGroup }), from('maths.test'))).toEqual(yes)
    const staff = downloadsOf({ ageGroup: 'staff' })
    expect(decideDownload(file('document'), staff, from('maths.test')).action).toBe('allow')
  })

  test('what is very big needs an adult, and blocked stays blocked', () => {
    const big = 201_000_000
    expect(decideDownload(file('picture', big), rules(), from('a.test'))).toEqual({
      action: 'adult',
      reason: 'size',
      remedy: 'adult',
    })
    expect(decideDownload(file('executable', big), rules(), from('a.test')).action).toBe('block')
    expect(decideDownload(file('picture', null), rules(), from('a.test')).action).toBe('allow')
  })
})

describe('the school’s own words', () => {
  test('by kind', () => expect(decide('script', { kinds: { script: 'ask' } }).action).toBe('ask'))

  test('by site: the nearest host, then the one that names the kind, then the stricter', () => {
    const sites: DownloadRules['sites'] = [
      { host: 'maths.test', action: 'block' },
      { host: 'a.maths.test', action: 'allow' },
      { host: 'a.maths.test', action: 'adult', kinds: ['video'] },
    ]
    expect(decide('document', { sites })).toMatchObject({ action: 'allow', reason: 'site' })
    expect(decide('video', { sites }).action).toBe('adult')
    expect(decide('document', { sites }, 'b.maths.test').action).toBe('block')
    expect(decide('document', { sites }, 'notmaths.test').action).toBe('ask')
    expect(decide('document', { sites }, null).action).toBe('ask')
  })

  test('a site that is opened is not opened for what can run, unless it is named', () => {
    const open: DownloadRules = { sites: [{ host: 'maths.test', action: 'allow' }] }
    expect(decide('script', open).action).toBe('block')
    const named: DownloadRules = { sites: [{ host: 'maths.test', action: 'allow', kinds: ['script'] }] }
    expect(decide('script', named).action).toBe('allow')
  })
})

test('a helpline’s leaflet is never asked about; what can run is blocked there too', () => {
  const help = from('help.test', true)
  expect(decideDownload(file('document'), rules(), help).action).toBe('allow')
  expect(decideDownload(file('executable'), rules(), help).action).toBe('block')
})

const actionArb = fc.constantFrom(...DOWNLOAD_ACTIONS)
const kindArb = fc.constantFrom(...FILE_KINDS)
const hostArb = fc.constantFrom('maths.test', 'a.maths.test', 'b.a.maths.test', 'other.test')
const rulesArb: fc.Arbitrary<DownloadRules> = fc.record({
  kinds: fc.dictionary(kindArb, actionArb, { maxKeys: 4 }),
  adultAbove: fc.integer({ min: 1, max: 300 }),
  sites: fc.array(
    fc.record({
      host: hostArb,
      action: actionArb,
      kinds: fc.option(fc.array(kindArb, { minLength: 1, maxLength: 3 }), { nil: undefined }),
    }),
    { maxLength: 5 },
  ),
})

const strictness = (action: (typeof DOWNLOAD_ACTIONS)[number]) => DOWNLOAD_ACTIONS.indexOf(action)

property.prop([rulesArb, kindArb, hostArb, fc.integer({ min: 0, max: 1e9 }), fc.constantFrom(...AGE_GROUPS)])(
  'bigger is never milder, a disguise is always blocked, and the order of the sites does not matter',
  (own, kind, host, bytes, ageGroup) => {
    const all = downloadsOf({ ageGroup, downloads: own })
    const small = decideDownload(file(kind, 0), all, from(host))
    const big = decideDownload(file(kind, bytes), all, from(host))
    expect(strictness(big.action)).toBeGreaterThanOrEqual(strictness(small.action))
    expect(decideDownload({ kind, bytes, disguised: true }, all, from(host)).action).toBe('block')
    const turned = { ...all, sites: all.sites.toReversed() }
    expect(decideDownload(file(kind, bytes), turned, from(host))).toEqual(big)
  },
)

property.prop([rulesArb, hostArb])('nothing that can run lands but where its kind is named', (own, host) => {
  const all = downloadsOf({ ageGroup: 'primary', downloads: own })
  for (const kind of DANGEROUS) {
    const { action } = decideDownload(file(kind), all, from(host))
    const named = own.kinds?.[kind] !== undefined || own.sites?.some(({ kinds }) => kinds?.includes(kind))
    if (action === 'allow' || action === 'ask') expect(named).toBe(true)
  }
})
