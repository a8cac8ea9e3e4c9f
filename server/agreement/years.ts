/** School years as the published policy has them. */
import { schoolYearAt, startOfSchoolYear } from '../../lib/time/school-year.ts'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { zoneOf } from '../documents/documents.ts'

type Said = Pick<PolicyDocument, 'timeZone' | 'agreementYearStarts'> | undefined

export const yearNow = (policy: Said, now: number): number =>
  schoolYearAt(zoneOf(policy), policy?.agreementYearStarts, now)

/** The end of a school year: what is on record for it is kept that long at least. */
export const endOfYear = (policy: Said, year: number): number =>
  startOfSchoolYear(zoneOf(policy), policy?.agreementYearStarts, year + 1)
