/** What is missing of the agreement at an instant: it holds for a text and a school year. */
import type { Agreement } from '../policy/agreed.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Now } from '../time/now.ts'
import { schoolYearAt, startOfSchoolYear } from '../time/school-year.ts'

/**
 * `reading`: to read the text and to agree. `parent`: a parent's permission, which the school's office records.
 * `device`: it may be on record, but the school does not know this device and says nothing about anybody there.
 */
export type Missing = 'reading' | 'parent' | 'device'

type Asking = Pick<EffectivePolicy, 'agreement' | 'timeZone'>

/** The school year that counts at an instant. */
export const yearOf = ({ yearStarts }: Agreement, zone: string, at: number): number =>
  schoolYearAt(zone, yearStarts, at)

/** Undefined when nothing is: nobody asks, or everything is there. One's own part comes first. */
export function missingAt({ agreement, timeZone }: Asking, at: number): Missing | undefined {
  if (agreement === undefined) return undefined
  const year = yearOf(agreement, timeZone, at)
  if (!agreement.agreed.includes(year)) return 'reading'
  if (agreement.permitted?.includes(year) !== false) return undefined
  return agreement.unconfirmed ? 'device' : 'parent'
}

/** What is missing now, and of which school year. */
export interface MissingNow {
  readonly year: number
  readonly missing: Missing | undefined
  /** School years that it may be now and whose text is still to be agreed to. More than one while the time is in doubt. */
  readonly unread: readonly number[]
}

/**
 * Undefined where nobody asks. While the time is in doubt, what is missing at any of the times is missing, as `decide` has
 * it: who is not asked for it could not get out of what it closes.
 */
export function missingNow(policy: Asking, { at, candidates }: Now): MissingNow | undefined {
  const { agreement, timeZone } = policy
  if (agreement === undefined) return undefined
  const of = (time: number) => ({
    year: yearOf(agreement, timeZone, time),
    missing: missingAt(policy, time),
  })
  const all = candidates.map(of)
  const reading = all.filter(({ missing }) => missing === 'reading')
  return {
    ...(reading[0] ?? all.find(({ missing }) => missing) ?? of(at)),
    unread: [...new Set(reading.map(({ year }) => year))],
  }
}

/** What is missing and closes sites for it. */
export const closesAt = (policy: Asking, at: number): Missing | undefined =>
  policy.agreement?.until === 'remind' ? undefined : missingAt(policy, at)

/** The start of the next school year, from which a new acceptance is needed. */
export const yearTurn = (agreement: Agreement, zone: string, at: number): number =>
  startOfSchoolYear(zone, agreement.yearStarts, yearOf(agreement, zone, at) + 1)
