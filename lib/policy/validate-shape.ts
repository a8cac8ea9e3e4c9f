/** Shape problems of a policy document, in words: zod says where and what kind, this says what to write. */
import type { z } from '../zod.ts'
import { nearest } from './read.ts'

export interface DocumentProblem {
  /** Path of the field: `groups.year-9.timetable[2].hours.from`; empty for the document itself. */
  readonly field: string
  readonly wrong: string
  readonly fix: string
}

type Path = readonly PropertyKey[]
type Issue = z.core.$ZodIssue

/** `a.b[2].c`; a name that is not plain stands in quotes: `people["a@b.uk"]`. */
export const fieldPath = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    const name = String(part)
    if (!/^[\w-]+$/.test(name)) return `${text}[${JSON.stringify(name)}]`
    return text === '' ? name : `${text}.${name}`
  }, '')

/** Every zod issue as a problem; an unknown key is a problem of its own. */
export const describeIssues = (issues: readonly Issue[], raw: unknown): DocumentProblem[] =>
  issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        field: fieldPath([...issue.path, key]),
        wrong: 'is not known here',
        fix: 'Correct its spelling, or remove it.',
      }))
    return [{ field: fieldPath(issue.path), ...explain(issue, valueAt(raw, issue.path)) }]
  })

const TYPES: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in […]',
  object: 'an object in {…}',
  record: 'an object in {…}',
}

function explain(issue: Issue, value: unknown): { wrong: string; fix: string } {
  switch (issue.code) {
    case 'invalid_type':
      return {
        wrong: value === undefined ? 'is missing' : 'is of the wrong kind',
        fix: `Write ${TYPES[issue.expected] ?? `a value of type ${issue.expected}`}.`,
      }
    case 'invalid_value':
      return explainChoice(issue.values.map(String), value)
    case 'invalid_format':
      // The message of a pattern is ours (document.ts) and says what to write.
      return { wrong: 'is not in its form', fix: sentence(issue.message) }
    case 'too_small':
      return { wrong: 'is too small or too short', fix: `The least is ${String(issue.minimum)}.` }
    case 'too_big':
      return { wrong: 'is too large or too long', fix: `The most is ${String(issue.maximum)}.` }
    case 'invalid_key':
      return { wrong: 'has a name that is not known', fix: 'Correct its spelling, or remove it.' }
    default:
      return { wrong: 'is not valid', fix: sentence(issue.message) }
  }
}

function explainChoice(options: readonly string[], value: unknown): { wrong: string; fix: string } {
  const near = typeof value === 'string' ? nearest(value, options) : undefined
  const list = `Write one of: ${options.join(', ')}.`
  return {
    wrong: value === undefined ? 'is missing' : 'is not one of its words',
    fix: near === undefined ? list : `Did you mean “${near}”? ${list}`,
  }
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}.`.replace(/\.\.$/, '.')

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) => (isObject(value) && Object.hasOwn(value, part) ? value[part as string] : undefined),
    raw,
  )
}

/** Fields that the schema let go by in silence: zod leaves unknown ones out, and a mistyped optional one is lost so. */
export function unknownFields(raw: unknown, parsed: unknown, path: Path = []): DocumentProblem[] {
  if (!isObject(raw) || !isObject(parsed)) return []
  return Object.keys(raw).flatMap((key) => {
    const step = Array.isArray(raw) ? Number(key) : key
    if (Object.hasOwn(parsed, key)) return unknownFields(raw[key], parsed[key], [...path, step])
    const near = nearest(key, Object.keys(parsed))
    const fix =
      near === undefined ? 'Correct its spelling, or remove it.' : `Did you mean “${near}”? Or remove it.`
    return [{ field: fieldPath([...path, step]), wrong: 'is not known here', fix }]
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object'
