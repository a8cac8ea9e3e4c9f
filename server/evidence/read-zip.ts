/** Reads a pack's zip into memory, within bounds: it may come from anybody. */
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'

const MOST_FILES = 100
const MOST_BYTES = 500 * 1024 * 1024

/** Files by name. Throws for what is no zip, or one made to do harm. */
export async function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await open(bytes)
  if (zip.entryCount > MOST_FILES)
    throw new Error(`this zip holds more than ${MOST_FILES} files: it is no pack`)
  const files = new Map<string, Buffer>()
  let size = 0
  for await (const entry of zip.eachEntry()) {
    size += entry.uncompressedSize
    if (size > MOST_BYTES) throw new Error('this zip unpacks to more than any pack')
    // What a program unpacks and what is checked here must be one file.
    if (files.has(entry.fileName)) throw new Error(`${entry.fileName} is in this zip twice`)
    files.set(entry.fileName, await contentOf(zip, entry))
  }
  return files
}

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((done, failed) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true }
    fromBuffer(bytes, options, (error, zip) => (error ? failed(error) : done(zip)))
  })

async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await new Promise<Readable>((done, failed) => {
    zip.openReadStream(entry, (error, opened) => (error ? failed(error) : done(opened)))
  })
  return buffer(stream)
}
