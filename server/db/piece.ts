/**
 * A piece of a list that grows at its top, out of rows that were asked for with one more than it holds.
 * @param placeOf where to go on after a row
 */
export function pieceOf<R>(
  rows: readonly R[],
  most: number,
  placeOf: (row: R) => string,
): { readonly items: R[]; readonly next: string | null } {
  const items = rows.slice(0, most)
  const last = items.at(-1)
  return { items, next: rows.length > most && last !== undefined ? placeOf(last) : null }
}

/** The numbers of a place, as `placeOf` wrote it. */
export const numbersOf = (place: string): number[] => place.split('.').map(Number)
