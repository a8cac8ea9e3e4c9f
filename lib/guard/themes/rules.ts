/**
 * Which rules a text could meet at all, by its words: of half a thousand some dozens, so that the others are never made
 * into expressions. Everything here is made at its first use: a worker that judges no search pays for none of it.
 */
import { fold } from '../words/normalise.ts'
import { patternOf, readRules, type Rule } from './rule.ts'
import { ARABIC } from './words/ar.ts'
import { CONTEXTS_ELSEWHERE } from './words/contexts-elsewhere.ts'
import { FICTION, HELP, LISTS, PLAY, PLAY_DEATH, STUDY } from './words/contexts.ts'
import { WELSH } from './words/cy.ts'
import { EN } from './words/en.ts'
import { EN_HARM } from './words/en-harm.ts'
import { PUNJABI } from './words/pa.ts'
import { POLISH } from './words/pl.ts'
import { ROMANIAN } from './words/ro.ts'
import { UKRAINIAN } from './words/uk.ts'
import { URDU } from './words/ur.ts'

const WORDS = [EN, EN_HARM, WELSH, POLISH, ROMANIAN, UKRAINIAN, ARABIC, URDU, PUNJABI]

/** In every other search: no rule is one that only these make. */
const COMMON: ReadonlySet<string> = new Set(
  `a an the i im ive ill me my you your he she it they them her him his their we us to of for in on at by from with
  and or is are am was were be been being do does did not no so as if this that these those how what why when where
  who which can could should would will about all any some one up out off over too very really just only new good
  best free make making get getting find use using want like people someone way ways`.split(/\s+/),
)
/** Lists that stand before what a rule is about. */
const BEFORE = ['how', 'friend', 'self']
/** Shorter words are in too many others. */
const LEAST_IN_RUN = 3

interface Index {
  readonly rules: readonly Rule[]
  readonly byWord: ReadonlyMap<string, readonly Rule[]>
  /** Of nothing but common words: always looked at. */
  readonly always: readonly Rule[]
}

let made: Index | undefined

function index(): Index {
  if (made !== undefined) return made
  const rules = WORDS.flatMap(readRules)
  const byWord = new Map<string, Rule[]>()
  const always: Rule[] = []
  for (const rule of rules) {
    const words = new Set(wordsIn(rule.written).filter((word) => !COMMON.has(word)))
    if (words.size === 0) always.push(rule)
    for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), rule])
  }
  made = { rules, byWord, always }
  return made
}

const listed = new Map<string, readonly string[]>()

/** The words that a rule speaks of, each as it may stand in a text. */
function wordsIn(written: string): string[] {
  const own = written.replace(/<\w+>/g, ' ').replace(/\\d[+*]?|\(\?![^)]*\)+|\(\?<![^)]*\)/g, ' ')
  const lists = [...written.matchAll(/<(\w+)>/g)].flatMap(([, name = '']) => {
    if (BEFORE.includes(name)) return []
    if (!listed.has(name)) listed.set(name, wordsIn(LISTS[name] ?? ''))
    return listed.get(name) ?? []
  })
  const plain = own.match(/[\p{L}\p{M}\p{N}]+(?: ?\?[\p{L}\p{M}\p{N}]*)*/gu) ?? []
  return [...lists, ...plain.flatMap((word) => formsOf(fold(word)))]
}

/** `bombs?` is two words; `self ?harm` is one or two. */
function formsOf(word: string): string[] {
  const at = word.indexOf('?')
  if (at === -1) return [word]
  const [before, after] = [word.slice(0, at), word.slice(at + 1)]
  if (before.endsWith(' ')) return [before.trim(), ...formsOf(after), ...formsOf(before.trim() + after)]
  return [...formsOf(before + after), ...formsOf(before.slice(0, -1) + after)]
}

export const allRules = (): readonly Rule[] => index().rules

/**
 * @param words of the text
 * @param runs words run together
 */
export function rulesFor(words: Iterable<string>, runs: readonly string[]): ReadonlySet<Rule> {
  const { byWord, always } = index()
  const found = new Set(always)
  for (const word of new Set(words)) for (const rule of byWord.get(word) ?? []) found.add(rule)
  if (runs.length === 0) return found
  for (const [word, rules] of byWord)
    if (word.length >= LEAST_IN_RUN && runs.some((run) => run.includes(word)))
      for (const rule of rules) found.add(rule)
  return found
}

export interface Contexts {
  readonly help: RegExp
  readonly study: RegExp
  readonly fiction: RegExp
  readonly play: RegExp
  readonly playDeath: RegExp
}

let around: Contexts | undefined

const anyOf = (...sources: readonly string[]): RegExp =>
  new RegExp(`(?<= )(?:${sources.map(patternOf).join('|')})(?= )`, 'u')

export const contexts = (): Contexts =>
  (around ??= {
    help: anyOf(HELP, CONTEXTS_ELSEWHERE.help),
    study: anyOf(STUDY, CONTEXTS_ELSEWHERE.study),
    fiction: anyOf(FICTION),
    play: anyOf(PLAY),
    playDeath: anyOf(PLAY_DEATH),
  })
