/** Somebody or something as a hash: names do not lie on this disk. Told apart by all that goes into it. */
import { sha256, toBase64url, utf8 } from '../protocol/bytes.ts'

export const markOf = async (...parts: readonly string[]): Promise<string> =>
  toBase64url(await sha256(utf8(parts.join('\n')))).slice(0, 22)
