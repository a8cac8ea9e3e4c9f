import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { checkPolicyDocument, describeDocumentProblem } from './validate.ts'
import { group, raw, type Raw } from '../../tests/fixtures/sample-policies.ts'

const fields = (change: (document: Raw) => void): string[] => {
  const document = raw()
  change(document)
  return checkPolicyDocument(document).problems.map((one) => one.field)
}

test('the sample policy is valid, with a group of every kind, a lunch and clauses', () => {
  const { document, problems } = checkPolicyDocument(raw())
  expect(problems).toEqual([])
  expect(new Set(Object.values(document?.groups ?? {}).map((one) => one.ageGroup)).size).toBe(5)
  expect(document && group(document).timetable.map((one) => one.name)).toContain('lunch')
})

describe('a problem names its field', () => {
  test.each<[string, (document: Raw) => void]>([
    ['defaultGroup', (d) => void (d.defaultGroup = 'gest')],
    ['people["a.khan@greenfield.example"]', (d) => void (d.people['a.khan@greenfield.example'] = 'teachers')],
    ['people["Big@greenfield.example"]', (d) => void (d.people['Big@greenfield.example'] = 'staff')],
    [
      'groups.year-9.agreement.open[0]',
      (d) => void (group(d).agreement = { text: 'child', parent: false, until: 'remind', open: ['com'] }),
    ],
    ['agreementYearStarts', (d) => void (d.agreementYearStarts = '02-29')],
    ['agreementYearStarts', (d) => void (d.agreementYearStarts = '1 September')],
    ['agreement', (d) => void (d.agreement = { person: '', texts: [], agreed: [], permitted: [] })],
    ['timeZone', (d) => void (d.timeZone = 'Europe/Londn')],
    ['issuedAt', (d) => void (d.issuedAt = 1_790_000_000)],
    ['groups.year-9.categories.illegal-csam', (d) => void (group(d).categories['illegal-csam'] = 'allow')],
    [
      'groups.year-9.timetable[1].categories.illegal-terror',
      (d) => void (group(d).timetable[1]!.categories['illegal-terror'] = 'warn'),
    ],
    ['groups.year-9.timetable[0].hours.to', (d) => void (group(d).timetable[0]!.hours.to = 1)],
    ['groups.year-9.timetable[0].hours.days', (d) => void (group(d).timetable[0]!.hours.days = [])],
    ['groups.year-9.timetable[0]', (d) => void (group(d).timetable[0]!.categories = {})],
    ['groups.year-9.recording.reason', (d) => void (group(d).recording.detail = 'paths')],
    ['groups.year-9.entries[2].path', (d) => void delete group(d).entries[2]!.path],
    ['groups.year-9.entries[1].path', (d) => void (group(d).entries[1]!.path = '/x')],
    ['groups.year-9.entries[1].clause', (d) => void (group(d).entries[1]!.clause = 'nonsense')],
    [
      'groups.year-9.entries[3]',
      (d) => void group(d).entries.push({ ...group(d).entries[0]!, action: 'block' }),
    ],
    ['categoryClauses.games', (d) => void (d.categoryClauses.games = 'nonsense')],
    ['unblocks[0].until', (d) => void (d.unblocks[0]!.until = d.unblocks[0]!.from)],
    ['unblocks[0].from', (d) => void (d.unblocks[0]!.from = 1_790_000_000)],
    ['unblocks[0].forGroup', (d) => void (d.unblocks[0]!.forGroup = 'year-10')],
    ['unblocks[0]', (d) => void delete d.unblocks[0]!.forGroup],
    ['unblocks[0].entry.action', (d) => void (d.unblocks[0]!.entry.action = 'block')],
    ['unblocks[1].id', (d) => void d.unblocks.push(d.unblocks[0]!)],
    ['suspensions[0].until', (d) => void (d.suspensions[0]!.until = d.suspensions[0]!.from - 1)],
    ['suspensions[0].person', (d) => void (d.suspensions[0]!.person = 'Someone@x.example')],
    ['lifelines[1]', (d) => void (d.lifelines = ['www.helpline.example.org', 'mail.google.com'])],
    ['needed[0]', (d) => void (d.needed = ['www.dropbox.com'])],
    ['teachersMayOpen[1]', (d) => void Object.assign(d, { teachersMayOpen: ['games', 'self-harm'] })],
    ['teachersMayOpen[0]', (d) => void Object.assign(d, { teachersMayOpen: ['illegal-csam'] })],
    // Shape.
    ['groups.year-9.unknownHosts', (d) => void Object.assign(group(d), { unknownHosts: 'blok' })],
    ['groups.year-9.categories.gamez', (d) => void Object.assign(group(d).categories, { gamez: 'block' })],
    [
      'groups.guest.entries[0].claus',
      (d) => void Object.assign(group(d, 'guest').entries[0]!, { claus: 'x' }),
    ],
    ['unblocks[0].reason', (d) => void (d.unblocks[0]!.reason = '')],
    ['lifelines[0]', (d) => void (d.lifelines = ['Upper.example'])],
    ['school', (d) => void Reflect.deleteProperty(d, 'school')],
    ['version.epoch', (d) => void (d.version.epoch = 1.5)],
  ])('%s', (field, change) => {
    expect(fields(change)).toEqual([field])
  })
})

test('the words say what is wrong and what to write', () => {
  const document = raw()
  Object.assign(group(document), { unknownHosts: 'blok', safeSearch: 'on' })
  expect(checkPolicyDocument(document).problems.map(describeDocumentProblem)).toEqual([
    'groups.year-9.unknownHosts is not one of its words. Did you mean “block”? Write one of: allow, warn, block.',
    'groups.year-9.safeSearch is of the wrong kind. Write true or false.',
  ])
})

property.prop([fc.anything()])(
  'anything at all is answered with problems, never an exception',
  (anything) => {
    expect(checkPolicyDocument(anything).problems.length).toBeGreaterThan(0)
  },
)

property.prop([fc.constantFrom(...Object.keys(raw())), fc.anything()])(
  'nor when one field is anything',
  (key, value) => {
    const { document, problems } = checkPolicyDocument({ ...raw(), [key]: value })
    expect(document === undefined).toBe(problems.length > 0)
  },
)
