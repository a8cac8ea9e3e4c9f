/** A WOFF font with its tables unpacked once: the PDF library unpacks a table anew for every letter that it looks up. Pure. */
import { inflateSync } from 'node:zlib'

const WOFF_HEADER = 44
const WOFF_ENTRY = 20
const SFNT_HEADER = 12
const SFNT_ENTRY = 16
const MOST_TABLE = 4 * 1024 * 1024

const padded = (length: number): number => Math.ceil(length / 4) * 4

/** The same font as TrueType. */
export function unwoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(SFNT_HEADER + count * SFNT_ENTRY)
  head.writeUInt32BE(woff.readUInt32BE(4), 0)
  head.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  head.writeUInt16BE(2 ** power * 16, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(count * 16 - 2 ** power * 16, 10)
  const tables: Buffer[] = []
  let offset = head.length
  for (let i = 0; i < count; i += 1) {
    const from = WOFF_HEADER + i * WOFF_ENTRY
    const [at, packed, length] = [4, 8, 12].map((place) => woff.readUInt32BE(from + place))
    const content = woff.subarray(at, (at ?? 0) + (packed ?? 0))
    const table = Buffer.alloc(padded(length ?? 0))
    const plain =
      content.length < (length ?? 0) ? inflateSync(content, { maxOutputLength: MOST_TABLE }) : content
    plain.copy(table)
    const to = SFNT_HEADER + i * SFNT_ENTRY
    woff.copy(head, to, from, from + 4)
    head.writeUInt32BE(woff.readUInt32BE(from + 16), to + 4)
    head.writeUInt32BE(offset, to + 8)
    head.writeUInt32BE(length ?? 0, to + 12)
    tables.push(table)
    offset += table.length
  }
  return Buffer.concat([head, ...tables])
}
