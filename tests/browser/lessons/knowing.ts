/** For what pupils are told about themselves: the school's policy as it is changed, and what stands on the pages of ours. */
import type { GroupPolicy } from '../../../lib/policy/document.ts'
import { sendNow } from '../../rig/numbers.ts'
import { until } from '../../rig/until.ts'
import { PATIENTLY } from '../backstops/school.ts'
import { type LessonStage, publishOpen } from './stage.ts'

const ALL_WEEK = { days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440 }
export const LEAST: GroupPolicy['recording'] = { hours: [ALL_WEEK], detail: 'least', searchTerms: true }

/** The address of a page of ours. */
export const ours = ({ browser }: LessonStage, page: string): string =>
  `chrome-extension://${browser.extensionId}/${page}`

/** Published, recording the least unless told otherwise; that it is there is the test's to see. */
export const publish = (
  { school }: LessonStage,
  otherwise: Parameters<typeof publishOpen>[1],
): Promise<string> => publishOpen(school, { recording: LEAST, ...otherwise })

/** Looks again and again, asking the server each time: a round may be under way that does not know it yet. */
export const heard = (
  { browser }: LessonStage,
  what: string,
  look: () => Promise<boolean>,
): Promise<unknown> =>
  until(async () => (await look()) || (await sendNow(browser), false), {
    what,
    within: PATIENTLY,
    every: 1000,
  })

export const urlOf = async ({ browser }: LessonStage, tab: string): Promise<string> =>
  (await browser.tabs()).find((one) => one.targetId === tab)?.url ?? ''
