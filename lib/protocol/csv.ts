/** CSV that a spreadsheet program opens as what it is: nothing in it runs as a formula. */

/** What makes a cell a formula, there or after a line was split. */
const FORMULA = /^[\s]*[=+\-@\t\r＝＋－＠|]/u

/** One cell: quoted, and a formula made a text by an apostrophe before it. */
export function cell(value: string | number): string {
  const text = String(value).replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
  const plain = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text
  return `"${plain.replaceAll('"', '""')}"`
}

export const line = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`

/** So that Excel reads it as UTF-8. */
export const MARK = '\uFEFF'
