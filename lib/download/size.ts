/** How big a file is, as far as a row says it. */
import type { SizeClass } from '../protocol/rows.ts'

/** Below: a worksheet with pictures. Bytes. */
const SMALL = 5_000_000
/** Below: a film of a few minutes. Bytes. */
const MEDIUM = 100_000_000

export function sizeClass(bytes: number | null): SizeClass {
  if (bytes === null) return 'unknown'
  return bytes < SMALL ? 'small' : bytes < MEDIUM ? 'medium' : 'large'
}
