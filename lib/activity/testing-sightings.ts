/** Sightings for the tests of lib/activity/redact. */
import type { Recording } from '../policy/document.ts'
import { exactly } from '../time/now.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { Sighting } from './redact.ts'

const HOURS = [{ days: [1, 2, 3, 4, 5], from: 8 * 60, to: 17 * 60 }]
export const least: Recording = { hours: HOURS, detail: 'least', searchTerms: false }
const allowed: Verdict = { action: 'allow', reason: { kind: 'unknown-host' }, remedy: 'none' }
export const gambling: Verdict = {
  action: 'block',
  reason: { kind: 'category', category: 'gambling' },
  remedy: 'ask',
}
export const selfHarm: Verdict = {
  action: 'block',
  reason: { kind: 'category', category: 'self-harm' },
  remedy: 'tell',
}
/** A Monday in summer: 10:00 and 18:30 in London. */
export const LESSON = exactly(Date.UTC(2026, 5, 8, 9))
export const EVENING = exactly(Date.UTC(2026, 5, 8, 17, 30))
export const HELPLINES = ['www.childline.org.uk', '111.nhs.uk', 'mind.org.uk', 'report.iwf.org.uk']

export const see = (
  url: string,
  change: Partial<Sighting> & { recording?: Partial<Recording> } = {},
): Sighting => ({
  url,
  verdict: allowed,
  categories: [],
  lifelines: HELPLINES,
  now: LESSON,
  ...change,
  policy: { timeZone: 'Europe/London', recording: { ...least, ...change.recording }, ...change.policy },
})
