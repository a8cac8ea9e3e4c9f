/** Where a document leads: how many links, to which hosts, by which words. */
import type { Draft } from '../nothing-seen.ts'
import type { Element, Root } from './element.ts'
import { add, clip } from '../lists.ts'
import { addressOf, type Place } from './place.ts'

/** Links that are looked at: the first ones, and samples from all over the page. */
const FIRST = 120
const SAMPLES = 50
/** Of its own addresses. */
const MOST_OWN = 40

export function readLinks(draft: Draft, root: Root, place: Place): void {
  const links = root.named('a')
  draft.links.count += links.length
  const step = Math.max(1, Math.floor((links.length - FIRST) / SAMPLES))
  for (let i = 0; i < links.length; i += i < FIRST ? 1 : step) readLink(draft, links[i]!, place)
  for (const form of root.first('form', 20)) readAddress(draft, form.get('action'), place)
  for (const name of ['button', 'input'])
    for (const button of root.first(name, 200)) readAddress(draft, button.get('formaction'), place)
}

/** A link of a drawing may say where it leads under a name with a colon: `xlink:href`, or another that a script chose. */
const leadsTo = (link: Element): string | null =>
  link.get('href') ?? [...link.attributes].find(([name]) => name.endsWith(':href'))?.[1] ?? null

function readLink(draft: Draft, link: Element, place: Place): void {
  readAddress(draft, leadsTo(link), place)
  const text = clip(link.text(4_000), 80) || clip(link.get('aria-label') ?? link.get('title'), 80)
  add(draft.links.texts, text, 120)
}

function readAddress({ links }: Draft, written: string | null, place: Place): void {
  if (
    written === null ||
    written === '' ||
    written.startsWith('#') ||
    /^(?:javascript|mailto|tel):/i.test(written)
  )
    return
  const url = addressOf(written, place)
  if (url === null || !/^https?:$/.test(url.protocol)) return
  if (url.host === place.host || place.host === '')
    add(links.own, `${url.pathname}${url.search}${url.hash}`.slice(0, 400), MOST_OWN)
  else add(links.hosts, url.hostname.slice(0, 253), 120)
}
