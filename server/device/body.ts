/** Bodies as they came: kept raw for the signature, then unpacked within bounds, then read as JSON. */
import { isAscii, isUtf8 } from 'node:buffer'
import { promisify } from 'node:util'
import { gunzip, gunzipSync } from 'node:zlib'
import { Refusal } from '../errors.ts'

const gunzipAsync = promisify(gunzip)
/** In steps of this size: the default of 16 kB costs more in steps than in unpacking. */
const CHUNK = 256 * 1024

/** Unpacks a body that says it is gzip; one that would grow beyond `most` bytes is refused without growing. */
export async function unpack(raw: Buffer, encoding: string | undefined, most: number): Promise<Buffer> {
  if (!isGzip(encoding)) return raw
  try {
    return await gunzipAsync(raw, { maxOutputLength: most })
  } catch (error) {
    throw refusalOf(error)
  }
}

/** The same for a thread that has nothing else to do meanwhile. */
export function unpackNow(raw: Uint8Array, encoding: string | undefined, most: number): Uint8Array {
  if (!isGzip(encoding)) return raw
  try {
    return gunzipSync(raw, { maxOutputLength: most, chunkSize: CHUNK })
  } catch (error) {
    throw refusalOf(error)
  }
}

function isGzip(encoding: string | undefined): boolean {
  if (encoding === undefined || encoding === 'identity') return false
  if (encoding === 'gzip') return true
  throw new Refusal(415, 'encoding', 'Content-Encoding must be gzip or absent.', {
    field: 'Content-Encoding',
  })
}

const refusalOf = (error: unknown): Refusal =>
  (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    ? new Refusal(413, 'too-large', 'The body unpacks to more than this route takes: send less at a time.')
    : new Refusal(400, 'encoding', 'The body is not the gzip that Content-Encoding says it is.')

/** JSON of UTF-8 bytes. */
export function readJson(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) throw new Refusal(400, 'json', 'The body is not UTF-8.')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  try {
    // Plain ASCII, as nearly every body is, needs no decoding.
    return JSON.parse(isAscii(bytes) ? buffer.toString('latin1') : buffer.toString('utf8'))
  } catch {
    throw new Refusal(400, 'json', 'The body is not JSON.')
  }
}
