import type { Read } from '../lib/policy/read.ts'

interface Lines<T> {
  /** How many lines have something on them. */
  readonly count: number
  readonly values: readonly T[]
  /** Of each line that cannot be read, what is wrong with it and what to write. */
  readonly wrong: readonly string[]
}

const quoted = (line: string): string => `“${line.slice(0, 60)}”`

/** Reads a text line by line; `named` is what a line is called that cannot be read, `at` counts from 1. */
export function readLines<T>(
  text: string,
  read: (line: string) => Read<T>,
  named: (quoted: string, at: number) => string = (name) => name,
): Lines<T> {
  const lines = text
    .split('\n')
    .map((line, i) => ({ line: line.trim(), at: i + 1 }))
    .filter(({ line }) => line !== '')
  const results = lines.map(({ line, at }) => ({ line, at, result: read(line) }))
  return {
    count: lines.length,
    values: results.flatMap(({ result }) => (result.ok ? [result.value] : [])),
    wrong: results.flatMap(({ line, at, result }) =>
      result.ok ? [] : [`${named(quoted(line), at)} ${result.wrong}. ${result.fix}`],
    ),
  }
}
