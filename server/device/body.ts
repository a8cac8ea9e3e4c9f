/** Bodies as they came: kept raw for the signature, then unpacked within bounds, then read as JSON. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { fromUtf8 } from '../../lib/protocol/bytes.ts'
import { Refusal } from '../errors.ts'

const gunzipAsync = promisify(gunzip)

/** Unpacks a body that says it is gzip; one that would grow beyond `most` bytes is refused without growing. */
export async function unpack(raw: Buffer, encoding: string | undefined, most: number): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return raw
  if (encoding !== 'gzip') {
    throw new Refusal(415, 'encoding', 'Content-Encoding must be gzip or absent.', {
      field: 'Content-Encoding',
    })
  }
  try {
    return await gunzipAsync(raw, { maxOutputLength: most })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new Refusal(
        413,
        'too-large',
        'The body unpacks to more than this route takes: send less at a time.',
      )
    }
    throw new Refusal(400, 'encoding', 'The body is not the gzip that Content-Encoding says it is.')
  }
}

/** JSON of UTF-8 bytes. */
export function readJson(bytes: Uint8Array): unknown {
  const text = fromUtf8(bytes)
  if (text === null) throw new Refusal(400, 'json', 'The body is not UTF-8.')
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'json', 'The body is not JSON.')
  }
}
