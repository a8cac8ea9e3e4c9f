/** Reads the parts of a source in whatever format they are, and says to a gatherer what they hold. */
import { parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Columns, columnsOf, sayRow } from '../../lib/lists/formats/csv-rows.ts'
import { Lines, LONGEST_LINE } from '../../lib/lists/formats/lines.ts'
import type { ReadLine } from '../../lib/lists/formats/said.ts'
import { type LineFormat, readerFor, sniff } from '../../lib/lists/formats/sniff.ts'
import { type Budget, readV2flyLine, sayV2fly, type V2flyEntry } from '../../lib/lists/formats/v2fly.ts'
import type { ListFormat, ListMapping } from '../../lib/protocol/list-sources.ts'
import { Refusal } from '../errors.ts'
import type { Gatherer } from './gather.ts'
import { MOST_V2FLY_CHARACTERS, MOST_V2FLY_LINES, MOST_V2FLY_READ } from './limits.ts'
import type { Part } from './unpack.ts'

/** Lines by which a format is told. */
const SNIFFED = 200
/** Of the first piece: text has none. */
const LOOKED_AT = 4_096

interface ReadJob {
  readonly format: ListFormat
  readonly mapping: ListMapping
}

/** Throws a Refusal (422) for what is no list at all. */
export async function readParts(parts: AsyncIterable<Part>, job: ReadJob, to: Gatherer): Promise<void> {
  const v2fly = new Map<string, V2flyEntry[]>()
  const kept = { left: MOST_V2FLY_CHARACTERS }
  let isList = job.format !== 'squidguard' && job.format !== 'v2fly'
  for await (const part of parts) {
    const place = placeOf(part.path)
    if (job.format === 'v2fly' || (job.format === 'auto' && isV2flyData(part.path))) {
      if (!isV2flyData(part.path) && part.path !== '') continue
      const { all } = await told(part, job.format)
      v2fly.set(place.file, await v2flyFile({ ...part, pieces: all }, kept, to))
      isList = true
    } else if (job.format === 'squidguard' || place.isSquidGuard) {
      // By itself it is no archive: a page that came instead is called one.
      if (part.path === '') await told(part, job.format)
      if (!place.isSquidGuard) continue
      await squidGuardFile(part, place, to)
      isList = true
    } else await plainFile(part, job.format, place.file, to)
  }
  if (!isList) throw new Refusal(422, 'list-unreadable', `It holds nothing of the format “${job.format}”.`)
  if (v2fly.size > 0) sayGroups(v2fly, job.mapping, to)
}

function sayGroups(files: ReadonlyMap<string, V2flyEntry[]>, mapping: ListMapping, to: Gatherer): void {
  const budget = { left: MOST_V2FLY_READ }
  const wanted = mapping.map(({ group }) => group).filter((group) => group !== '')
  for (const group of groupsOf(files, wanted))
    if (!sayV2fly(files, group, to, budget))
      throw new Refusal(422, 'list-too-long', 'Its files include each other again and again.')
}

interface Place {
  readonly folder: string
  /** Without its ending. */
  readonly file: string
  readonly isSquidGuard: boolean
}

function placeOf(path: string): Place {
  const [file = '', folder = ''] = path.split('/').toReversed()
  const isSquidGuard =
    folder !== '' && /^(domains|urls|expressions|usage|very_restrictive_expression)$/.test(file)
  return { folder, file: file.replace(/\.(txt|list|csv|hosts|conf)$/i, '').toLowerCase(), isSquidGuard }
}

const isV2flyData = (path: string): boolean => /(^|\/)data\/[a-z0-9!_-]+$/i.test(path)

/** What is asked for; and, so that somebody can ask, what a list has of categories. */
const groupsOf = (files: ReadonlyMap<string, unknown>, wanted: readonly string[]): string[] => [
  ...new Set([...wanted, ...[...files.keys()].filter((file) => file.startsWith('category-'))]),
]

async function squidGuardFile(part: Part, { folder, file }: Place, to: Gatherer): Promise<void> {
  to.begin(folder)
  if (file === 'domains' || file === 'urls') await lines(part, to, readerFor('plain'))
  // Expressions speak of addresses, not of hosts; `usage` of how squidGuard uses the folder.
  else if (file !== 'usage') await lines(part, to, (line) => line.trim() && to.leaveOut('no-host-rule', line))
}

async function v2flyFile(part: Part, kept: Budget, to: Gatherer): Promise<V2flyEntry[]> {
  const entries: V2flyEntry[] = []
  await lines(part, to, (line) => {
    if (to.lines > MOST_V2FLY_LINES)
      throw new Refusal(422, 'list-too-long', `It holds more than ${MOST_V2FLY_LINES} lines.`)
    kept.left -= line.length
    if (kept.left < 0) throw new Refusal(422, 'list-too-long', 'Its files are larger than any list of v2fly.')
    const entry = readV2flyLine(line)
    if (entry) entries.push(entry)
  })
  return entries
}

/** A file by itself, or one of an archive of which we know nothing else: a part of its own name. */
async function plainFile(part: Part, given: ListFormat, group: string, to: Gatherer): Promise<void> {
  if (isAbout(part.path)) {
    to.note('not-mapped', part.path)
    return
  }
  to.begin(group)
  const found = await told(part, given).catch((error: unknown) => {
    // One such file is no reason to do without the rest of an archive.
    if (part.path === '' || !(error instanceof Refusal)) throw error
    to.note('not-mapped', part.path)
  })
  if (!found) return
  const { format, all } = found
  if (format === 'csv') await table({ ...part, pieces: all }, to)
  else await lines({ ...part, pieces: all }, to, readerFor(format))
}

/** What archives say of themselves. */
const isAbout = (path: string): boolean =>
  /(^|\/)(readme|licen[cs]e|copying|copyright|notice|authors|contributors|contributing|changelog|changes)(\.(md|txt|rst))?$/i.test(
    path,
  )

async function lines(part: Part, to: Gatherer, read: ReadLine): Promise<void> {
  const lines = new Lines(
    (line) => {
      to.lines++
      read(line, to)
    },
    (start) => {
      to.lines++
      to.note('too-long', start)
    },
  )
  for await (const piece of part.pieces) lines.push(piece)
  lines.end()
}

/** The format that was set, or the one that the first lines tell. Neither may be a page, nor bytes that are no text. */
async function told(
  part: Part,
  given: ListFormat,
): Promise<{ format: LineFormat | 'csv'; all: Part['pieces'] }> {
  const rest = part.pieces[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  const seen: string[] = []
  const lines = new Lines(
    (line) => seen.push(line),
    () => undefined,
  )
  let size = 0
  while (seen.length < SNIFFED && size < SNIFFED * LONGEST_LINE) {
    const next = await rest.next()
    if (next.done === true) {
      lines.end()
      break
    }
    needText(first.length === 0, next.value)
    first.push(next.value)
    size += next.value.length
    lines.push(next.value)
  }
  const format = sniff(seen.slice(0, SNIFFED))
  if (format === 'page')
    throw new Refusal(422, 'list-page', 'A web page or an error message came where a list was to be.')
  async function* all(): Part['pieces'] {
    yield* first
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  }
  const isSet = given !== 'auto' && given !== 'squidguard' && given !== 'v2fly'
  return { format: isSet ? given : format, all: all() }
}

function needText(isFirst: boolean, piece: Uint8Array): void {
  const start = piece.subarray(0, LOOKED_AT)
  const utf16 = isFirst && (start[0] ?? 0) >= 0xfe && (start[1] ?? 0) >= 0xfe
  if (utf16 || start.includes(0))
    throw new Refusal(
      422,
      'list-encoding',
      'It is not written as UTF-8 text: save it as such, and send it again.',
    )
}

async function table(part: Part, to: Gatherer): Promise<void> {
  const parser = parse({
    bom: true,
    delimiter: [',', ';', '\t'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_LINE,
  })
  parser.on('skip', () => {
    to.lines++
    to.note('bad-line', '')
  })
  let columns: Columns | null = null
  const rows = async (all: AsyncIterable<string[]>): Promise<void> => {
    for await (const row of all) {
      to.lines++
      const isFirst = columns === null
      columns ??= columnsOf(row)
      if (columns === null)
        throw new Refusal(422, 'list-columns', 'No column holds hosts: name one “host”, “domain” or “url”.')
      if (!(isFirst && columns.isHeader)) sayRow(columns, row, to)
    }
  }
  await pipeline(Readable.from(part.pieces, { objectMode: false }), parser, rows)
}
