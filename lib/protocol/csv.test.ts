/** A cell as other spreadsheets split it: where the list separator is a semicolon, a cell begins in the middle of one. */
import { expect, test } from 'vitest'
import { cell, line } from './csv.ts'

/** As a program whose separator is a semicolon finds the cells: quotes count only where a cell begins with one. */
const splitBy = (text: string, separator: string): string[] =>
  text.split(separator).map((one) => one.replaceAll(/^\s*(?:"")*"?/g, ''))

test.each([
  'b;=1+1;c',
  'b; =1+1',
  'b;"=1+1"',
  'b;;@SUM(A1)',
  'b;\t-2',
  'b;+1',
  'b;＝1',
  'b\t=1+1',
  'b;""=1',
  'b;|x',
])('nothing in %j runs as a formula where a semicolon parts cells', (hostile) => {
  for (const one of splitBy(line(['a', hostile]), ';')) expect(one).not.toMatch(/^\s*[=+\-@＝＋－＠|]/u)
})

test('words stay as they were', () => {
  expect(cell('Sam; Zoë - both')).toBe('"Sam; Zoë - both"')
  expect(cell(-2)).toBe('"-2"')
})
