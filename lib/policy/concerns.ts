/** What the policy says of reporting a concern. */
import type { AgeGroup } from './categories.ts'
import type { ConcernTimes } from './document.ts'

/** Where the school has said nothing: school days, 8 to 16, and within an hour. */
export const CONCERN_TIMES: ConcernTimes = {
  hours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 960 }],
  openWithin: 60,
}

/** For one group. */
export interface Concerns extends ConcernTimes {
  /** Whether the movable button stands on every page. */
  readonly button: boolean
}

/** @param times of the school's policy, where it has some */
export const concernsOf = (
  group: { readonly ageGroup: AgeGroup; readonly concernButton?: boolean | undefined },
  times: ConcernTimes = CONCERN_TIMES,
): Concerns => ({ ...times, button: group.concernButton ?? group.ageGroup === 'primary' })
