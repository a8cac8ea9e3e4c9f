/** What a document says of itself in its head and its headings. */
import type { Draft } from '../nothing-seen.ts'
import type { Root } from './element.ts'
import { add, clip } from '../lists.ts'
import { addressOf, type Place } from './place.ts'

function otherHost(url: string, place: Place): string {
  const host = addressOf(url, place)?.hostname ?? ''
  return host === place.hostname ? '' : host.slice(0, 253)
}

export function readHead(draft: Draft, document: Root, place: Place): void {
  draft.title = clip(document.named('title')[0]?.text(2_000), 300)
  draft.lang = clip(document.all[0]?.get('lang'), 35)
  for (const meta of document.first('meta', 60)) {
    const name = meta.get('name') ?? meta.get('property') ?? ''
    const content = meta.get('content') ?? ''
    if (/^(?:description|keywords)$/i.test(name)) draft.about = clip(`${draft.about} ${content}`, 600)
    else if (/^og:url$/i.test(name)) add(draft.claims, otherHost(content, place), 6)
  }
  for (const link of document.first('link', 80)) {
    const rel = link.get('rel')?.toLowerCase() ?? ''
    const href = link.get('href') ?? ''
    if (/\bicon\b/.test(rel) && draft.iconHost === '') draft.iconHost = otherHost(href, place)
    else if (rel === 'canonical') add(draft.claims, otherHost(href, place), 6)
  }
  for (const base of document.first('base', 2)) add(draft.claims, otherHost(base.get('href') ?? '', place), 6)
}

export function readHeadings(draft: Draft, root: Root): void {
  for (const name of ['h1', 'h2', 'h3'])
    for (const heading of root.first(name, 12)) add(draft.headings, clip(heading.text(2_000), 200), 12)
}
