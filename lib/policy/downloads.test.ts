import { describe, expect, test } from 'vitest'
import { group, managed, pupil, raw, server, type Raw } from '../../tests/fixtures/sample-policies.ts'
import { comparePolicies, describeChange } from './compare.ts'
import type { DownloadRules } from './document.ts'
import { resolve } from './resolve.ts'
import { checkPolicyDocument } from './validate.ts'

const RULES: DownloadRules = {
  kinds: { archive: 'block' },
  adultAbove: 20,
  sites: [{ host: 'maths.test', action: 'allow', kinds: ['document'] }],
}

describe('the effective policy', () => {
  const layers = (rules?: DownloadRules) => ({
    managed: managed(),
    server: server((d) => void Object.assign(group(d), rules && { downloads: rules })),
  })

  test('has the group’s rules over its age group’s defaults, beside managed values too', () => {
    const { downloads } = resolve(layers(RULES), pupil, 'on-site')
    expect(downloads).toMatchObject({ adultAbove: 20, sites: RULES.sites })
    expect(downloads.kinds).toMatchObject({ archive: 'block', document: 'ask', executable: 'block' })
  })

  test('has the defaults where nothing is said, and another version where something is', () => {
    const plain = resolve(layers(), pupil, 'on-site')
    expect(plain.downloads).toMatchObject({ adultAbove: 200, sites: [] })
    expect(resolve(layers(RULES), pupil, 'on-site').version).not.toBe(plain.version)
    expect(resolve({ managed: managed(), server: null }, {}, 'on-site').downloads).toEqual(plain.downloads)
  })

  // Was broken: whatever no managed key speaks of was lost as soon as there were managed values.
  test('has the button of the server’s policy beside managed values', () => {
    const said = { managed: managed(), server: server((d) => void (group(d).concernButton = true)) }
    expect(resolve(said, pupil, 'on-site').concerns.button).toBe(true)
  })
})

describe('a problem names its field', () => {
  test.each<[string, unknown]>([
    ['kinds.documents', { kinds: { documents: 'ask' } }],
    ['kinds.document', { kinds: { document: 'maybe' } }],
    ['adultAbove', { adultAbove: 0 }],
    ['sites[0].host', { sites: [{ host: 'com', action: 'allow' }] }],
    ['sites[0].kinds', { sites: [{ host: 'a.test', action: 'allow', kinds: [] }] }],
    [
      'sites[1]',
      {
        sites: [
          { host: 'a.test', action: 'ask', kinds: ['script', 'text'] },
          { host: 'a.test', action: 'block', kinds: ['text'] },
        ],
      },
    ],
    ['largest', { largest: 5 }],
  ])('%s', (field, downloads) => {
    const document = raw()
    Object.assign(group(document), { downloads })
    expect(checkPolicyDocument(document).problems.map((one) => one.field)).toEqual([
      `groups.year-9.downloads.${field}`,
    ])
  })
})

describe('the difference between two policies', () => {
  const lines = (change: (document: Raw) => void): string[] => {
    const after = raw()
    change(after)
    return comparePolicies(raw(), after).map(describeChange)
  }
  test('is said by kind, size and site', () => {
    expect(lines((d) => void (group(d).downloads = RULES))).toEqual([
      '~ year-9, download of archive: adult → block (stricter)',
      '~ year-9, download without an adult, at most: 200 MB → 20 MB (stricter)',
      '+ year-9, download of document from maths.test: allow',
    ])
  })
  test('and the defaults, written out, are none', () => {
    expect(lines((d) => void (group(d).downloads = { kinds: { document: 'ask' } }))).toEqual([])
  })
})
