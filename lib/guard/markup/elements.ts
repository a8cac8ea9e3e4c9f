/** How a document is built: elements that name themselves, attributes that no hand writes, tiles. */
import type { Draft } from '../nothing-seen.ts'
import type { Element, Root } from './element.ts'
import { add, clip } from '../lists.ts'

/** Whose attributes say where something comes from: a rewriter leaves its own beside them. */
const ADDRESS = { a: 'href', link: 'href', script: 'src', form: 'action' } as const
const STANDARD = new Set(['accept-charset', 'formaction', 'http-equiv'])
/** Elements whose attributes are read. */
const MOST_WITH_ATTRIBUTES = 150

export function readElements(draft: Draft, root: Root): void {
  draft.tiles += root.named('img').filter(isTile).length
  for (const { name } of root.all) if (name.includes('-')) add(draft.customElements, name.slice(0, 60), 30)
  for (const plugin of [...root.first('embed', 10), ...root.first('object', 10)])
    add(draft.customElements, `${plugin.name} ${plugin.get('type') ?? ''}`.trim().slice(0, 60), 30)
  const attributes = new Set(
    root.all.slice(0, MOST_WITH_ATTRIBUTES).flatMap((one) => [...one.attributes.keys()]),
  )
  for (const name of attributes)
    if (isOdd(name) && !STANDARD.has(name)) add(draft.oddAttributes, name.slice(0, 80), 40)
}

/** A picture that is a link, with no more than a wrapper or two between. */
const isTile = ({ parent }: Element): boolean =>
  parent?.name === 'a' || parent?.parent?.name === 'a' || parent?.parent?.parent?.name === 'a'

const isOdd = (name: string): boolean =>
  (/[-_$.:]/.test(name) &&
    !/^(?:aria|data)-[a-z-]{1,12}$/.test(name) &&
    !/^(?:xml|xmlns|xlink):/.test(name)) ||
  /(?:src|href|action|integrity|nonce)$/.test(name.replace(/^(?:src|href|action|integrity|nonce)$/, ''))

/** How many links, scripts, styles and forms carry a second address; and how much script stands in the document. */
export function readDoubled(draft: Draft, root: Root): void {
  for (const name of ['a', 'link', 'script', 'form'] as const)
    for (const element of root.first(name, 40)) {
      if (name === 'script') draft.inlineScript += element.text(2_000_000).length / 1000
      if (!element.attributes.has(ADDRESS[name])) continue
      draft.doubled.seen += 1
      const other = [...element.attributes].find(
        ([key, value]) => key !== ADDRESS[name] && isAddress(value),
      )?.[0]
      if (other === undefined) continue
      draft.doubled.count += 1
      add(draft.doubled.names, clip(other, 60), 10)
      add(draft.oddAttributes, other.slice(0, 80), 40)
    }
}

/** No one expression over all of it: what a page writes must not be slow to read. */
const isAddress = (text: string): boolean =>
  text.length > 3 && !text.includes(' ') && (/^https?:/i.test(text) || isPath(text))

/** A stroke with something behind it, and nothing that stands in styles, scripts and markup. */
function isPath(text: string): boolean {
  const stroke = text.indexOf('/')
  return stroke >= 0 && stroke < text.length - 1 && !/[<>;{}]/.test(text)
}
