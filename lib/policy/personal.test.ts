import { describe, expect, test } from 'vitest'
import { group, managed, pupil, raw, server } from '../../tests/fixtures/sample-policies.ts'
import { AGE_GROUPS } from './categories.ts'
import { comparePolicies, describeChange } from './compare.ts'
import { personalDetailsOf, PERSONAL_KINDS } from './personal.ts'
import { resolve } from './resolve.ts'
import { checkPolicyDocument } from './validate.ts'

test('the older, the less is asked; grown-ups and guests are asked nothing', () => {
  const counts = AGE_GROUPS.map((ageGroup) => [ageGroup, personalDetailsOf({ ageGroup }).pause] as const)
  const all = Object.fromEntries(counts)
  expect(all.primary).toEqual(PERSONAL_KINDS)
  expect(all.secondary).not.toContain('photo')
  expect(all.sixth).toEqual(['card'])
  expect([...(all.staff ?? ['?']), ...(all.guest ?? ['?'])]).toEqual([])
})

describe('the effective policy', () => {
  const layers = (personalDetails?: unknown) => ({
    managed: managed(),
    server: server((d) => void Object.assign(group(d), personalDetails && { personalDetails })),
  })

  test('has the group’s words over its age group’s, beside managed values too', () => {
    const own = { pause: ['photo'], exempt: ['vle.test'] }
    const policy = resolve(layers(own), pupil, 'on-site')
    expect(policy.personalDetails).toEqual(own)
    const plain = resolve(layers(), pupil, 'on-site')
    expect(plain.personalDetails).toEqual(personalDetailsOf({ ageGroup: 'secondary' }))
    expect(policy.version).not.toBe(plain.version)
  })

  test('switches every pause off with an empty list', () => {
    expect(resolve(layers({ pause: [] }), pupil, 'on-site').personalDetails.pause).toEqual([])
  })
})

test.each<[string, unknown]>([
  ['pause[0]', { pause: ['bank'] }],
  ['exempt[0]', { exempt: ['com'] }],
  ['exempt[1]', { exempt: ['vle.test', 'vle.test'] }],
  ['exempt[0]', { exempt: ['https://vle.test/'] }],
])('a problem names its field: %s', (field, personalDetails) => {
  const document = raw()
  Object.assign(group(document), { personalDetails })
  expect(checkPolicyDocument(document).problems.map((one) => one.field)).toEqual([
    `groups.year-9.personalDetails.${field}`,
  ])
})

test('a difference says which pause is gone and which host has become exempt, and that both open', () => {
  const after = raw()
  Object.assign(group(after), { personalDetails: { pause: ['card', 'phone'], exempt: ['vle.test'] } })
  const changes = comparePolicies(raw(), after)
  expect(changes.map(describeChange).join('\n')).toContain('vle.test')
  expect(changes.map(({ effect }) => effect)).toEqual(changes.map(() => changes[0]?.effect))
  expect(changes).toHaveLength(4) // Address, birth date and unkind words are gone; one host is there.
})
