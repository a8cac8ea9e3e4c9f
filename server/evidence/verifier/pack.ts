/**
 * Holds a pack of evidence against itself: every row against its digest, every digest against the signature of the
 * installation that wrote it and against its day, every day against the next. Travels in every pack, so it uses Node alone.
 */
import { createPublicKey, verify } from 'node:crypto'
import { checkPdf } from './pdf.ts'
import {
  type BatchHead,
  digestAt,
  entryDigest,
  followed,
  headOf,
  isSigned,
  readBody,
  rowDigest,
  type RowTuple,
  sha256,
  storedOf,
} from './proof.ts'

/** The files that others are held against. */
export const SUMS = 'SHA256SUMS'
export const SUMS_SIGNATURE = 'SHA256SUMS.sig'
export const ROWS = 'rows.json'
export const EVIDENCE = 'evidence.json'

/** rows.json */
export interface PackedRow {
  readonly installation: string
  /** Null in rows from before they were proved. */
  readonly salt: string | null
  readonly entry: number | null
  readonly place: number
  readonly row: RowTuple
}

/** evidence.json */
export interface PackedEvidence {
  readonly v: 1
  /** The key of the school server that made the pack: SPKI, base64url. */
  readonly school: string
  readonly entries: Readonly<Record<string, PackedEntry>>
  /** The head before the first of the days; empty where there is none. */
  readonly before: string
  readonly days: readonly { day: string; count: number; root: string; head: string }[]
  /** Public keys of installations: SPKI, base64url. */
  readonly keys: Readonly<Record<string, string>>
}

export interface PackedEntry {
  readonly head: string
  /** base64 */
  readonly body: string
  /** Null while the day is not over. */
  readonly day: string | null
  readonly place: number
  /** Hex. */
  readonly path: readonly string[]
}

export interface Verified {
  readonly rows: number
  /** Rows that stand in a day whose head is known. */
  readonly underHead: number
  /** Rows that the installation signed. */
  readonly signed: number
  readonly problems: readonly string[]
  /** To be held against the mails: the days of the pack, and their heads. */
  readonly heads: readonly { day: string; head: string }[]
  /** `sign:…`, to be held against the school's own. */
  readonly school: string
  /** A PDF was held against the pack, too. */
  readonly hasPdf: boolean
}

/**
 * @param read the bytes of a file of the pack, or null where it is not there
 * @param pdf the PDF that the pack came in, to be held against it
 */
export function verifyPack(
  read: (name: string) => Uint8Array | null,
  pdf: Uint8Array | null = null,
): Verified {
  const problems: string[] = []
  const text = (name: string): string => Buffer.from(read(name) ?? []).toString('utf8')
  const rows = parse<PackedRow[]>(text(ROWS), [])
  const evidence = parse<PackedEvidence>(text(EVIDENCE), {
    v: 1,
    school: '',
    entries: {},
    before: '',
    days: [],
    keys: {},
  })
  checkFiles(read, text(SUMS), evidence.school, problems)
  if (pdf) problems.push(...checkPdf(pdf, text(SUMS), evidence.school))
  const roots = checkHeads(evidence, problems)
  const entries = new Map<string, Entry>()
  for (const [id, packed] of Object.entries(evidence.entries)) {
    const entry = readEntry(packed, evidence.keys)
    if (entry === null) problems.push(`entry ${id} cannot be read`)
    else entries.set(id, entry)
    if (entry && packed.day !== null && !isUnder(packed, roots.get(packed.day)))
      problems.push(`entry ${id} does not stand in ${packed.day}`)
  }
  let [underHead, signed] = [0, 0]
  for (const one of rows) {
    const entry = entries.get(String(one.entry))
    const name = `row ${one.row[0]} of ${one.installation.slice(0, 8)}`
    if (one.entry === null) continue
    if (entry === undefined || !isProved(one, entry)) {
      problems.push(`${name} is not the row that came`)
      continue
    }
    if (entry.isUnderHead) underHead += 1
    // Of a row that was stored otherwise than it was sealed, the signature is about the other.
    if (entry.isSigned && entry.body.own === null) signed += 1
  }
  const heads = evidence.days.map(({ day, head }) => ({ day, head }))
  const school = `sign:${evidence.school}`
  return { rows: rows.length, underHead, signed, problems, heads, school, hasPdf: pdf !== null }
}

interface Entry {
  readonly head: BatchHead
  readonly body: ReturnType<typeof readBody>
  readonly isSigned: boolean
  readonly isUnderHead: boolean
}

function readEntry(packed: PackedEntry, keys: PackedEvidence['keys']): Entry | null {
  try {
    const head = JSON.parse(packed.head) as BatchHead
    const body = readBody(Buffer.from(packed.body, 'base64'))
    const key = Buffer.from(keys[head.installation] ?? '', 'base64url')
    return { head, body, isSigned: isSigned(head, body, key), isUnderHead: packed.day !== null }
  } catch {
    return null // Not what an entry is: the pack was changed.
  }
}

function isUnder(packed: PackedEntry, day: { count: number; root: string } | undefined): boolean {
  if (!day) return false
  const digest = entryDigest(packed.head, sha256(Buffer.from(packed.body, 'base64')))
  const path = packed.path.map((one) => Buffer.from(one, 'hex'))
  return followed(digest, packed.place, day.count, path).toString('hex') === day.root
}

function isProved({ installation, salt, place, row }: PackedRow, { head, body }: Entry): boolean {
  if (salt === null || head.installation !== installation) return false
  if (!storedOf(head).some((one) => one.place === place && one.seq === row[0])) return false
  return rowDigest(installation, salt, row).equals(digestAt(body, place))
}

/** Each day by its date, when it follows from the one before. */
function checkHeads({ before, days }: PackedEvidence, problems: string[]) {
  const roots = new Map<string, { count: number; root: string }>()
  let last = before
  for (const { day, count, root, head } of days) {
    if (headOf(last, { day, count, root }) === head) roots.set(day, { count, root })
    else problems.push(`the head of ${day} does not follow from the day before`)
    last = head
  }
  return roots
}

function checkFiles(
  read: (name: string) => Uint8Array | null,
  sums: string,
  school: string,
  problems: string[],
): void {
  const lines = sums.split('\n').filter(Boolean)
  const named = new Set(lines.map((line) => line.slice(66)))
  for (const name of [ROWS, EVIDENCE]) if (!named.has(name)) problems.push(`${SUMS} does not name ${name}`)
  for (const line of lines) {
    const [digest, name] = [line.slice(0, 64), line.slice(66)]
    const bytes = read(name)
    if (bytes === null) problems.push(`${name} is missing`)
    else if (sha256(bytes).toString('hex') !== digest) problems.push(`${name} was changed`)
  }
  const signature = Buffer.from(
    Buffer.from(read(SUMS_SIGNATURE) ?? [])
      .toString('utf8')
      .trim(),
    'base64',
  )
  if (!isBySchool(`kerb pack v1\n${sums}`, signature, school))
    problems.push('the school server did not sign these files')
}

function isBySchool(text: string, signature: Buffer, school: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(school, 'base64url'), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(text), key, signature)
  } catch {
    return false // Not a key.
  }
}

function parse<T>(text: string, otherwise: T): T {
  try {
    return JSON.parse(text) as T
  } catch {
    return otherwise // Missing or spoilt: its sum does not fit either, which is told.
  }
}

/** What a person reads of it. */
export function verdictOf(found: Verified): string {
  const { rows, underHead, signed, problems, heads, school, hasPdf } = found
  const whole = hasPdf ? 'This PDF and the pack in it are whole: nothing' : 'This pack is whole: nothing'
  const lines = [
    problems.length === 0 ? `${whole} in it was changed.` : 'This pack does not hold:',
    ...problems.map((problem) => `- ${problem}`),
    '',
    `${rows} rows. ${signed} are signed by the browser installation that wrote them; ${underHead} stand in a day whose head is below.`,
    ...(underHead < rows
      ? [
          `${rows - underHead} do not: their day was not over when the pack was made, or they are older than this proof.`,
        ]
      : []),
    '',
    'Hold these heads against the mails that Kerb sent to the safeguarding lead and to a governor after each day:',
    ...heads.map(({ day, head }) => `${day}  ${head}`),
    '',
    'Hold this key against the one in the settings of the school’s devices:',
    school,
  ]
  return lines.join('\n')
}
