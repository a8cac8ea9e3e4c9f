/** A list as a file that a spreadsheet opens, made here of what the page has or can ask for. */
import { line, MARK } from '../../lib/protocol/csv.ts'
import { saveFile } from '../../lib/ui/parts/save-file.ts'
import { dayOf } from '../days.ts'

/** A column: what stands above it, and what in it. */
export type Column<T> = readonly [heading: string, cell: (one: T) => string | number]

export const csvOf = <T>(columns: readonly Column<T>[], rows: readonly T[]): string =>
  MARK +
  line(columns.map(([heading]) => heading)) +
  rows.map((one) => line(columns.map(([, cell]) => cell(one)))).join('')

/** @param name of the file, without its day and ending */
export const saveCsv = <T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): void =>
  saveFile(`${name}-${dayOf(Date.now())}.csv`, csvOf(columns, rows), 'text/csv;charset=utf-8')
