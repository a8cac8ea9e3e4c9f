/** What of a row lies sealed in the server's database. */
import type { Row } from '../../lib/protocol/rows.ts'

const themedOf = ({ theme, severity }: Pick<Extract<Row, { kind: 'search' }>, 'theme' | 'severity'>) => ({
  theme,
  severity,
})

/** What a stolen database must not say, as JSON, or null when the row holds none of it. */
export function secretOf(row: Row): string | null {
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
