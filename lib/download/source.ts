/** Where a file comes from: what a page makes by itself is the page's, whatever its address looks like. */
import { canonical } from '../verdict/address.ts'

export interface Source {
  /** Canonical host of what gave it; null when nobody can say. */
  readonly host: string | null
  /** Address of the page it came from, without query or fragment; null when nobody can say. For judging and passes. */
  readonly page: string | null
}

export interface Given {
  /** Where it was asked for, and where it came from after redirects. */
  readonly url: string
  readonly finalUrl: string
  /** Address of the page that asked for it; empty when the browser does not say. */
  readonly referrer: string
}

/** A `blob:` address carries its page's origin; a `data:` one carries nothing, so the page that asked counts. */
export function sourceOf({ url, finalUrl, referrer }: Given): Source {
  const page = pageOf(referrer)
  const from = canonical(finalUrl) ?? canonical(url)
  return {
    host: from?.host ?? page?.host ?? null,
    page: page?.address ?? (from === null ? null : pageOf(from.href)?.address) ?? null,
  }
}

function pageOf(url: string): { host: string; address: string } | null {
  const found = canonical(url)
  if (found === null) return null
  const { origin, pathname } = new URL(found.href)
  return { host: found.host, address: `${origin}${pathname}` }
}
