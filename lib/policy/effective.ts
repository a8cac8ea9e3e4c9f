/**
 * The policy that holds for one person on one device: what `resolve` makes of the layers (managed, server,
 * lesson) and what `decide` and `compile` read. Already narrowed to a group and a place; still open in time.
 */
import type { Agreement } from './agreed.ts'
import type { Action, AgeGroup, CategoryId } from './categories.ts'
import type { Concerns } from './concerns.ts'
import type { Entry, Hours, Period, Recording, School, Suspension, Unblock } from './document.ts'
import type { Downloads } from './downloads.ts'
import type { Lesson } from './lesson.ts'
import type { PersonalDetails } from './personal.ts'
import type { ThemeRules } from './themes.ts'
import type { Cleared, Quarantined } from './quarantine.ts'

export interface EffectivePolicy {
  /** Where it came from: nothing yet, managed values, or the server's signed policy. */
  readonly source: 'baseline' | 'managed' | 'server'
  /** Changes whenever anything in here changes: a hash of the content. Goes into the DNR marker rule. */
  readonly version: string
  readonly school: School
  readonly group: string
  /** The group that was asked for and that the policy does not have; `group` is then the strictest. */
  readonly missingGroup?: string
  readonly ageGroup: AgeGroup
  readonly timeZone: string
  readonly categories: Readonly<Record<CategoryId, Action>>
  readonly categoryClauses: Readonly<Partial<Record<CategoryId, string>>>
  readonly clauses: Readonly<Record<string, string>>
  readonly unknownHosts: Action
  /** Periods that can apply at this place, in order; a later match wins. */
  readonly timetable: readonly Period[]
  readonly entries: readonly Entry[]
  /** Exact hosts that stay open for sign-in, the school server and updates. */
  readonly needed: readonly string[]
  /** The school's own lifelines; the built-in ones come with the lists. */
  readonly lifelines: readonly string[]
  /** Only those for this person or group, whatever their times. */
  readonly unblocks: readonly Unblock[]
  readonly suspensions: readonly Suspension[]
  /** What the server sent; `withLessons` puts them here. Not part of `version`. */
  readonly lessons: readonly Lesson[]
  /** When lessons may run at this place. Outside, a lesson closes nothing, whoever sent it. */
  readonly lessonHours: readonly Hours[]
  /** Found to be something, by this device or the school; `withQuarantine` puts them here. Not part of `version`. */
  readonly quarantine: readonly Quarantined[]
  /** Where the school says that nothing of the kind was found. Not part of `version`. */
  readonly cleared: readonly Cleared[]
  readonly safeSearch: boolean
  readonly youtube: 'off' | 'moderate' | 'strict'
  readonly signInDomains: readonly string[]
  readonly recording: Recording
  readonly concerns: Concerns
  readonly downloads: Downloads
  /** Left out: nobody asks for one. */
  readonly agreement?: Agreement
  readonly personalDetails: PersonalDetails
  readonly themes: ThemeRules
}

/** The same policy with other lessons. */
export const withLessons = (policy: EffectivePolicy, lessons: readonly Lesson[]): EffectivePolicy =>
  lessons.length === 0 && policy.lessons.length === 0 ? policy : { ...policy, lessons }
