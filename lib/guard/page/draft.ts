/** Signals at the beginning of a look, and how each is kept within what a message may hold. */
import { attribute, rootElement } from './dom.ts'
import { nothingSeen, type Draft } from '../nothing-seen.ts'

export type { Draft } from '../nothing-seen.ts'

const KINDS: Readonly<Record<string, Draft['kind']>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'xhtml',
  'image/svg+xml': 'svg',
}

export const clip = (text: string | null | undefined, most: number): string =>
  (text ?? '').trim().slice(0, most)

const rootLang = (document: Document): string | null => {
  const root = rootElement(document)
  return root === null ? null : attribute(root, 'lang')
}

/** Adds what is not there yet, while there is room. */
export function add(to: string[], text: string, most: number): void {
  if (text !== '' && to.length < most && !to.includes(text)) to.push(text)
}

export const atMost = (count: number, most = 1_000_000): number =>
  Math.min(most, Math.max(0, Math.round(count)))

export function blank(when: Draft['when'], document: Document, isTop: boolean): Draft {
  return {
    ...nothingSeen(),
    when,
    top: isTop,
    kind: KINDS[document.contentType] ?? 'other',
    url: document.URL.slice(0, 8_192),
    title: clip(document.title, 300),
    lang: clip(rootLang(document), 35),
  }
}
