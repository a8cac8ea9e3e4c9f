/**
 * The policy that is built in, for the first seconds after an install and for a device whose values never came:
 * a primary school's defaults and no site that is in no list. Lifelines, what sign-in needs and the never-block
 * set stay open: `decide` puts them above categories and unknown hosts.
 */
import { defaultActions } from './categories.ts'
import { concernsOf } from './concerns.ts'
import type { GroupPolicy } from './document.ts'
import { downloadsOf } from './downloads.ts'
import type { EffectivePolicy } from './effective.ts'
import { contentHash } from './hash.ts'
import { LESSON_HOURS } from './lesson.ts'
import { neededHosts } from './needed.ts'
import { personalDetailsOf } from './personal.ts'
import { themeRulesOf } from './themes.ts'

export const BASELINE_GROUP: GroupPolicy = {
  ageGroup: 'primary',
  categories: {},
  entries: [],
  unknownHosts: 'block',
  safeSearch: true,
  youtube: 'strict',
  // Any account: a device that has just been set up must be able to sign in.
  signInDomains: [],
  timetable: [],
  recording: {
    hours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 1020 }],
    detail: 'least',
    searchTerms: true,
  },
}

const content: Omit<EffectivePolicy, 'version'> = {
  source: 'baseline',
  school: { name: 'Your school', contact: '' },
  group: 'baseline',
  ageGroup: BASELINE_GROUP.ageGroup,
  timeZone: 'Europe/London',
  categories: defaultActions('primary'),
  categoryClauses: {},
  clauses: {},
  unknownHosts: BASELINE_GROUP.unknownHosts,
  timetable: [],
  entries: [],
  needed: neededHosts([], undefined),
  lifelines: [],
  unblocks: [],
  suspensions: [],
  lessons: [],
  lessonHours: LESSON_HOURS,
  quarantine: [],
  cleared: [],
  safeSearch: BASELINE_GROUP.safeSearch,
  youtube: BASELINE_GROUP.youtube,
  signInDomains: [],
  recording: BASELINE_GROUP.recording,
  concerns: concernsOf(BASELINE_GROUP),
  downloads: downloadsOf(BASELINE_GROUP),
  personalDetails: personalDetailsOf(BASELINE_GROUP),
  themes: themeRulesOf(BASELINE_GROUP),
}

export const BASELINE: EffectivePolicy = { ...content, version: contentHash(content) }
