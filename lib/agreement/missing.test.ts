import { describe, expect, test } from 'vitest'
import type { Agreement } from '../policy/agreed.ts'
import { closesAt, missingAt, missingNow, yearTurn } from './missing.ts'
import { anAgreement } from './testing.ts'

const LONDON = 'Europe/London'
/** The last second of August and the first of September at school, which is an hour ahead of UTC. */
const SEPTEMBER = Date.UTC(2026, 7, 31, 23)

const missing = (changes: Partial<Agreement>, at: number, timeZone = LONDON) =>
  missingAt({ agreement: anAgreement(changes), timeZone }, at)

describe('what is missing', () => {
  test('nothing where nobody asks', () => {
    expect(missingAt({ timeZone: LONDON }, SEPTEMBER)).toBeUndefined()
  })

  test('one’s own part comes first, then a parent’s', () => {
    expect(missing({ permitted: [] }, SEPTEMBER)).toBe('reading')
    expect(missing({ permitted: [2026] }, SEPTEMBER)).toBe('reading')
    expect(missing({ agreed: [2026], permitted: [2025] }, SEPTEMBER)).toBe('parent')
    // Where the school does not know the device, nobody can say what is on record.
    expect(missing({ agreed: [2026], permitted: [], unconfirmed: true }, SEPTEMBER)).toBe('device')
    expect(missing({ agreed: [], permitted: [], unconfirmed: true }, SEPTEMBER)).toBe('reading')
    expect(missing({ agreed: [2026], unconfirmed: true }, SEPTEMBER)).toBeUndefined()
    expect(missing({ agreed: [2026], permitted: [2025, 2026] }, SEPTEMBER)).toBeUndefined()
    expect(missing({ agreed: [2026] }, SEPTEMBER)).toBeUndefined()
  })

  test('a new school year asks again, at midnight by the school’s clock', () => {
    expect(missing({ agreed: [2025] }, SEPTEMBER - 1)).toBeUndefined()
    expect(missing({ agreed: [2025] }, SEPTEMBER)).toBe('reading')
    expect(missing({ agreed: [2025], yearStarts: '10-01' }, SEPTEMBER)).toBeUndefined()
    expect(yearTurn(anAgreement(), LONDON, SEPTEMBER - 1)).toBe(SEPTEMBER)
    expect(yearTurn(anAgreement(), LONDON, SEPTEMBER)).toBe(Date.UTC(2027, 7, 31, 23))
  })

  test('a reminder closes nothing', () => {
    const remind = { agreement: anAgreement({ until: 'remind' }), timeZone: LONDON }
    expect(missingAt(remind, SEPTEMBER)).toBe('reading')
    expect(closesAt(remind, SEPTEMBER)).toBeUndefined()
    expect(closesAt({ agreement: anAgreement(), timeZone: LONDON }, SEPTEMBER)).toBe('reading')
  })

  test('while the time is in doubt, what is missing at any of the times is, one’s own part first', () => {
    const now = { at: SEPTEMBER - 1, candidates: [SEPTEMBER - 1, SEPTEMBER] as const }
    const at = (changes: Partial<Agreement>) =>
      missingNow({ agreement: anAgreement(changes), timeZone: LONDON }, now)
    expect(at({})).toEqual({ year: 2025, missing: 'reading', unread: [2025, 2026] })
    expect(at({ agreed: [2025] })).toEqual({ year: 2026, missing: 'reading', unread: [2026] })
    expect(at({ agreed: [2026] })).toEqual({ year: 2025, missing: 'reading', unread: [2025] })
    expect(at({ agreed: [2026], permitted: [] })).toEqual({ year: 2025, missing: 'reading', unread: [2025] })
    expect(at({ agreed: [2025, 2026], permitted: [2025] })).toEqual({
      year: 2026,
      missing: 'parent',
      unread: [],
    })
    expect(at({ agreed: [2025, 2026] })).toEqual({ year: 2025, missing: undefined, unread: [] })
    expect(missingNow({ timeZone: LONDON }, now)).toBeUndefined()
  })
})
