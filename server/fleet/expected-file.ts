/**
 * The list of expected devices from a file, as a management console exports it: columns by their names, whatever else
 * stands in it. Looked at first, taken afterwards; both work out the same plan, so nothing is kept in between.
 */
import { parse } from 'csv-parse/sync'
import type { ExpectedPlan } from '../../lib/protocol/fleet.ts'
import type { Database } from '../db/open.ts'
import { addExpected, type ExpectedDevice } from '../enrolment/expected.ts'
import { Refusal } from '../errors.ts'

const MOST_ROWS = 20_000
const SAMPLES = 10
const PROBLEMS = 20
const LONGEST = 200

/** As Google Admin, Intune and people name them, without what is no letter. */
const KINDS: Readonly<Record<string, ExpectedDevice['kind']>> = {
  directory: 'directory',
  directoryid: 'directory',
  directorydeviceid: 'directory',
  directoryapiid: 'directory',
  deviceid: 'directory',
  cloudid: 'directory',
  clouddeviceid: 'directory',
  azureaddeviceid: 'directory',
  entradeviceid: 'directory',
  microsoftentradeviceid: 'directory',
  asset: 'asset',
  assetid: 'asset',
  assettag: 'asset',
  assetnumber: 'asset',
  annotatedassetid: 'asset',
}

interface Read {
  readonly columns: ExpectedPlan['columns']
  readonly rows: number
  readonly devices: readonly ExpectedDevice[]
  readonly problems: readonly { readonly line: number; readonly what: string }[]
}

/** Throws a Refusal (422) when the file as a whole cannot be read. Pure. */
export function readExpectedFile(text: string): Read {
  const records = recordsOf(text)
  const [head = [], ...rows] = records
  const columns = head.flatMap((name, at) => {
    const kind = KINDS[name.toLowerCase().replaceAll(/[^a-z]/g, '')]
    return kind ? [{ name: name.trim().slice(0, 100), kind, at }] : []
  })
  if (columns.length === 0)
    refuse(
      'No column of the first line is known: name one “directory id” or “asset id”. ' +
        'A serial number is nothing that a browser tells.',
    )
  if (rows.length > MOST_ROWS) refuse(`It has more than ${MOST_ROWS} lines.`)
  const devices = new Map<string, ExpectedDevice>()
  const problems: { line: number; what: string }[] = []
  for (const [i, row] of rows.entries()) {
    const found = columns.flatMap(({ kind, at }) => {
      const value = (row[at] ?? '').trim()
      return value === '' ? [] : [{ kind, value }]
    })
    const what = whyNot(found)
    if (what) problems.push({ line: i + 2, what })
    else for (const one of found) devices.set(`${one.kind} ${one.value}`, one)
  }
  return {
    columns: columns.map(({ name, kind }) => ({ name, kind })),
    rows: rows.length,
    devices: [...devices.values()],
    problems,
  }
}

function whyNot(found: readonly ExpectedDevice[]): string | null {
  if (found.length === 0) return 'has no id'
  if (found.some(({ value }) => value.length > LONGEST)) return `has an id of more than ${LONGEST} characters`
  return found.some(({ value }) => /\p{Cc}/u.test(value)) ? 'has an id with a control character' : null
}

function recordsOf(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '')
  const [first = ''] = clean.split(/\r?\n/, 1)
  const delimiter =
    [',', ';', '\t'].toSorted((a, b) => first.split(b).length - first.split(a).length)[0] ?? ','
  try {
    return parse(clean, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 65_536,
    })
  } catch (error) {
    return refuse(`It is no CSV file: ${(error as Error).message.slice(0, 200)}`)
  }
}

function refuse(message: string): never {
  throw new Refusal(422, 'expected-file', message)
}

interface Wanted {
  readonly text: string
  /** What it does not name leaves the list. */
  readonly isWhole: boolean
}

/** What taking the file would do. Throws a Refusal (422). */
export const previewExpected = async (db: Database, wanted: Wanted): Promise<ExpectedPlan> =>
  (await plan(db, wanted)).shown

/** Does it. Installations that are confirmed stay confirmed. Throws a Refusal (422). */
export function takeExpected(db: Database, wanted: Wanted, now: number): Promise<ExpectedPlan> {
  return db.transaction().execute(async (trx) => {
    const { added, removed, shown } = await plan(trx, wanted)
    await addExpected(trx, added, now)
    for (const { kind, value } of removed)
      await trx.deleteFrom('expected').where('kind', '=', kind).where('value', '=', value).execute()
    return shown
  })
}

async function plan(db: Database, { text, isWhole }: Wanted) {
  const { columns, rows, devices, problems } = readExpectedFile(text)
  // A file of nothing but mistakes must not empty the list.
  if (isWhole && devices.length === 0) refuse('It names no device: the list would be empty.')
  const listed = await db
    .selectFrom('expected')
    .select(['kind', 'value'])
    .where('source', '=', 'list')
    .execute()
  const keyOf = ({ kind, value }: ExpectedDevice) => `${kind} ${value}`
  const [here, there] = [new Set(listed.map(keyOf)), new Set(devices.map(keyOf))]
  const added = devices.filter((one) => !here.has(keyOf(one)))
  const removed = isWhole ? listed.filter((one) => !there.has(keyOf(one))) : []
  const shown: ExpectedPlan = {
    columns,
    rows,
    added: added.length,
    known: devices.length - added.length,
    removed: removed.length,
    samples: { added: added.slice(0, SAMPLES), removed: removed.slice(0, SAMPLES) },
    problems: problems.slice(0, PROBLEMS).map((one) => ({ ...one })),
    leftOut: problems.length,
  }
  return { added, removed, shown }
}
