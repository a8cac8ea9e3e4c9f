/**
 * A hashed list as a member has it: text, an entry a line, `#` before what is said of the list.
 *
 *     # list: iwf
 *     # category: illegal-csam
 *     # salt: 00ff…            (hexadecimal; only where the list is salted)
 *     9f86d081…0a08             SHA-256 of a host or of an address, 64 hexadecimal digits
 *     17,9f86d081…0a08          the same with the list's own number of the entry
 *
 * Without numbers an entry's is that of its place among the entries. What a line holds is never repeated in a problem.
 */
import { hexToBytes } from '@noble/hashes/utils.js'
import { isLocked } from '../../policy/categories.ts'
import type { CategoryId } from '../../policy/categories.ts'
import { categoryIdSchema } from '../../policy/document.ts'
import { listIdSchema, MOST_LOCKED_ENTRIES } from '../../protocol/locked-document.ts'

export interface LockedSource {
  readonly id: string
  readonly category: CategoryId
  readonly salt?: Uint8Array
  readonly entries: readonly LockedEntry[]
  /** Numbers of lines that are no entry. */
  readonly badLines: readonly number[]
}

export interface LockedEntry {
  readonly number: number
  /** 32 bytes. */
  readonly hash: Uint8Array
}

export type ReadLocked =
  | { readonly ok: true; readonly source: LockedSource }
  | { readonly ok: false; readonly problems: readonly string[] }

const HEAD = /^#\s*(list|category|salt)\s*:\s*(\S+)\s*$/
const ENTRY = /^(?:(\d{1,9})[,;\s]\s*)?([\da-f]{64})$/i
const SALT = /^(?:[\da-f]{2}){1,64}$/i
/** More lines of something else than one in so many, and it is another file. */
const MOST_BAD = 1 / 50

/** Reads a list. Nothing is left out in silence: what is no entry is named by its line. */
export function readLockedSource(text: string): ReadLocked {
  const head = new Map<string, string>()
  const entries = new Map<string, LockedEntry>()
  const badLines: number[] = []
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    const [, name, value] = HEAD.exec(line) ?? []
    const [, number, hex] = ENTRY.exec(line) ?? []
    if (name !== undefined && value !== undefined) head.set(name, value)
    else if (hex !== undefined) addEntry(entries, hex.toLowerCase(), number)
    else if (line !== '' && !line.startsWith('#')) badLines.push(at + 1)
  }
  const problems = [...headProblems(head), ...entryProblems(entries.size, badLines)]
  if (problems.length > 0) return { ok: false, problems }
  const salt = head.get('salt')
  return {
    ok: true,
    source: {
      id: head.get('list') ?? '',
      category: categoryIdSchema.parse(head.get('category')),
      ...(salt !== undefined && { salt: hexToBytes(salt) }),
      entries: [...entries.values()],
      badLines,
    },
  }
}

function addEntry(entries: Map<string, LockedEntry>, hex: string, number: string | undefined): void {
  if (entries.has(hex)) return
  entries.set(hex, {
    number: number === undefined ? entries.size + 1 : Number(number),
    hash: hexToBytes(hex),
  })
}

function headProblems(head: ReadonlyMap<string, string>): string[] {
  const category = categoryIdSchema.safeParse(head.get('category'))
  const salt = head.get('salt')
  return [
    ...(listIdSchema.safeParse(head.get('list')).success
      ? []
      : ['There is no line “# list: name” with a name of small letters, digits and hyphens.']),
    ...(category.success && isLocked(category.data)
      ? []
      : ['There is no line “# category: illegal-csam” or “# category: illegal-terror”.']),
    ...(salt === undefined || SALT.test(salt)
      ? []
      : ['The salt is not hexadecimal, or longer than 64 bytes.']),
  ]
}

function entryProblems(count: number, badLines: readonly number[]): string[] {
  if (count === 0) return ['It has no entry: a SHA-256 in 64 hexadecimal digits on a line of its own.']
  if (count > MOST_LOCKED_ENTRIES) return [`It has more than ${MOST_LOCKED_ENTRIES} entries.`]
  if (badLines.length > count * MOST_BAD)
    return [`${badLines.length} lines are no entry, the first of them line ${badLines[0]}.`]
  return []
}
