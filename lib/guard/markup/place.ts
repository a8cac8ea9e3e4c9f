/** Where a document is, by what its addresses are read. */
export interface Place {
  /** The document's own host with its port; empty where it has no address of its own. */
  readonly host: string
  readonly hostname: string
  readonly base: string
}

export function placeOf(url: string, base: string): Place {
  const own = URL.parse(url)
  return { host: own?.host ?? '', hostname: own?.hostname ?? '', base }
}
