/**
 * Which worrying themes a text is about: what somebody searches for, or is about to send to an AI assistant. Pure. It
 * goes by phrases, never by one word inside a sentence; homework, songs and books are known by the words around, and
 * who looks for help, for themselves or for a friend, is told from who looks for the harm.
 */
import type { AgeGroup } from '../../policy/categories.ts'
import { SEVERITIES, THEMES, type Severity, type Theme } from '../../policy/themes.ts'
import { normalise } from '../words/normalise.ts'
import { contexts, rulesFor } from './rules.ts'
import type { Rule } from './rule.ts'
import { spelt } from './spelling.ts'

export interface FoundTheme {
  readonly theme: Theme
  readonly severity: Severity
  /** Somebody looks for help: nothing is closed, and helplines are shown beside it. */
  readonly help: boolean
}

/** Longer texts are looked at from both ends. Characters. */
const MOST = 4_000
const COLUMN: Readonly<Record<AgeGroup, number>> = { primary: 0, guest: 0, secondary: 1, sixth: 2, staff: 2 }

/** Where somebody may look for help against it. */
const HELPED: ReadonlySet<Theme> = new Set([
  'suicide',
  'self-harm',
  'exploitation',
  'extremism',
  'eating',
  'violence',
  'sexual',
  'drugs',
  'bullying',
  'gambling',
])
/** What homework is about, too. */
const STUDIED: ReadonlySet<Theme> = new Set([
  'extremism',
  'weapons',
  'violence',
  'drugs',
  'hate',
  'gambling',
  'bullying',
])

/** What happens in games and films, and is nobody's harm there, however it is asked. */
const PLAYED: ReadonlySet<Theme> = new Set(['weapons', 'violence'])

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity)
const atMost = (severity: Severity, most: Severity): Severity =>
  rank(severity) > rank(most) ? most : severity

/** @returns each theme once, the most pressing first; nothing for a text that worries nobody */
export function themesOf(text: string, ageGroup: AgeGroup): readonly FoundTheme[] {
  const clauses = clausesOf(text).map(readClause)
  const words = clauses.flatMap(({ line }) => line.split(' '))
  const runs = clauses.flatMap((clause) => clause.runs)
  const said = [...rulesFor(words, runs)].filter((rule) => isSaid(rule, clauses))
  if (said.length === 0) return []
  const about = aroundOf(clauses, ageGroup)
  const matches = said.flatMap((rule) => matchOf(rule, about) ?? [])
  const found = THEMES.flatMap((theme) => united(theme, matches, about) ?? [])
  // Whoever tells what was done to them has to name it.
  const isTold = found.some(({ theme, help }) => theme === 'exploitation' && help)
  return found
    .filter(({ theme }) => !(isTold && theme === 'sexual'))
    .toSorted((a, b) => rank(b.severity) - rank(a.severity))
}

interface Around {
  readonly column: number
  readonly isHelp: boolean
  readonly isStudy: boolean
  readonly isFiction: boolean
  readonly isPlay: boolean
  readonly isPlayDeath: boolean
}

interface Match {
  readonly rule: Rule
  readonly severity: Severity
}

interface Clause {
  /** Words parted by single spaces, with one at each end. */
  readonly line: string
  /** Without what stands in every search. */
  readonly bare: string
  /** What was spelt out letter by letter. */
  readonly runs: readonly string[]
}

const FILLING =
  / (?:free|videos?|watch|online|best|com|www|https?|pics|images?|net|org|the|a|app|google|search)(?= )/g
const SPELT_OUT = /(?<= )(?:\S ){4,}/gu

function readClause(text: string): Clause {
  // Stretched letters become one, and these three are a word.
  const { words, joined } = normalise(text.replace(/\bx{3,}\b/gi, 'xrated'))
  const runs = [...joined]
  const line = ` ${words.join(' ')} `.replace(SPELT_OUT, (letters) => {
    const run = letters.replaceAll(' ', '')
    runs.push(run)
    return `${run} `
  })
  const said = spelt(line)
  return { line: said, bare: said.replace(FILLING, ''), runs: runs.map((run) => spelt(` ${run} `).trim()) }
}

const isSaid = (rule: Rule, clauses: readonly Clause[]): boolean =>
  (!rule.isWhole || clauses.length === 1) &&
  clauses.some(
    ({ line, bare, runs }) =>
      rule.words.test(rule.isWhole ? bare : line) || runs.some((run) => rule.run.test(run)),
  )

function aroundOf(clauses: readonly Clause[], ageGroup: AgeGroup): Around {
  const { help, study, fiction, play, playDeath } = contexts()
  const whole = clauses.map(({ line }) => line).join('')
  return {
    column: COLUMN[ageGroup],
    isHelp: help.test(whole),
    isStudy: study.test(whole),
    isFiction: fiction.test(whole),
    isPlay: play.test(whole),
    isPlayDeath: playDeath.test(whole),
  }
}

function matchOf(rule: Rule, about: Around): Match | undefined {
  const severity = rule.severity[about.column]
  if (severity === undefined || (rule.isOwn && about.isFiction)) return undefined
  return { rule, severity: isPlayed(rule, about) ? atMost(severity, 'low') : severity }
}

/** Homework, a story or a game, and no reason to worry. */
function isPlayed({ theme, isSeeking, isOwn }: Rule, about: Around): boolean {
  if ((about.isStudy || about.isFiction) && STUDIED.has(theme) && !isSeeking) return true
  if (isOwn) return false
  return theme === 'suicide' ? about.isPlayDeath : about.isPlay && PLAYED.has(theme)
}

function united(theme: Theme, matches: readonly Match[], about: Around): FoundTheme | undefined {
  const own = matches.filter(({ rule }) => rule.theme === theme)
  if (own.length === 0) return undefined
  const severity = own.reduce<Severity>(
    (most, one) => (rank(one.severity) > rank(most) ? one.severity : most),
    'low',
  )
  const isHelp = about.isHelp && HELPED.has(theme)
  const seeks = own.some((one) => !one.rule.isOwn && rank(one.severity) > 0)
  const speaks = own.some(({ rule }) => rule.isOwn)
  const isFriends = own.some(({ rule }) => rule.isOwn && rule.isFriends)
  if (isHelp && !speaks) return { theme, severity: atMost(severity, 'medium'), help: true }
  return { theme, severity, help: isHelp || isFriends || (speaks && !seeks) }
}

/** What is said in one go. */
function clausesOf(text: string): string[] {
  const short = text.length <= MOST ? text : `${text.slice(0, MOST / 2)}\n${text.slice(-MOST / 2)}`
  return short.split(/[.!?;]+(?=\s|$)|[\n,:()]+/u).filter((clause) => clause.trim() !== '')
}
