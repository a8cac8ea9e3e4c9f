/** What the policy says of personal details: of which kinds a pause is made before they leave, and where none is. */
import type { AgeGroup } from './categories.ts'

export const PERSONAL_KINDS = ['phone', 'address', 'card', 'birth-date', 'photo', 'unkind'] as const
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

/** For one group, whole. */
export interface PersonalDetails {
  /** Of these kinds; none: no pause anywhere. */
  readonly pause: readonly PersonalKind[]
  /** The school's own systems: these hosts and all under them. */
  readonly exempt: readonly string[]
}

/** The older, the less is asked: what costs money or finds a person's door stays longest. */
const DEFAULTS: Readonly<Record<AgeGroup, readonly PersonalKind[]>> = {
  primary: PERSONAL_KINDS,
  secondary: ['phone', 'address', 'card', 'birth-date', 'unkind'],
  sixth: ['card'],
  staff: [],
  guest: [],
}

/** @returns the group's own words over its age group's defaults */
export function personalDetailsOf(group: {
  readonly ageGroup: AgeGroup
  readonly personalDetails?:
    | { readonly [key in keyof PersonalDetails]?: PersonalDetails[key] | undefined }
    | undefined
}): PersonalDetails {
  const own = group.personalDetails
  return { pause: own?.pause ?? DEFAULTS[group.ageGroup], exempt: own?.exempt ?? [] }
}
