/** What a document says of itself in its head and its headings. */
import { attribute } from './dom.ts'
import { add, clip, type Draft } from './draft.ts'
import { first, type Root } from './roots.ts'

const hostOf = (url: string): string => {
  const host = URL.parse(url, document.baseURI)?.hostname ?? ''
  return host === location.hostname ? '' : host.slice(0, 253)
}

export function readHead(draft: Draft, document: Document): void {
  for (const meta of first(document, 'meta', 60)) {
    const name = attribute(meta, 'name') ?? attribute(meta, 'property') ?? ''
    const content = attribute(meta, 'content') ?? ''
    if (/^(?:description|keywords)$/i.test(name)) draft.about = clip(`${draft.about} ${content}`, 600)
    else if (/^og:url$/i.test(name)) add(draft.claims, hostOf(content), 6)
  }
  for (const link of first(document, 'link', 80)) {
    const rel = attribute(link, 'rel')?.toLowerCase() ?? ''
    const href = attribute(link, 'href') ?? ''
    if (/\bicon\b/.test(rel) && draft.iconHost === '') draft.iconHost = hostOf(href)
    else if (rel === 'canonical') add(draft.claims, hostOf(href), 6)
  }
  for (const base of first(document, 'base', 2)) add(draft.claims, hostOf(attribute(base, 'href') ?? ''), 6)
}

export function readHeadings(draft: Draft, root: Root): void {
  for (const name of ['h1', 'h2', 'h3'])
    for (const heading of first(root, name, 12)) add(draft.headings, clip(heading.textContent, 200), 12)
}
