/** Whose acceptance counts for whom, and for which text. */
import { describe, expect, test } from 'vitest'
import { group, managed, pupil, server } from '../../tests/fixtures/sample-policies.ts'
import type { AgreedHere } from './agreed.ts'
import type { AgreementState } from './agreement.ts'
import type { Entry, GroupAgreement } from './document.ts'
import { resolve } from './resolve.ts'

const [OLD, NEW, GROWN] = ['O', 'N', 'G'].map((letter) => letter.repeat(43)) as [string, string, string]
const PUPIL = (pupil.person ?? '').toLowerCase()
const ASKED: GroupAgreement = { text: 'child', parent: true, until: 'set-work', open: ['work.test'] }
const STATE: AgreementState = {
  person: PUPIL,
  texts: [
    { audience: 'child', name: NEW, title: 'For pupils' },
    { audience: 'adult', name: GROWN, title: 'For staff' },
  ],
  agreed: [],
  permitted: [2026],
}

function agreement(
  asked: Partial<GroupAgreement> | null,
  state: Partial<AgreementState>,
  here?: AgreedHere,
  person: string | undefined = pupil.person,
  entries?: Entry[],
) {
  const document = server((d) => {
    if (asked !== null) group(d).agreement = { ...ASKED, ...asked }
    d.agreement = { ...STATE, ...state }
    if (entries) group(d).entries = entries
  })
  const layers = { managed: managed({ group: 'year-9' }), server: document, agreed: here }
  return resolve(layers, person === undefined ? {} : { person }, 'away').agreement
}

describe('the agreement of a person', () => {
  test('nobody asks a group without one, nor for an audience without a text', () => {
    expect(agreement(null, {})).toBeUndefined()
    expect(agreement({}, { texts: [] })).toBeUndefined()
    expect(agreement({ text: 'adult' }, {})).toMatchObject({ text: GROWN, title: 'For staff' })
  })

  test('only this very text counts, on record or on the device, each year once', () => {
    const onRecord = {
      agreed: [
        { text: OLD, year: 2026 },
        { text: NEW, year: 2025 },
      ],
    }
    const here = {
      person: PUPIL,
      given: [
        { text: NEW, year: 2026 },
        { text: NEW, year: 2025 },
      ],
    }
    expect(agreement({}, onRecord)?.agreed).toEqual([2025])
    expect(agreement({}, onRecord, here)?.agreed).toEqual([2025, 2026])
  })

  test('what somebody else agreed to counts for nobody, nor does their parent’s permission', () => {
    const other = 'other@greenfield.example'
    const agreed = [{ text: NEW, year: 2026 }]
    expect(agreement({}, { person: other, agreed })).toMatchObject({ agreed: [], permitted: [] })
    expect(agreement({}, {}, { person: other, given: agreed })?.agreed).toEqual([])
    expect(agreement({}, { person: '', agreed }, undefined, '')?.agreed).toEqual([])
    expect(agreement({}, {}, { person: '', given: agreed }, '')?.agreed).toEqual([2026])
  })

  test('a parent is asked only where the school asks one', () => {
    expect(agreement({}, {})?.permitted).toEqual([2026])
    expect(agreement({ parent: false }, {})).not.toHaveProperty('permitted')
  })

  test('a device that nobody confirmed says so, since what is on record is not told there', () => {
    const told = { person: '', permitted: [], unconfirmed: true as const }
    expect(agreement({}, told)).toMatchObject({ permitted: [], unconfirmed: true })
    expect(agreement({}, {})).not.toHaveProperty('unconfirmed')
  })

  test('until then set work is open, and the school’s own sites where it says so', () => {
    expect(agreement({}, {})?.open).toEqual(['work.test'])
    expect(agreement({}, {})?.own).toEqual([])
    const { open, own = [] } = agreement({ until: 'own-sites' }, {}) ?? {}
    expect(open).toEqual(['work.test'])
    expect(own.length).toBeGreaterThan(0)
    expect(own.map(({ host }) => host)).not.toContain('www.reddit.com')
  })

  test('what lies under one of them is open only where the entry says so', () => {
    const entry = (kind: Entry['kind'], host: string): Entry => ({
      kind,
      host,
      action: 'allow',
      ...(kind === 'path' && { path: '/maps' }),
    })
    const entries = [
      entry('path', 'google.test'),
      entry('host', 'www.hill.test'),
      entry('suffix', 'kerboodle.test'),
      entry('suffix', 'twice.test'),
      entry('host', 'twice.test'),
    ]
    expect(agreement({ until: 'own-sites' }, {}, undefined, PUPIL, entries)?.own).toEqual([
      { host: 'google.test', exact: true },
      { host: 'www.hill.test', exact: true },
      { host: 'kerboodle.test', exact: false },
      { host: 'twice.test', exact: false },
    ])
  })
})
