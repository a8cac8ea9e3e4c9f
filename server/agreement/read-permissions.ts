/** A CSV file of parents' permissions: e-mail, yes or no, date, who gave it. Bad rows are named by line. */
import { setImmediate } from 'node:timers/promises'
import { emailOf } from '../../lib/protocol/email.ts'
import { Problems, type Problem, quoted, RosterError } from '../classes/roster.ts'
import { type Header, readTable, type Row } from '../classes/table.ts'
import { Budget } from '../classes/text.ts'
import { dateOf } from '../classes/values.ts'

export interface Line {
  readonly line: number
  /** The pupil's e-mail address, or what may be their name if a device has named them so. Lower case. */
  readonly address: string
  readonly isEmail: boolean
  readonly given: boolean
  readonly by: string
  /** `2026-09-30`; the day of the import where the file says none. */
  readonly on: string
}

export interface ReadPermissions {
  readonly lines: readonly Line[]
  readonly problems: readonly Problem[]
  readonly problemCount: number
}

/** How schools spell the columns, in letters only. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  email: 'email emailaddress mail schoolemail pupilemail studentemail pupil student username'.split(' '),
  given: 'permission given permitted consent agreed yesno answer parentpermission parentalconsent'.split(' '),
  date: 'date day on givenon dategiven permissiondate consentdate signed'.split(' '),
  by: 'by givenby who whogaveit parent parentname carer guardian parentcarer signedby'.split(' '),
}
const YES = ['yes', 'y', 'true', '1', 'given', 'permitted', 'agreed']
const NO = ['no', 'n', 'false', '0', 'withdrawn', 'refused']
const LONGEST_BY = 120
const PIECE = 16 * 1024

const header: Header = (names) => {
  const letters = names.map((name) => name.toLowerCase().replace(/[^\p{L}]/gu, ''))
  const taken = new Set<string>()
  return letters.map((name) => {
    const column = Object.keys(SPELLINGS).find((key) => SPELLINGS[key]?.includes(name) && !taken.has(key))
    if (column !== undefined) taken.add(column)
    return column ?? null
  })
}

/**
 * Reads a file. `today`: the day at school. Throws a RosterError when the file as a whole cannot be read. Where it
 * speaks of somebody twice the later line counts.
 */
export async function readPermissions(
  name: string,
  bytes: Uint8Array,
  today: string,
): Promise<ReadPermissions> {
  const problems = new Problems()
  const lines = new Map<string, Line>()
  const source = { name, bytes: () => pieces(bytes) }
  await readTable(source, { header, required: ['email', 'given'] }, new Budget(), (row) => {
    const read = lineOf(row, today)
    if ('wrong' in read) return problems.add(name, row.line, read.wrong)
    if (lines.has(read.address))
      problems.add(name, row.line, `${quoted(read.address)} stands there twice: this line counts`)
    lines.set(read.address, read)
  })
  if (lines.size === 0 && problems.count === 0)
    throw new RosterError('empty', `${name} holds no line below its first.`, { file: name })
  return { lines: [...lines.values()], problems: problems.list, problemCount: problems.count }
}

function lineOf(row: Row, today: string): Line | { readonly wrong: string } {
  if (row.broken) return { wrong: row.broken }
  const email = row.get('email')
  if (email === '') return { wrong: 'has no e-mail address' }
  const address = emailOf(email)
  const said = row.get('given').toLowerCase()
  if (!YES.includes(said) && !NO.includes(said))
    return { wrong: `the permission is ${quoted(row.get('given'))}: yes or no is meant` }
  const on = row.get('date') === '' ? today : dateOf(isoOf(row.get('date')))
  if (!on) return { wrong: `${quoted(row.get('date'))} is no date: write it as 30/09/2026 or 2026-09-30` }
  if (on > today) return { wrong: `${quoted(row.get('date'))} has not come yet` }
  const by = row.get('by').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
  if (by.length > LONGEST_BY) return { wrong: `who gave it is longer than ${LONGEST_BY} characters` }
  const who = { address: address ?? email.toLowerCase(), isEmail: address !== null }
  return { line: row.line, ...who, given: YES.includes(said), by, on }
}

/** As people write dates here, the day first. */
function isoOf(value: string): string {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value) ?? []
  if (!day || !month || !year) return value
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** With a turn of the event loop after each: devices are answered in between. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    yield bytes.subarray(at, at + PIECE)
    await setImmediate()
  }
}
