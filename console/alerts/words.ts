/** Alerts in the words of a safeguarding lead. */
import type { Severity, Theme } from '../../lib/policy/themes.ts'
import type {
  ALERT_SORTS,
  ALERT_VIEWS,
  AlertState,
  DISMISSALS,
  How,
  OpenedAlert,
  OUTCOMES,
  Reason,
} from '../../lib/protocol/alerts.ts'
import { plural } from '../format.ts'
import { THEME_NAMES } from '../record/words.ts'

export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}
export const SEVERITY_BADGES: Readonly<Record<Severity, string>> = {
  high: 'badge alert-badge--high',
  medium: 'badge badge--held',
  low: 'badge',
}

export const STATE_NAMES: Readonly<Record<AlertState, string>> = {
  new: 'Not opened yet',
  opened: 'Opened',
  dismissed: 'Dismissed',
  closed: 'Closed',
}

export const VIEW_NAMES: Readonly<Record<(typeof ALERT_VIEWS)[number], string>> = {
  waiting: 'To do',
  new: 'Not opened',
  opened: 'Opened',
  dismissed: 'Dismissed',
  closed: 'Closed',
  all: 'All',
}

export const SORT_NAMES: Readonly<Record<(typeof ALERT_SORTS)[number], string>> = {
  pressing: 'Most pressing first',
  newest: 'Newest first',
  oldest: 'Oldest first',
  count: 'Most entries first',
}

export const NONE: Readonly<Record<(typeof ALERT_VIEWS)[number], string>> = {
  waiting: 'Nothing waits for you. When a device sees something that worries, it is listed here.',
  new: 'Everything has been opened.',
  opened: 'No opened alert waits to be closed.',
  dismissed: 'Nothing was dismissed.',
  closed: 'Nothing was closed.',
  all: 'There has been no alert yet. When a device sees something that worries, it is listed here.',
}

export const HOW_NAMES: Readonly<Record<How, string>> = {
  search: 'a search',
  prompt: 'words to an AI assistant',
  page: 'a page that was stopped',
  found: 'a page that the guard stopped',
}

export const DISMISSAL_NAMES: Readonly<Record<(typeof DISMISSALS)[number], string>> = {
  wrong: 'It was wrong: it is no such thing',
  nothing: 'It was right, and there is nothing to do',
}
export const OUTCOME_NAMES: Readonly<Record<(typeof OUTCOMES)[number], string>> = {
  spoken: 'Somebody has spoken with the pupil',
  family: 'The family was told',
  referred: 'Passed on to a service outside the school',
  case: 'Part of a case in our own case log',
  other: 'Something else',
}

const REASON_WORDS: Readonly<Record<Exclude<Reason['why'], 'theme' | 'again' | 'days'>, string>> = {
  device: 'What the words, or the page, weigh by themselves',
  help: 'It was for help',
  lesson: 'A lesson of the pupil’s was running',
  suspicion: 'The guard suspects what the page is, and is not sure',
  'learned-same': 'Your school has said of the very same that it was wrong',
  'learned-kind': 'Your school has said of others like it that they were wrong',
  floor: 'The floor of this theme: what was learned never takes more',
}

/** One reason as a sentence that somebody can check. */
export function reasonWords({ why, count = 0 }: Reason, theme: Theme): string {
  if (why === 'theme') return `The theme: ${THEME_NAMES[theme]}`
  if (why === 'again') return `It came at ${plural(count, 'other time')} within seven days`
  return why === 'days' ? `On ${plural(count, 'day')} of those` : REASON_WORDS[why]
}

/** `+2`, `−1`, `0`. */
export const pointsWords = (points: number): string =>
  points === 0 ? '0' : `${points > 0 ? '+' : '−'}${Math.abs(points)}`

type Act = OpenedAlert['acts'][number]
const who = (by: string): string => (by === '' ? 'Somebody' : by)

export function actWords({ act, by, to = '', what }: Act): string {
  if (act === 'opened') return `${who(by)} opened it.`
  if (act === 'reopened') return `${who(by)} took that back.`
  if (act === 'assigned') return `${who(by)} gave it to ${to === '' ? 'nobody' : to}.`
  return `${who(by)} ${act} it. ${what === undefined ? '' : outcomeWords(what)}`
}

const outcomeWords = (what: NonNullable<Act['what']>): string =>
  `${what === 'wrong' || what === 'nothing' ? DISMISSAL_NAMES[what] : OUTCOME_NAMES[what]}.`

/** A number of the week; for who sees numbers only fewer than five may be none. */
export const countWords = (count: number | null): string => (count === null ? 'fewer than 5' : String(count))

export function minutesWords(minutes: number | null): string {
  if (minutes === null) return '–'
  return minutes < 120 ? plural(minutes, 'minute') : plural(Math.round(minutes / 60), 'hour')
}

export const MAIL_WORDS = {
  none: 'No mail server is set: nobody is told of alerts by mail. Your network manager can set one.',
  fails: 'Mail does not go out at the moment: look here yourself, and tell your network manager.',
} as const
