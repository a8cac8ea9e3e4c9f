/** Tables: which column holds the host, and which the list's own word for what it is. */
import { sayHost, type Sink } from './said.ts'

const HOST = /^(host|hostname|domain|domain_?name|url|site|website|fqdn|name)$/i
const GROUP = /^(category|categories|category_code|category_description|type|group|theme|class)$/i

export interface Columns {
  readonly host: number
  /** Null where there is none: everything is one part then. */
  readonly group: number | null
  /** The row that named the columns is no entry. */
  readonly isHeader: boolean
}

/** The columns by the first row: by their names, otherwise the first that looks like a host or an address. */
export function columnsOf(first: readonly string[]): Columns | null {
  const named = first.findIndex((cell) => HOST.test(cell.trim()))
  if (named >= 0) {
    const group = first.findIndex((cell) => GROUP.test(cell.trim()))
    return { host: named, group: group < 0 ? null : group, isHeader: true }
  }
  const host = first.findIndex((cell) => /^(https?:\/\/)?[^\s/.]+(\.[^\s/.]+)+\/?$/i.test(cell.trim()))
  if (host < 0) return null
  return { host, group: first.length > host + 1 ? host + 1 : null, isHeader: false }
}

export function sayRow({ host, group }: Columns, row: readonly string[], to: Sink): void {
  const written = row[host]?.trim() ?? ''
  if (written === '' && row.every((cell) => cell.trim() === '')) return
  if (written === '') to.leaveOut('bad-line', row.join())
  else sayHost(written, row.join(), to, group === null ? undefined : (row[group] ?? '').trim())
}
