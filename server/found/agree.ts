/**
 * Whether two findings make one that a school can go by: other installations, other pupils, the same evidence in two
 * families, on different days or in different places. Pure.
 */
import type { Place } from '../../lib/policy/document.ts'

export interface CountedFinding {
  readonly installation: number
  /** Whom the installation stands for; the row named the same. */
  readonly person: number
  /** `family:sign` */
  readonly signs: readonly string[]
  /** Days in the school's zone: as the device says, and when it came. */
  readonly saidDay: number
  readonly day: number
  readonly seenAt: Place
}

/** Families of evidence that must be shared. */
const FAMILIES = 2

export const anyAgree = (findings: readonly CountedFinding[]): boolean =>
  findings.some((one, i) => findings.some((other, j) => j > i && agree(one, other)))

export const agree = (a: CountedFinding, b: CountedFinding): boolean =>
  a.installation !== b.installation &&
  a.person !== b.person &&
  (areOtherDays(a, b) || areOtherPlaces(a, b)) &&
  sharedFamilies(a.signs, b.signs) >= FAMILIES

/** By the device's word and by the server's clock: a device can say that it was yesterday, and can keep a row back. */
const areOtherDays = (a: CountedFinding, b: CountedFinding): boolean =>
  a.day !== b.day && a.saidDay !== b.saidDay

const areOtherPlaces = (a: CountedFinding, b: CountedFinding): boolean =>
  a.seenAt !== b.seenAt && a.seenAt !== 'unknown' && b.seenAt !== 'unknown'

function sharedFamilies(a: readonly string[], b: readonly string[]): number {
  const shared = a.filter((sign) => b.includes(sign))
  return new Set(shared.map((sign) => sign.slice(0, sign.indexOf(':')))).size
}
