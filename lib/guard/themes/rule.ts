/** Rules as they are written in words/, and as they are matched. */
import type { Severity, Theme } from '../../policy/themes.ts'
import { fold } from '../words/normalise.ts'
import { LISTS } from './words/contexts.ts'

/** One rule a line; words/en.ts says how. */
export type ThemeWords = Readonly<Partial<Record<Theme, string>>>

export interface Rule {
  readonly theme: Theme
  /** For primary, secondary and older. */
  readonly severity: readonly (Severity | undefined)[]
  /** Somebody speaks of their own trouble, or a friend's. */
  readonly isOwn: boolean
  /** It is somebody else's trouble: who tells of it looks for nothing. */
  readonly isFriends: boolean
  /** Only when nothing else is said. */
  readonly isWhole: boolean
  /** Asks how to, or where to buy: homework or not, it is the same. */
  readonly isSeeking: boolean
  /** Of words parted by spaces. */
  readonly words: RegExp
  /** Of the same run together. */
  readonly run: RegExp
}

const LETTERS: Readonly<Record<string, Severity>> = { h: 'high', m: 'medium', l: 'low' }
const LINE = /^([hml]|[hml-]{3})([+=]*) (.+)$/

export function readRules(words: ThemeWords): Rule[] {
  return Object.entries(words).flatMap(([theme, lines]) =>
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => readRule(theme as Theme, line)),
  )
}

function readRule(theme: Theme, line: string): Rule {
  const [, letters = '', marks = '', written = ''] = LINE.exec(line) ?? []
  if (written === '') throw new Error(`no rule: ${line}`)
  const source = patternOf(written)
  const isWhole = marks.includes('=')
  const run = source.replaceAll('(?:\\S+ ){0,3}', '').replaceAll(' ', '')
  return {
    theme,
    severity: [0, 1, 2].map((at) => LETTERS[letters[at] ?? letters[0] ?? '']),
    isOwn: marks.includes('+'),
    isFriends: written.includes('<friend>'),
    isWhole,
    isSeeking: /^<how>|\bbuy\b/.test(written),
    words: new RegExp(isWhole ? `^ (?:${source}) $` : `(?<= )(?:${source})(?= )`, 'u'),
    run: new RegExp(isWhole ? `^(?:${run})$` : run, 'u'),
  }
}

/** A phrase of words/ as the source of a regular expression over folded words. */
export function patternOf(written: string): string {
  const full = written.replace(/<(\w+)>/g, (_, name: string) => LISTS[name] ?? missing(name))
  return fold(full.replace(/\\d/g, '\u0001'))
    .replaceAll('\u0001', '\\d')
    .replace(/\(([^?)])/g, '(?:$1')
    .replace(/\[([^\]]* )\]/g, '(?:$1){0,2}')
    .replace(/~ /g, '(?:\\S+ ){0,3}')
}

function missing(name: string): never {
  throw new Error(`no list is called ${name}`)
}
