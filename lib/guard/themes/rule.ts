/** Rules as they are written in words/, and as they are matched. */
import type { Severity, Theme } from '../../policy/themes.ts'
import { fold } from '../words/normalise.ts'
import { LISTS } from './words/contexts.ts'

/** One rule a line; words/en.ts says how. */
export type ThemeWords = Readonly<Partial<Record<Theme, string>>>

const LETTERS: Readonly<Record<string, Severity>> = { h: 'high', m: 'medium', l: 'low' }
const LINE = /^([hml]|[hml-]{3})([+=]*) (.+)$/
const GAP = '(?:\\S+ ){0,3}'

export class Rule {
  readonly theme: Theme
  /** For primary, secondary and older. */
  readonly severity: readonly (Severity | undefined)[]
  /** As words/ has it. */
  readonly written: string
  /** Somebody speaks of their own trouble, or a friend's. */
  readonly isOwn: boolean
  /** It is somebody else's trouble: who tells of it looks for nothing. */
  readonly isFriends: boolean
  /** Only when nothing else is said. */
  readonly isWhole: boolean
  /** Asks how to, or where to buy: homework or not, it is the same. */
  readonly isSeeking: boolean
  #words: RegExp | undefined
  #run: RegExp | undefined

  constructor(theme: Theme, line: string) {
    const [, letters = '', marks = '', written = ''] = LINE.exec(line) ?? []
    if (written === '') throw new Error(`no rule: ${line}`)
    this.theme = theme
    this.severity = [0, 1, 2].map((at) => LETTERS[letters[at] ?? letters[0] ?? ''])
    this.written = written
    this.isOwn = marks.includes('+')
    this.isFriends = written.includes('<friend>')
    this.isWhole = marks.includes('=')
    this.isSeeking = /^<how>|\bbuy\b/.test(written)
  }

  /** Of words parted by spaces. Made when first asked for: most rules never are. */
  get words(): RegExp {
    const source = () => patternOf(this.written)
    return (this.#words ??= new RegExp(
      this.isWhole ? `^ (?:${source()}) $` : `(?<= )(?:${source()})(?= )`,
      'u',
    ))
  }

  /** Of the same run together. */
  get run(): RegExp {
    const source = () => patternOf(this.written).replaceAll(GAP, '').replaceAll(' ', '')
    return (this.#run ??= new RegExp(this.isWhole ? `^(?:${source()})$` : source(), 'u'))
  }
}

export const readRules = (words: ThemeWords): Rule[] =>
  Object.entries(words).flatMap(([theme, lines]) =>
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => new Rule(theme as Theme, line)),
  )

/** A phrase of words/ as the source of a regular expression over folded words. */
export function patternOf(written: string): string {
  const full = written.replace(/<(\w+)>/g, (_, name: string) => LISTS[name] ?? missing(name))
  return fold(full.replace(/\\d/g, '\u0001'))
    .replaceAll('\u0001', '\\d')
    .replace(/\(([^?)])/g, '(?:$1')
    .replace(/\[([^\]]* )\]/g, '(?:$1){0,2}')
    .replace(/~ /g, GAP)
}

function missing(name: string): never {
  throw new Error(`no list is called ${name}`)
}
