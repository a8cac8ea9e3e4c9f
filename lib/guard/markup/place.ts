/** Where a document is, by what its addresses are read. */
export interface Place {
  /** The document's own host with its port; empty where it has no address of its own. */
  readonly host: string
  readonly hostname: string
  readonly base: string
}

/** Characters of an address: none is longer. */
const LONGEST = 8_192

/** What an address in the document leads to; null where that is none. */
export const addressOf = (written: string, { base }: Place): URL | null =>
  URL.parse(written.slice(0, LONGEST), base)

export function placeOf(url: string, base: string): Place {
  const own = URL.parse(url)
  return { host: own?.host ?? '', hostname: own?.hostname ?? '', base }
}
