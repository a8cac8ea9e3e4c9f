/** Rows of a pack in words, with nothing in them that a program makes a link of. */
import { rowSecretSchema } from '../../record/row-secret.ts'
import type { RowTuple } from '../verifier/proof.ts'

/** A row as people read it. */
export interface ReadRow {
  readonly seq: number
  readonly at: number
  readonly kind: string
  readonly what: string
  /** Site and path. */
  readonly where: string
  /** What was searched for, written, or stood in the title; each by itself, because one may be written from right to left. */
  readonly said: readonly string[]
  readonly categories: string
  /** It was stopped, warned of, or is about something worrying. */
  readonly isNotable: boolean
}

const WHAT: Readonly<Record<string, string>> = {
  visit: 'Opened',
  stay: 'Open for',
  title: 'Its title',
  blocked: 'Stopped',
  warned: 'Warned first',
  continued: 'Opened after a warning',
  search: 'Searched for',
  prompt: 'Written to an AI assistant',
  download: 'A file',
  policy: 'Policy in force',
  start: 'Kerb started',
  stop: 'Kerb stopped',
  problem: 'A problem was noted',
  lost: 'Rows that never come',
}
const NOTABLE = new Set(['blocked', 'warned', 'continued', 'prompt'])

export function readable([
  seq,
  at,
  kind,
  ,
  ,
  host,
  categories,
  ,
  reason,
  ,
  first,
  second,
  secret,
]: RowTuple): ReadRow {
  const parsed = rowSecretSchema.safeParse(secret === null ? {} : JSON.parse(secret)).data ?? {}
  const { path, terms, theme, severity, words, title, file, decided, name } = parsed
  const about = theme === undefined ? [] : [`about ${theme}${severity === undefined ? '' : ` (${severity})`}`]
  const length = kind === 'stay' ? [`${Math.round(second ?? 0)} seconds`] : []
  const of = kind === 'stay' || kind === 'title' ? [`of row ${first}`] : []
  const lost = kind === 'lost' ? [`${first} to ${second}`] : []
  const ended = kind === 'stop' || kind === 'lost' ? [reason ?? ''] : []
  const said = [terms, words, title, file, decided, name, ...length, ...of, ...lost, ...ended, ...about]
  return {
    seq,
    at,
    kind,
    what: WHAT[kind] ?? kind,
    where: unlinked(`${host ?? ''}${path ?? ''}`),
    said: said.flatMap((one) => (one === undefined || one === '' ? [] : [unlinked(one)])),
    categories: (categories ?? '').split(' ').join(', '),
    isNotable: NOTABLE.has(kind) || theme !== undefined,
  }
}

/** `[U+202E]` */
export const numbered = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/** Scripts in whose words the two joiners are spelling, as an apostrophe is in ours. */
const JOINED =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Tamil}]/u

/** A joiner between two letters of such a script. Anywhere else it is a character that hides. */
const isSpelling = (character: string, at: number, text: string): boolean =>
  /[\u200C\u200D]/.test(character) && [text[at - 1], text[at + 1]].every((one) => JOINED.test(one ?? ''))

/**
 * A text that no program turns into a link: `example[.]org`, `https[:]//`. Control characters, and those that turn the
 * direction of writing, are seen and do nothing.
 */
export const unlinked = (text: string): string =>
  text
    .replace(/[\t\n\r\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (one, at: number, whole: string) =>
      isSpelling(one, at, whole) ? one : numbered(one),
    )
    .replaceAll('://', '[:]//')
    .replace(/\b(mailto|javascript|data|tel|magnet):/giu, '$1[:]')
    .replaceAll('@', '[at]')
    .replace(/([\p{L}\p{N}-])[.．。｡](?=[\p{L}\p{N}-])/gu, '$1[.]')

/** Days and times on the school's clock. */
export function clockOf(timeZone: string) {
  const date = new Intl.DateTimeFormat('en-GB', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone,
  })
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone,
  })
  return { date: (at: number) => date.format(at), time: (at: number) => time.format(at) }
}
