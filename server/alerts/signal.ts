/** What one row says of a worrying theme: read out where the row is opened, before its words are sealed again. */
import type { CategoryId } from '../../lib/policy/categories.ts'
import { CATEGORY_OF } from '../../lib/policy/found-kinds.ts'
import type { Severity, Theme } from '../../lib/policy/themes.ts'
import type { How } from '../../lib/protocol/alerts.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import type { Vault } from '../keys/vault.ts'
import { OF_PAGE } from './weights.ts'

export interface Signal {
  readonly seq: number
  /** An index into the batch's people, or null. */
  readonly person: number | null
  readonly at: number
  readonly theme: Theme
  readonly severity: Severity
  readonly how: How
  readonly help: boolean
  readonly suspicion: boolean
  /** The stop of a search: the search itself comes as a row of its own, as a rule. */
  readonly stop: boolean
  /** Hex of a keyed hash of theme and words, or theme and site; null where nothing is there to know it again by. */
  readonly same: string | null
}

type Said = Pick<Signal, 'theme' | 'severity' | 'how' | 'help' | 'suspicion' | 'stop'> & {
  readonly text: string
}

/** Null for every row that no alert is ever made of. An address on a locked list has its own page. */
export function signalOf(
  row: Row,
  at: number,
  person: number | null,
  { vault }: { readonly vault: Vault },
): Signal | null {
  const said = saidBy(row)
  if (said === null) return null
  const { text, ...rest } = said
  const same = text === '' ? null : vault.lookup(JSON.stringify(['alert', rest.theme, rest.how, plain(text)]))
  return { seq: row.seq, person, at, ...rest, same: same?.toString('hex') ?? null }
}

/** What is typed a second time differs by a space. */
const plain = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()

function saidBy(row: Row): Said | null {
  if (row.kind === 'search' || row.kind === 'prompt') return wordsOf(row)
  if (row.kind !== 'blocked' && row.kind !== 'warned') return null
  if (row.theme !== undefined) {
    const { theme, severity = 'medium' } = row
    return { theme, severity, how: 'search', help: false, suspicion: false, stop: true, text: '' }
  }
  // Of a frame nobody knows whether it was looked at; what was found here before is no sight of its own.
  const isFrame = row.kind === 'blocked' && (row.target === 'frame' || row.listed !== undefined)
  return isFrame || row.found?.where === 'host' ? null : pageOf(row)
}

function wordsOf(row: Extract<Row, { kind: 'search' | 'prompt' }>): Said | null {
  const { theme, severity, kind: how } = row
  if (theme === undefined || severity === undefined) return null
  const text = row.kind === 'search' ? row.terms : (row.words ?? '')
  return { theme, severity, how, help: row.help === true, suspicion: false, stop: false, text }
}

function pageOf(row: Extract<Row, { kind: 'blocked' | 'warned' }>): Said | null {
  const categories: readonly CategoryId[] = row.found ? [CATEGORY_OF[row.found.kind]] : row.categories
  const page = categories.flatMap((id) => OF_PAGE[id] ?? [])[0]
  if (page === undefined) return null
  const suspicion = row.found !== undefined && row.found.sureness !== 'sure'
  const how = row.found ? 'found' : 'page'
  return { ...page, how, help: false, suspicion, stop: false, text: row.host }
}
