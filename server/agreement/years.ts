/** School years as the published policy has them. */
import { schoolYearAt, startOfSchoolYear } from '../../lib/time/school-year.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'

/** Until a policy says in which zone the school is. */
const ZONE = 'Europe/London'

type Said = Pick<PolicyDocument, 'timeZone' | 'agreementYearStarts'> | undefined

export const yearNow = (policy: Said, now: number): number =>
  schoolYearAt(policy?.timeZone ?? ZONE, policy?.agreementYearStarts, now)

/** The end of a school year: what is on record for it is kept that long at least. */
export const endOfYear = (policy: Said, year: number): number =>
  startOfSchoolYear(policy?.timeZone ?? ZONE, policy?.agreementYearStarts, year + 1)
