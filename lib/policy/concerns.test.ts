import { expect, test } from 'vitest'
import { group, managed, pupil, raw, type Raw, server } from '../../tests/fixtures/sample-policies.ts'
import { BASELINE } from './baseline.ts'
import { comparePolicies, describeChange } from './compare.ts'
import { CONCERN_TIMES } from './concerns.ts'
import type { PolicyDocument } from './document.ts'
import { resolve } from './resolve.ts'
import { checkPolicyDocument } from './validate.ts'

const TIMES = { hours: [{ days: [1, 3], from: 540, to: 600 }], openWithin: 30 }
const of = (change?: (document: PolicyDocument) => void) =>
  resolve({ managed: null, server: server(change) }, pupil, 'on-site').concerns
const problems = (change: (document: Raw) => void) => {
  const document = raw()
  change(document)
  return checkPolicyDocument(document).problems.map(({ field, wrong }) => `${field} ${wrong}`)
}

test('a school that says nothing has its reading hours, and the button for its youngest', () => {
  expect(of()).toEqual({ ...CONCERN_TIMES, button: false })
  expect(BASELINE.concerns).toEqual({ ...CONCERN_TIMES, button: true })
  const primary = managed({ ageGroup: 'primary' })
  expect(resolve({ managed: primary, server: null }, {}, 'on-site').concerns.button).toBe(true)
})

test('what the policy says holds, for the group and for all', () => {
  const said = of((document) => {
    document.concerns = TIMES
    group(document).concernButton = true
  })
  expect(said).toEqual({ ...TIMES, button: true })
})

test('hours that are none, and a time that nobody could keep, are refused by name', () => {
  const wrong = problems((d) => void (d.concerns = { ...TIMES, hours: [{ days: [], from: 600, to: 540 }] }))
  expect(wrong).toEqual(['concerns.hours[0].to is not after from', 'concerns.hours[0].days is empty'])
  expect(problems((d) => void (d.concerns = { ...TIMES, openWithin: 1 }))).toEqual([
    'concerns.openWithin is too small or too short',
  ])
})

test('a change is read before it is published', () => {
  const after = raw()
  after.concerns = TIMES
  group(after).concernButton = true
  expect(comparePolicies(raw(), after).map(describeChange)).toEqual([
    '~ year-9, button to report a concern: off → on',
    '~ concerns are read: Mon-Fri 08:00-16:00, within 60 minutes → Mon,Wed 09:00-10:00, within 30 minutes',
  ])
})
