/** CSV with a header line, row by row: columns by name and in any order, rows by their line in the file. */
import { type CsvError, parse } from 'csv-parse'
import { quoted, RosterError } from './roster.ts'
import { type Budget, type Source, textOf } from './text.ts'

/** A row longer than this is no row. Bytes. */
const LONGEST_ROW = 64 * 1024
const DELIMITERS = [',', ';', '\t'] as const

export interface Row {
  readonly line: number
  /** The trimmed value of a column; empty where the row or the file has none. */
  get(column: string): string
  /** What is wrong with the row as such, whatever it says. */
  readonly broken: string | null
}

/** Turns the names in a header into those that are asked for, by place; null for a column that nobody asks for. */
export type Header = (names: readonly string[]) => readonly (string | null)[]

/** The header's names as they are, compared without case. */
export const exactly =
  (wanted: readonly string[]): Header =>
  (names) =>
    names.map((name) => wanted.find((w) => w.toLowerCase() === name.toLowerCase()) ?? null)

export interface Columns {
  readonly header: Header
  /** Without these the file says nothing. */
  readonly required: readonly string[]
}

/** Calls `each` for every row of a file. Throws a RosterError when the file as a whole cannot be read. */
export async function readTable(
  source: Source,
  { header, required }: Columns,
  budget: Budget,
  each: (row: Row) => void,
): Promise<void> {
  let places: ReadonlyMap<string, number> | undefined
  let width = 0
  for await (const { record, line } of records(source, budget)) {
    if (!places) {
      width = record.length
      places = placesOf(source.name, header(record), required, line)
      continue
    }
    budget.row(source.name)
    each(rowOf(record, line, places, width))
  }
  if (!places) throw new RosterError('empty', `${source.name} is empty.`, { file: source.name })
}

/** The names in a file's header line, or none when it is empty. */
export async function headerOf(source: Source, budget: Budget): Promise<readonly string[]> {
  for await (const { record } of records(source, budget)) return record
  return []
}

function placesOf(
  file: string,
  names: readonly (string | null)[],
  required: readonly string[],
  line: number,
): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (const [place, name] of names.entries()) {
    if (name === null) continue
    if (places.has(name))
      throw new RosterError('columns', `${file} has the column ${quoted(name)} twice.`, { file, line })
    places.set(name, place)
  }
  const missing = required.filter((name) => !places.has(name))
  if (missing.length > 0) {
    const which = missing.map(quoted).join(', ')
    throw new RosterError('columns', `${file} has no column ${which}: its first line must name it.`, {
      file,
      line,
    })
  }
  return places
}

function rowOf(
  record: readonly string[],
  line: number,
  places: ReadonlyMap<string, number>,
  width: number,
): Row {
  const more = record.slice(width).some((value) => value.trim() !== '')
  return {
    line,
    get: (column) => record[places.get(column) ?? -1]?.trim() ?? '',
    broken: more ? 'has more values than the first line has names: a comma in a value needs quotes' : null,
  }
}

/** The records of a file, without empty lines, the first of them being the header. */
async function* records(
  source: Source,
  budget: Budget,
): AsyncGenerator<{ readonly record: readonly string[]; readonly line: number }> {
  const texts = withoutLongLines(source.name, textOf(source, budget))
  const { start, skipped } = await firstLine(texts)
  const parser = parse({
    delimiter: delimiterOf(start),
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  })
  const fed = feed(parser, start, texts)
  try {
    for await (const item of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const { record, info } = item
      if (record.every((value) => value.trim() === '')) continue
      yield { record: record.map((value) => value.trim()), line: info.lines + skipped }
    }
  } catch (error) {
    throw errorOf(source.name, error, skipped)
  } finally {
    parser.destroy()
    await texts.return(undefined)
    await fed
  }
}

/** Hands the text over, no faster than it is read. What goes wrong is thrown where the records are. */
async function feed(
  parser: ReturnType<typeof parse>,
  start: string,
  texts: AsyncIterable<string>,
): Promise<void> {
  const write = async (text: string) => {
    if (parser.destroyed || parser.write(text)) return
    await new Promise<void>((done) => {
      const go = () => {
        for (const name of ['drain', 'close', 'error'] as const) parser.off(name, go)
        done()
      }
      for (const name of ['drain', 'close', 'error'] as const) parser.on(name, go)
    })
  }
  try {
    await write(start)
    for await (const text of texts) {
      if (parser.destroyed) return
      await write(text)
    }
    if (!parser.destroyed) parser.end()
  } catch (error) {
    parser.destroy(error as Error)
  }
}

/** Reads until the first line is whole. A line `sep=;`, which Excel puts first, is taken away. */
async function firstLine(texts: AsyncGenerator<string>): Promise<{ start: string; skipped: number }> {
  let start = ''
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    start += next.value
    if (start.trimStart().includes('\n')) break
  }
  const told = /^sep=.\r?\n/.exec(start)?.[0]
  return told ? { start: start.slice(told.length), skipped: 1 } : { start, skipped: 0 }
}

/** Ends a file with a line that is longer than any row: the parser would take long over it. */
async function* withoutLongLines(file: string, texts: AsyncIterable<string>): AsyncGenerator<string> {
  let line = 1
  let length = 0
  for await (const text of texts) {
    for (let at = 0; at < text.length;) {
      const end = text.indexOf('\n', at)
      length += (end < 0 ? text.length : end) - at
      if (length > LONGEST_ROW) throw tooLong(file, line)
      at = end < 0 ? text.length : end + 1
      if (end < 0) break
      line += 1
      length = 0
    }
    yield text
  }
}

const tooLong = (file: string, line: number): RosterError => {
  const message = `${file}, line ${line}: a quote is opened there and not closed, or the line is longer than 64 kB.`
  return new RosterError('broken', message, { file, line })
}

/** What separates the names in the first line: the one it has most of. */
function delimiterOf(start: string): string {
  const [line = ''] = start.trimStart().split(/\r?\n/, 1)
  const bare = line.slice(0, LONGEST_ROW).replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

function errorOf(file: string, error: unknown, skipped: number): Error {
  if (error instanceof RosterError) return error
  const { code, lines } = error as CsvError & { lines?: number }
  const line = (lines ?? 0) + skipped
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') return tooLong(file, line)
  if (typeof code === 'string' && code.startsWith('CSV_'))
    return new RosterError('broken', `${file}, line ${line}: this is not CSV.`, { file, line })
  return error instanceof Error ? error : new Error(String(error))
}
