/** A pupil's record, and looks at it, in words for staff. */
import type { LooksShown } from '../../lib/policy/looks.ts'
import type { Severity, Theme } from '../../lib/policy/themes.ts'
import type { OwnKind, OwnRow } from '../../lib/protocol/own-row.ts'
import { type KeptReason, type Look, type LOOK_DAYS, LOOK_REASONS } from '../../lib/protocol/record-looks.ts'
import { KINDS } from '../asking/groups.ts'
import { categoryName } from '../category-name.ts'
import { dateTime, plural } from '../format.ts'

export const REASON_NAMES: Readonly<Record<KeptReason, string>> = {
  concern: 'A concern about a pupil',
  stopped: 'Something that was stopped',
  incident: 'Something that happened at school',
  asked: 'The pupil or a parent asked',
  check: 'A regular check',
  other: 'Another reason',
  alert: 'An alert was opened',
}
export const REASON_CHOICES = LOOK_REASONS.map((id) => [id, REASON_NAMES[id]] as const)

export const DAYS_NAMES: Readonly<Record<(typeof LOOK_DAYS)[number], string>> = {
  1: 'Today',
  7: 'The last 7 days',
  30: 'The last 30 days',
  365: 'All that is kept',
}

export const KIND_NAMES: Readonly<Record<OwnKind, string>> = {
  visit: 'Opened',
  blocked: 'Stopped',
  warned: 'Warned first',
  continued: 'Opened after a warning',
  search: 'Searched for',
  prompt: 'Written to an AI assistant',
  download: 'A file',
}

const ENDS: Readonly<Record<NonNullable<OwnRow['file']>['decided'], string>> = {
  asked: 'the pupil was asked',
  adult: 'an adult is asked first',
  allowed: 'saved',
  blocked: 'stopped',
}

/** `A zip or other packed file, saved` */
export const fileWords = ({ kind, decided }: NonNullable<OwnRow['file']>): string =>
  `${KINDS[kind]}, ${ENDS[decided]}`

export const categoryWords = ({ categories }: OwnRow): string => categories.map(categoryName).join(', ')

export const THEME_NAMES: Readonly<Record<Theme, string>> = {
  suicide: 'suicide',
  'self-harm': 'self-harm',
  exploitation: 'exploitation',
  extremism: 'extremism',
  weapons: 'weapons',
  eating: 'eating disorders',
  violence: 'violence',
  sexual: 'sexual content',
  drugs: 'drugs',
  bullying: 'bullying',
  hate: 'hate',
  gambling: 'gambling',
  bypass: 'ways round the filter',
}

/** `Self-harm` */
export const themeName = (theme: Theme): string => {
  const name = THEME_NAMES[theme]
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

/** How much is behind it, as far as words alone can tell. */
const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  high: 'look at it soon',
  medium: 'worth a look',
  low: 'a mention of it',
}

/** `About self-harm (high: look at it soon)`; nothing where no theme was noted. */
export const themeWords = ({ theme, severity }: OwnRow): string[] => {
  if (theme === undefined) return []
  const weight = severity === undefined ? '' : ` (${severity}: ${SEVERITY_WORDS[severity]})`
  return [`About ${THEME_NAMES[theme]}${weight}`]
}

/** `less than a minute`, `10 minutes` */
export const lengthWords = (seconds: number): string =>
  seconds < 60 ? 'less than a minute' : plural(Math.round(seconds / 60), 'minute')

/** What the pupil will be told of a look, said to whoever is about to begin one. */
export function willBeTold(shown: LooksShown): string {
  if (shown === 'hidden') return 'Your school does not show pupils who looked at their record.'
  const why = shown === 'reason' ? ', and the kind of reason' : ''
  return `The pupil is shown it a day later, on their own page: the day, that it was the safeguarding team${why}. Never your name or your words.`
}

/** What the pupil is told of a look that has begun. */
export function toldWords(look: Look): string {
  const { enquiry, told, toldFrom, shown } = look
  if (look.second?.wants === 'looks' && waitsForSecond(look))
    return 'It has opened nothing: the pupil is not shown it.'
  if (enquiry !== null && enquiry.ended === null) return 'Part of an enquiry: the pupil is not shown it.'
  if (told) return 'The pupil is shown it.'
  if (shown === 'hidden') return 'Not shown: your school had chosen so.'
  return `The pupil is shown it from ${dateTime(toldFrom)}.`
}

/** Whether a look waits for a second person now, before it opens anything. */
export const waitsForSecond = ({ second }: Look): boolean => second !== null && second.answer?.what !== 'yes'

/** What a second person has to say to a look, or has said. */
export function secondWords({ second }: Look): string | null {
  if (second === null) return null
  const { wants, until, answer } = second
  const what = wants === 'looks' ? 'this look' : 'packs and copies from this look'
  if (answer !== null)
    return `${answer.by || 'Somebody'} said ${answer.what} to ${what}, ${dateTime(answer.at)}.`
  return `A second person has to say yes to ${what}, by ${dateTime(until)}.`
}

/** Days and times of a timeline, on the school's clock. */
export function clockOf(timeZone: string) {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone })
  // With or without a comma, as the browser's language data has it: here without.
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone })
  return { day: (at: number) => day.format(at).replace(',', ''), time: (at: number) => time.format(at) }
}
