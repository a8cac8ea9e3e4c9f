import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { comparePolicies, describeChange } from './compare.ts'
import type { PolicyDocument } from './document.ts'
import { checkPolicyDocument, describeDocumentProblem } from './validate.ts'

const sample = readFileSync(join(import.meta.dirname, '../../assets/sample-policy.json'), 'utf8')
type Raw = PolicyDocument & Record<string, unknown>
const raw = (): Raw => JSON.parse(sample) as Raw
const group = (document: PolicyDocument, name = 'year-9') => document.groups[name]!
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
    [
      'defaultGroup',
      (d) => {
        d.defaultGroup = 'gest'
      },
    ],
    [
      'people["a.khan@greenfield.example"]',
      (d) => {
        d.people['a.khan@greenfield.example'] = 'teachers'
      },
    ],
    [
      'people["Big@greenfield.example"]',
      (d) => {
        d.people['Big@greenfield.example'] = 'staff'
      },
    ],
    [
      'timeZone',
      (d) => {
        d.timeZone = 'Europe/Londn'
      },
    ],
    [
      'issuedAt',
      (d) => {
        d.issuedAt = 1_790_000_000
      },
    ],
    [
      'groups.year-9.categories.illegal-csam',
      (d) => {
        group(d).categories['illegal-csam'] = 'allow'
      },
    ],
    [
      'groups.year-9.timetable[1].categories.illegal-terror',
      (d) => {
        group(d).timetable[1]!.categories['illegal-terror'] = 'warn'
      },
    ],
    [
      'groups.year-9.timetable[0].hours.to',
      (d) => {
        group(d).timetable[0]!.hours.to = 1
      },
    ],
    [
      'groups.year-9.timetable[0].hours.days',
      (d) => {
        group(d).timetable[0]!.hours.days = []
      },
    ],
    [
      'groups.year-9.timetable[0]',
      (d) => {
        group(d).timetable[0]!.categories = {}
      },
    ],
    [
      'groups.year-9.recording.reason',
      (d) => {
        group(d).recording.detail = 'paths'
      },
    ],
    [
      'groups.year-9.entries[2].path',
      (d) => {
        delete group(d).entries[2]!.path
      },
    ],
    [
      'groups.year-9.entries[1].path',
      (d) => {
        group(d).entries[1]!.path = '/x'
      },
    ],
    [
      'groups.year-9.entries[1].clause',
      (d) => {
        group(d).entries[1]!.clause = 'nonsense'
      },
    ],
    [
      'groups.year-9.entries[3]',
      (d) => {
        group(d).entries.push({ ...group(d).entries[0]!, action: 'block' })
      },
    ],
    [
      'categoryClauses.games',
      (d) => {
        d.categoryClauses.games = 'nonsense'
      },
    ],
    [
      'unblocks[0].until',
      (d) => {
        d.unblocks[0]!.until = d.unblocks[0]!.from
      },
    ],
    [
      'unblocks[0].from',
      (d) => {
        d.unblocks[0]!.from = 1_790_000_000
      },
    ],
    [
      'unblocks[0].forGroup',
      (d) => {
        d.unblocks[0]!.forGroup = 'year-10'
      },
    ],
    [
      'unblocks[0]',
      (d) => {
        delete d.unblocks[0]!.forGroup
      },
    ],
    [
      'unblocks[0].entry.action',
      (d) => {
        d.unblocks[0]!.entry.action = 'block'
      },
    ],
    [
      'unblocks[1].id',
      (d) => {
        d.unblocks.push(d.unblocks[0]!)
      },
    ],
    [
      'suspensions[0].until',
      (d) => {
        d.suspensions[0]!.until = d.suspensions[0]!.from - 1
      },
    ],
    [
      'suspensions[0].person',
      (d) => {
        d.suspensions[0]!.person = 'Someone@x.example'
      },
    ],
    [
      'lifelines[1]',
      (d) => {
        d.lifelines = ['www.helpline.example.org', 'mail.google.com']
      },
    ],
    [
      'needed[0]',
      (d) => {
        d.needed = ['www.dropbox.com']
      },
    ],
    // Shape.
    [
      'groups.year-9.unknownHosts',
      (d) => {
        Object.assign(group(d), { unknownHosts: 'blok' })
      },
    ],
    [
      'groups.year-9.categories.gamez',
      (d) => {
        Object.assign(group(d).categories, { gamez: 'block' })
      },
    ],
    [
      'groups.guest.entries[0].claus',
      (d) => {
        Object.assign(group(d, 'guest').entries[0]!, { claus: 'x' })
      },
    ],
    [
      'unblocks[0].reason',
      (d) => {
        d.unblocks[0]!.reason = ''
      },
    ],
    [
      'lifelines[0]',
      (d) => {
        d.lifelines = ['Upper.example']
      },
    ],
    [
      'school',
      (d) => {
        Reflect.deleteProperty(d, 'school')
      },
    ],
    [
      'version.epoch',
      (d) => {
        d.version.epoch = 1.5
      },
    ],
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

describe('the difference between two policies', () => {
  const lines = (change: (document: Raw) => void): string[] => {
    const after = raw()
    change(after)
    return comparePolicies(raw(), after).map(describeChange)
  }
  test('none', () => {
    expect(
      lines((d) => {
        d.version.number = 2
        d.issuedAt += 1
      }),
    ).toEqual([])
  })
  test.each<[string, (document: Raw) => void]>([
    [
      '~ year-9, category games: block → warn (looser)',
      (d) => {
        group(d).categories.games = 'warn'
      },
    ],
    [
      '~ guest, unknown hosts: warn → block (stricter)',
      (d) => {
        group(d, 'guest').unknownHosts = 'block'
      },
    ],
    [
      '~ staff, YouTube: off → moderate (stricter)',
      (d) => {
        group(d, 'staff').youtube = 'moderate'
      },
    ],
    [
      '- year-9, block www.reddit.com/r/teenagers: clause strangers (looser)',
      (d) => {
        group(d).entries.pop()
      },
    ],
    [
      '+ guest, allow =a.example (looser)',
      (d) => {
        group(d, 'guest').entries.push({ kind: 'host', host: 'a.example', action: 'allow' })
      },
    ],
    [
      '- year-9, period 3: evening, Mon-Sun 16:00-21:00, away: games=warn',
      (d) => {
        group(d).timetable.pop()
      },
    ],
    [
      '~ person pupil9@greenfield.example: year-9 → staff',
      (d) => {
        d.people['pupil9@greenfield.example'] = 'staff'
      },
    ],
    [
      '- suspension suspension-1: pupil9b@greenfield.example, 2026-11-20T08:00Z to 2026-11-23T08:00Z: Agreed with home after repeated games in lessons; open: www.bbc.co.uk (looser)',
      (d) => {
        d.suspensions = []
      },
    ],
  ])('%s', (line, change) => {
    expect(lines(change)).toEqual([line])
  })
  test('a new group is described without its usual categories', () => {
    const added = lines((d) => {
      d.groups['year-7'] = group(d)
    })
    expect(added).toContain('+ group year-7')
    expect(added.filter((line) => line.includes('category'))).toEqual([
      '+ year-7, category ai-assistant: block',
    ])
  })
})
