/** Where a document leads: how many links, to which hosts, by which words. */
import { attribute } from './dom.ts'
import { add, clip, type Draft } from './draft.ts'
import { named, type Root } from './roots.ts'

/** Links that are looked at: the first ones, and samples from all over the page. */
const FIRST = 120
const SAMPLES = 50
/** Of its own addresses. */
const MOST_OWN = 40

export function* readLinks(draft: Draft, root: Root): Generator<void> {
  const links = named(root, 'a')
  draft.links.count += links.length
  const step = Math.max(1, Math.floor((links.length - FIRST) / SAMPLES))
  for (let i = 0, seen = 0; i < links.length; i += i < FIRST ? 1 : step, seen += 1) {
    readLink(draft, links[i])
    if (seen % 60 === 59) yield
  }
  for (const form of [...named(root, 'form')].slice(0, 20)) readAddress(draft, attribute(form, 'action'))
}

function readLink(draft: Draft, link: Element | undefined): void {
  if (!(link instanceof HTMLAnchorElement)) return
  readAddress(draft, attribute(link, 'href'))
  const text = clip(link.textContent, 80) || clip(attribute(link, 'aria-label') ?? link.title, 80)
  add(draft.links.texts, text, 120)
}

function readAddress(draft: Draft, written: string | null): void {
  if (
    written === null ||
    written === '' ||
    written.startsWith('#') ||
    /^(?:javascript|mailto|tel):/i.test(written)
  )
    return
  // To read an address costs more than all else about a link.
  if (draft.links.own.length >= MOST_OWN && /^\/(?!\/)/.test(written)) return
  const url = URL.parse(written, document.baseURI)
  if (url === null || !/^https?:$/.test(url.protocol)) return
  if (url.host === location.host || location.host === '')
    add(draft.links.own, `${url.pathname}${url.search}${url.hash}`.slice(0, 400), MOST_OWN)
  else add(draft.links.hosts, url.hostname.slice(0, 253), 120)
}
