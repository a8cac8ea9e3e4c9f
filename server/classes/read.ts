/** An upload as a roster: a zip, several CSV files, or one. Nothing is written anywhere. */
import { readOneRoster } from './oneroster.ts'
import { type Roster, RosterError } from './roster.ts'
import { isSimple, readSimple } from './simple.ts'
import { headerOf } from './table.ts'
import { Budget, type Source } from './text.ts'
import { isZip, unzip } from './zip.ts'

export interface Upload {
  /** As the user's computer calls it. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** More files than a OneRoster export has. */
const MOST_FILES = 40

/**
 * Reads what was uploaded. `today` is the day at school, `2026-09-01`. Throws a RosterError when nothing of it can be
 * used; single bad rows are named in the answer.
 */
export async function readRoster(uploads: readonly Upload[], today: string): Promise<Roster> {
  const sources = await sourcesOf(uploads)
  const budget = new Budget()
  const [only] = sources
  if (sources.length === 1 && only && isSimple(await headerOf(only, budget))) return readSimple(only, budget)
  const known = sources.some(({ name }) => /^(classes|users|enrollments|manifest)\.csv$/i.test(name))
  if (known) return readOneRoster(sources, today, budget)
  if (sources.length === 1 && only)
    throw new RosterError(
      'columns',
      `${only.name} has no columns “class” and “e-mail” in its first line, and is not a file of OneRoster by its name.`,
      { file: only.name, line: 1 },
    )
  throw new RosterError(
    'missing',
    'There is neither a OneRoster export (classes.csv, users.csv, enrollments.csv) nor one plain list with the columns “class” and “e-mail”.',
  )
}

async function sourcesOf(uploads: readonly Upload[]): Promise<Source[]> {
  const whole = uploads.filter(({ bytes }) => bytes.length > 0)
  if (whole.length === 0) throw new RosterError('empty', 'No file came, or only empty ones.')
  if (whole.length > MOST_FILES) throw new RosterError('too-large', `Send ${MOST_FILES} files at most.`)
  const zips = whole.filter(({ bytes }) => isZip(bytes))
  const [zip] = zips
  if (zip && whole.length > 1)
    throw new RosterError('twice', 'Send one zip, or several CSV files: not both together.', {
      file: shown(zip.name),
    })
  if (zip)
    return unzip(Buffer.from(zip.bytes.buffer, zip.bytes.byteOffset, zip.bytes.length), shown(zip.name))
  return whole.map(({ name, bytes }) => ({ name: shown(name), bytes: () => pieces(bytes) }))
}

/** The last part of a name, as a message may repeat it. */
function shown(name: string): string {
  const [last = ''] = name.split(/[/\\]/).slice(-1)
  return last.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 100) || 'upload.csv'
}

const PIECE = 64 * 1024

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}
