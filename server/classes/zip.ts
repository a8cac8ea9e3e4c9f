/** The CSV files of a zip, straight from memory: no name of an entry is ever a path on a disk. */
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { RosterError } from './roster.ts'
import type { Source } from './text.ts'

/** A OneRoster export has fewer than twenty files. */
const MOST_ENTRIES = 200
const MOST_UNPACKED = 200 * 1024 * 1024
/** Real exports pack 5 to 30 times; an entry that is small anyway may be as dense as it likes. */
const MOST_RATIO = 200
const SMALL = 1024 * 1024

/** True when bytes begin as a zip does, an empty one included. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 &&
  bytes[1] === 0x4b &&
  (bytes[2] === 3 || bytes[2] === 5) &&
  (bytes[3] ?? 0) === bytes[2] + 1

/** The CSV files in a zip. Throws a RosterError for one that is damaged, locked or made to do harm. */
export async function unzip(bytes: Buffer, file: string): Promise<Source[]> {
  const zip = await inOrder(file, () => open(bytes))
  if (zip.entryCount > MOST_ENTRIES)
    throw new RosterError(
      'too-large',
      `${file} holds more than ${MOST_ENTRIES} files: zip the CSV files only.`,
      {
        file,
      },
    )
  const entries = await inOrder(file, () => entriesOf(zip))
  if (entries.some((entry) => entry.fileName === '[Content_Types].xml'))
    throw new RosterError('not-csv', `${file} is a workbook: save its sheet as “CSV UTF-8”.`, { file })
  const wanted = entries.filter(isCsv)
  refuseBombs(file, wanted)
  return wanted.map((entry) => ({
    name: nameOf(entry),
    bytes: () => chunksOf(zip, entry, file),
  }))
}

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((done, failed) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false }
    fromBuffer(bytes, options, (error, zip) => (error ? failed(error) : done(zip)))
  })

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) entries.push(entry)
  return entries
}

/** macOS puts a shadow of every file beside it. */
const isCsv = ({ fileName }: Entry): boolean =>
  /\.csv$/i.test(fileName) && !/(^|\/)(__MACOSX\/|\._)/.test(fileName)

const nameOf = ({ fileName }: Entry): string => fileName.split('/').at(-1) ?? fileName

function refuseBombs(file: string, entries: readonly Entry[]): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const dense = entries.some(
    ({ compressedSize, uncompressedSize }) =>
      uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_RATIO,
  )
  if (total > MOST_UNPACKED || dense)
    throw new RosterError('too-large', `${file} unpacks to far more than a roster is.`, { file })
  if (entries.some((entry) => entry.isEncrypted()))
    throw new RosterError('locked', `${file} is locked with a password: make it without one.`, { file })
}

async function* chunksOf(zip: ZipFile, entry: Entry, file: string): AsyncGenerator<Uint8Array> {
  const stream = await inOrder(file, () => zip.openReadStreamPromise(entry))
  try {
    for await (const chunk of stream) yield chunk as Uint8Array
  } catch {
    throw damaged(file)
  } finally {
    stream.destroy()
  }
}

async function inOrder<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw damaged(file)
  }
}

const damaged = (file: string): RosterError =>
  new RosterError('zip', `${file} is not a zip that can be read: it is damaged, or was cut off on its way.`, {
    file,
  })
