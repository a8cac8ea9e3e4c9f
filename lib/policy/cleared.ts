/** What the school has put right: places where the guard was wrong. */
import { holdsAddress } from './found-place.ts'
import type { FoundKind } from './found-kinds.ts'
import type { Cleared, Quarantined } from './quarantine.ts'

/** Whether the school has cleared an address of being this. `path` as `Address.path` in lib/verdict. */
export const isCleared = (
  cleared: readonly Cleared[],
  { host, path, found }: { readonly host: string; readonly path: string; readonly found: FoundKind },
  at: number,
): boolean =>
  standing(cleared, found, at).some((one) =>
    holdsAddress({ host: one.host, ...(one.path !== undefined && { path: one.path }) }, host, path),
  )

/**
 * Whether a place that a device closed by itself holds one that the school has cleared of the same: it would close that
 * too, and the guard judges the rest anew.
 */
export const holdsCleared = (
  { host, path, found }: Pick<Quarantined, 'host' | 'path' | 'found'>,
  cleared: readonly Cleared[],
  at: number,
): boolean =>
  standing(cleared, found, at).some((one) =>
    holdsAddress({ host, ...(path !== undefined && { path }) }, one.host, one.path ?? '/'),
  )

const standing = (cleared: readonly Cleared[], found: FoundKind, at: number): Cleared[] =>
  cleared.filter((one) => one.found === found && (one.until === undefined || one.until > at))
