/** CSV that a spreadsheet program opens as what it is: nothing in it runs as a formula. */

/** What makes a cell a formula, there or after a line was split. */
const FORMULA = /^[\s]*[=+\-@\t\r＝＋－＠|]/u

/** The same in the middle of a cell, where a program whose list separator is a semicolon begins another. */
const AFTER_SEMICOLON = /;(?=[\s"]*[=+\-@＝＋－＠|])/gu

/** One cell: quoted, and a formula made a text by an apostrophe before it. */
export function cell(value: string | number): string {
  const text = String(value).replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
  const parted = text.replaceAll(AFTER_SEMICOLON, ";'")
  const plain = typeof value === 'string' && FORMULA.test(parted) ? `'${parted}` : parted
  return `"${plain.replaceAll('"', '""')}"`
}

export const line = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`

/** So that Excel reads it as UTF-8. */
export const MARK = '\uFEFF'

/** As spreadsheets read a time, in UTC; nothing for null. */
export const timeCell = (at: number | null): string =>
  at === null ? '' : new Date(at).toISOString().slice(0, 19).replace('T', ' ')
