/**
 * What of a page visit goes into a row: the gate for everything that names an address. Least by default; each step
 * up is the school's choice in `policy.recording`. Pure.
 */
import { type CategoryId, isLocked, isSafeguarding } from '../policy/categories.ts'
import type { FileKind } from '../policy/downloads.ts'
import type { EffectivePolicy } from '../policy/effective.ts'
import type { Severity, Theme } from '../policy/themes.ts'
import type { DownloadEnd, NewRow, SizeClass } from '../protocol/rows.ts'
import type { Now } from '../time/now.ts'
import { canonical } from '../verdict/address.ts'
import { searchTerms as searchTermsOf } from '../verdict/search.ts'
import { holds } from '../verdict/timetable.ts'
import { categoryIn } from '../verdict/reasons.ts'
import type { Verdict } from '../verdict/verdict.ts'
import { recordedHost } from './lifeline-hosts.ts'
import { namesLifeline } from './names-lifeline.ts'
import { guardedOf } from './redact-found.ts'
import { redactPath, redactText } from './redact-path.ts'

export interface Sighting {
  readonly url: string
  readonly verdict: Verdict
  /** Of the host, as the lists have them. */
  readonly categories: Iterable<CategoryId>
  /** Exact hosts of lifelines, the built-in ones and the school's own. */
  readonly lifelines: readonly string[]
  readonly policy: Pick<EffectivePolicy, 'recording' | 'timeZone'>
  readonly now: Now
}

type Illegal = Extract<Verdict['reason'], { kind: 'illegal' }>
type SightingRow = Extract<NewRow, { host: string } | { kind: 'title' }>

/** What kind of row it is to be, with what only that kind needs. */
export type Happening =
  | { readonly kind: 'visit' | 'warned' | 'continued' }
  | { readonly kind: 'blocked'; readonly target: 'page' | 'frame' }
  | ({ readonly kind: 'search'; readonly terms: string } & Partial<Themed>)
  | ({ readonly kind: 'prompt'; readonly words?: string } & Themed)
  | { readonly kind: 'title'; readonly visit: number; readonly title: string }
  | DownloadHappening

/** What a text is about that worries a school. */
export interface Themed {
  readonly theme: Theme
  readonly severity: Severity
  readonly help: boolean
}

export interface DownloadHappening {
  readonly kind: 'download'
  readonly file: FileKind
  readonly size: SizeClass
  readonly decided: DownloadEnd
  readonly name: string
}

/** The school has said what the host is. */
const KNOWN: ReadonlySet<string> = new Set<Verdict['reason']['kind']>(['own-entry', 'unblock'])
const MAX_TERMS = 200
const MAX_TITLE = 200
const MAX_WORDS = 300

/** The row, or null when nothing may be recorded: a lifeline, not a web address, outside hours, switched off. */
export function redact(happening: Happening, seen: Sighting): SightingRow | null {
  const address = canonical(seen.url)
  const { verdict } = seen
  if (verdict.reason.kind === 'illegal') return unnamed(happening, verdict.reason, seen)
  if (!address || verdict.reason.kind === 'not-web' || verdict.reason.kind === 'lifeline') return null
  const categories = categoriesOf(seen)
  const isKnown = categories.length > 0 || KNOWN.has(verdict.reason.kind)
  const shown = recordedHost(address.host, seen.lifelines, isKnown)
  if (shown === null) return null
  if (!mayRecord(happening, categories, seen)) return null
  const place = { host: shown.host, categories, action: verdict.action, reason: verdict.reason.kind }
  const quiet = (text: string): boolean => text !== '' && !shown.outer && !namesLifeline(text, seen.lifelines)
  const path = redactPath(new URL(address.href).pathname)
  const { detail, searchTerms } = seen.policy.recording
  if (happening.kind === 'title') {
    // Whoever does not keep what is searched for does not keep it as the title of the results either.
    if (detail !== 'titles' || (!searchTerms && searchTermsOf(seen.url) !== null)) return null
    const title = quiet(happening.title) ? redactText(happening.title, MAX_TITLE).trim() : ''
    return title === '' ? null : { kind: 'title', visit: happening.visit, title }
  }
  if (happening.kind === 'download') {
    const { name, ...rest } = happening
    const said = detail === 'titles' && quiet(name) ? redactText(name, MAX_TITLE) : ''
    const isClosed = rest.decided === 'blocked' || rest.decided === 'adult'
    return { ...place, action: isClosed ? 'block' : 'allow', ...rest, ...(said !== '' && { name: said }) }
  }
  const withPath = { ...place, ...(quiet(path) && { path }) }
  if (happening.kind === 'search') {
    const terms = searchTerms ? redactText(happening.terms, MAX_TERMS) : ''
    const isKept = searchTerms || isWorrying(happening)
    return isKept && quiet(happening.terms)
      ? { kind: 'search', ...withPath, terms, ...themedOf(happening) }
      : null
  }
  if (happening.kind === 'prompt') {
    const { theme, severity, words = '' } = happening
    if (words !== '' && namesLifeline(words, seen.lifelines)) return null
    const kept = redactText(words, MAX_WORDS).trim()
    return {
      kind: 'prompt',
      ...place,
      theme,
      severity,
      ...themedOf(happening),
      ...(kept !== '' && { words: kept }),
    }
  }
  const guarded = guardedOf(verdict.reason, seen.lifelines, quiet)
  if (happening.kind === 'blocked')
    return { kind: 'blocked', ...withPath, ...guarded, target: happening.target }
  if (happening.kind === 'warned') return { kind: 'warned', ...withPath, ...guarded }
  if (happening.kind !== 'visit') return { kind: happening.kind, ...withPath }
  return { kind: 'visit', ...(detail === 'least' ? place : withPath) }
}

/** Of what is illegal: that it was stopped, at any hour, and by which entry of which list. Never what or where it is. */
function unnamed(
  happening: Happening,
  { kind, listed }: Illegal,
  { categories }: Sighting,
): SightingRow | null {
  if (happening.kind !== 'blocked' && happening.kind !== 'download') return null
  // A file that was stopped: what kind and how big it was says something of it.
  const target = happening.kind === 'blocked' ? happening.target : 'page'
  const kinds = listed === undefined ? [...categories].filter(isLocked) : [listed.category]
  const place = { host: '', categories: kinds, action: 'block' } as const
  const named = listed === undefined ? {} : { listed: { list: listed.list, entry: listed.entry } }
  return { kind: 'blocked', ...place, reason: kind, target, ...named }
}

const themedOf = ({ theme, severity, help }: Partial<Themed>) => ({
  ...(theme !== undefined && { theme }),
  ...(severity !== undefined && { severity }),
  ...(help === true && { help: true as const }),
})

/** Enough to be noted where searches are not kept. */
const isWorrying = ({ severity }: Partial<Themed>): boolean => severity === 'medium' || severity === 'high'

/** The host's categories, and the one that the verdict names, most telling first; at most what a row holds. */
function categoriesOf({ verdict, categories }: Sighting): CategoryId[] {
  const named = categoryIn(verdict.reason)
  return [...new Set([...(named === undefined ? [] : [named]), ...categories])].slice(0, 20)
}

function mayRecord(
  happening: Happening,
  categories: readonly CategoryId[],
  { policy, now }: Sighting,
): boolean {
  if (isRecordingTime(policy, now)) return true
  if (happening.kind !== 'blocked') return false
  return categories.some(isSafeguarding)
}

/**
 * True inside the recording hours. While the clock is in doubt any candidate time inside counts; so does a time
 * zone that nobody knows: a child at risk is not overlooked for a typing error, and the error is shown to staff.
 */
export const isRecordingTime = (policy: Sighting['policy'], now: Now): boolean =>
  now.candidates.some((at) =>
    policy.recording.hours.some((hours) => holds({ hours }, policy.timeZone, at) !== false),
  )
