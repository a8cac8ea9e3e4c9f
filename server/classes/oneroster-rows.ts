/** What the files of a OneRoster export have in common: ids that occur once, rows that were deleted, dates. */
import { type Problems, quoted } from './roster.ts'
import { type Columns, exactly, readTable, type Row } from './table.ts'
import type { Budget, Source } from './text.ts'
import { dateOf } from './values.ts'

/** What one reading of an export carries along. */
export interface Reading {
  readonly budget: Budget
  readonly problems: Problems
  /** The day it is at school, `2026-09-01`. */
  readonly today: string
}

/** A row that cannot be used: what is wrong with it. */
export class BadRow extends Error {
  override readonly name = 'BadRow'
}

/** The value of a column that must not be empty. */
export function needed(row: Row, column: string): string {
  const value = row.get(column)
  if (value === '') throw new BadRow(`${column} is empty`)
  return value
}

/** A day, or null where none is given. */
export function day(row: Row, column: string): string | null {
  const value = row.get(column)
  const date = dateOf(value)
  if (date === undefined) throw new BadRow(`${column} is ${quoted(value)}, not a date such as 2026-09-01`)
  return date
}

/**
 * Calls `each` for every row that is there (not deleted, its id not seen before). A row that `each` finds bad is named
 * and left out; `bad` is told of it, with whatever the row still says.
 */
export async function readRows(
  source: Source,
  columns: { readonly required: readonly string[]; readonly optional?: readonly string[] },
  { budget, problems }: Reading,
  each: (row: Row, id: string) => void,
  bad: (row: Row) => void = () => undefined,
): Promise<void> {
  const required = ['sourcedId', ...columns.required]
  const wanted: Columns = {
    header: exactly([...required, 'status', ...(columns.optional ?? [])]),
    required,
  }
  const lines = new Map<string, number>()
  await readTable(source, wanted, budget, (row) => {
    try {
      if (row.broken) throw new BadRow(row.broken)
      const id = needed(row, 'sourcedId')
      if (!isThere(row)) return
      const first = lines.get(id)
      if (first !== undefined) throw new BadRow(`sourcedId ${quoted(id)} is in line ${first} already`)
      lines.set(id, row.line)
      each(row, id)
    } catch (error) {
      if (!(error instanceof BadRow)) throw error
      problems.add(source.name, row.line, error.message)
      bad(row)
    }
  })
}

function isThere(row: Row): boolean {
  const status = row.get('status').toLowerCase()
  if (status === '' || status === 'active') return true
  if (status === 'tobedeleted' || status === 'inactive') return false
  throw new BadRow(`status is ${quoted(row.get('status'))}: active or tobedeleted is meant`)
}
