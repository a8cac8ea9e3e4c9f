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
  cleared.some(
    (one) =>
      one.found === found &&
      isInForce(one, at) &&
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
  cleared.some(
    (one) =>
      one.found === found &&
      isInForce(one, at) &&
      holdsAddress({ host, ...(path !== undefined && { path }) }, one.host, one.path ?? '/'),
  )

const isInForce = ({ until }: Cleared, at: number): boolean => until === undefined || until > at
