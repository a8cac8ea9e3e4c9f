/**
 * What the worker tells the script that shows helplines beside a page. The script stands beside pages of others, so this
 * file imports nothing and checks by hand.
 */

export interface HelpLine {
  readonly name: string
  /** https address. */
  readonly url: string
  /** Ready to read: “Call 0800 1111”. */
  readonly ways: readonly string[]
}

/** Helplines, in the pupil's language. */
export interface HelpCard {
  readonly kerb: 'help-card'
  readonly title: string
  readonly detail: string
  readonly lines: readonly HelpLine[]
  readonly close: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
}

/** One quiet line: what is worrying here is kept. */
export interface ToldLine {
  readonly kerb: 'told-line'
  readonly text: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isDir = (value: unknown): boolean => value === 'ltr' || value === 'rtl'

const isLine = (value: unknown): value is HelpLine => {
  const line = value as HelpLine | null
  return (
    typeof line === 'object' &&
    line !== null &&
    isText(line.name) &&
    isText(line.url) &&
    line.url.startsWith('https://') &&
    Array.isArray(line.ways) &&
    line.ways.every(isText)
  )
}

export function isHelpCard(value: unknown): value is HelpCard {
  const card = value as HelpCard | null
  return (
    typeof card === 'object' &&
    card !== null &&
    card.kerb === 'help-card' &&
    [card.title, card.detail, card.close, card.lang].every(isText) &&
    isDir(card.dir) &&
    Array.isArray(card.lines) &&
    card.lines.every(isLine)
  )
}

export function isToldLine(value: unknown): value is ToldLine {
  const line = value as ToldLine | null
  return (
    typeof line === 'object' &&
    line !== null &&
    line.kerb === 'told-line' &&
    isText(line.text) &&
    isText(line.lang) &&
    isDir(line.dir)
  )
}
