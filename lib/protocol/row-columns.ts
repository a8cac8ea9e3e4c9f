/**
 * A row as it is stored, column by column: what the server keeps of it is what its digest is made of, so the device and
 * the server make both here.
 */
import type { Row } from './rows.ts'

/** What one row says, without its number, its time and who it was. */
export interface RowColumns {
  readonly host: string | null
  /** Category ids, separated by spaces. */
  readonly categories: string | null
  readonly action: string | null
  readonly reason: string | null
  readonly target: string | null
  readonly first: number | null
  readonly second: number | null
  /** What lies sealed in the server's database, as JSON. */
  readonly secret: string | null
}

const LONGEST_REASON = 200

export function columnsOf(row: Row): RowColumns {
  const place = 'host' in row ? row : null
  return {
    host: place && storable(place.host),
    categories: place && place.categories.length > 0 ? place.categories.join(' ') : null,
    action: place?.action ?? null,
    reason: 'reason' in row ? storable(row.reason).slice(0, LONGEST_REASON) : null,
    target: 'target' in row ? row.target : null,
    first: row.kind === 'stay' || row.kind === 'title' ? row.visit : row.kind === 'lost' ? row.from : null,
    second: row.kind === 'stay' ? row.seconds : row.kind === 'lost' ? row.to : null,
    secret: secretOf(row),
  }
}

/** A text that a database gives back as it took it: half a letter and the end of a C string are not. */
export const storable = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\ufffd')

const themedOf = ({ theme, severity }: Pick<Extract<Row, { kind: 'search' }>, 'theme' | 'severity'>) => ({
  theme,
  severity,
})

/** What a stolen database must not say, as JSON, or null when the row holds none of it. */
function secretOf(row: Row): string | null {
  switch (row.kind) {
    case 'search':
      return JSON.stringify({ path: row.path, terms: row.terms, ...themedOf(row), help: row.help })
    case 'prompt':
      return JSON.stringify({ ...themedOf(row), help: row.help, words: row.words })
    case 'title':
      return JSON.stringify({ title: row.title })
    case 'download':
      return JSON.stringify({ file: row.file, size: row.size, decided: row.decided, name: row.name })
    case 'blocked':
    case 'warned': {
      const text = JSON.stringify({
        ...('listed' in row && { listed: row.listed }),
        path: row.path,
        found: row.found,
        carried: row.carried,
        ...themedOf(row),
      })
      return text === '{}' ? null : text
    }
    case 'visit':
    case 'continued':
      return row.path === undefined ? null : JSON.stringify({ path: row.path })
    case 'problem':
      return JSON.stringify({ code: row.code, detail: row.detail })
    case 'policy':
      return JSON.stringify({ source: row.source, version: row.version })
    case 'start':
      return JSON.stringify({ version: row.version, browser: row.browser })
    default:
      return null
  }
}
