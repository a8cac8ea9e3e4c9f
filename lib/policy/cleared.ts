/** What the school has put right: places where the guard was wrong. */
import { holdsAddress } from './found-place.ts'
import type { FoundKind } from './found-kinds.ts'
import type { Cleared } from './quarantine.ts'

/** Whether the school has cleared an address of being this. `path` as `Address.path` in lib/verdict. */
export const isCleared = (
  cleared: readonly Cleared[],
  { host, path, found }: { readonly host: string; readonly path: string; readonly found: FoundKind },
  at: number,
): boolean =>
  cleared.some(
    (one) =>
      one.found === found &&
      (one.until === undefined || one.until > at) &&
      holdsAddress({ host: one.host, ...(one.path !== undefined && { path: one.path }) }, host, path),
  )
