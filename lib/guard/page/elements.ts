/** How a document is built: elements that name themselves, attributes that no hand writes, what hides in shadow roots. */
import { attribute, attributeNames, firstOf, hasAttribute, localName, namespaceOf } from './dom.ts'
import { add, clip, type Draft } from './draft.ts'
import {
  first,
  HOST_NAMES,
  isHostName,
  MOST_ROOTS,
  named,
  pickedIn,
  type Root,
  type ShadowRootOf,
} from './roots.ts'

/** Whose attributes say where something comes from: a rewriter leaves its own beside them. */
const ADDRESSED = ['a', 'link', 'script', 'form'] as const
const ADDRESS: Readonly<Record<(typeof ADDRESSED)[number], string>> = {
  a: 'href',
  link: 'href',
  script: 'src',
  form: 'action',
}
const STANDARD = new Set(['accept-charset', 'http-equiv'])

/** Elements whose attributes are read. */
const MOST_WITH_ATTRIBUTES = 150
/** Of these any may be a host. */
const NEAR_TOP = 60
/** The browser picks elements much faster than a script walks, but all at once: not from more than these. */
const MOST_PICKED_FROM = 4_000
/** Elements without names of their own, and not of a plugin. */
const USUAL =
  'html,head,body,title,meta,link,base,style,script,noscript,template,a,abbr,address,area,article,aside,audio,b,bdi,bdo,' +
  'blockquote,br,button,canvas,caption,center,cite,code,col,colgroup,data,datalist,dd,del,details,dfn,dialog,div,dl,dt,em,' +
  'fieldset,figcaption,figure,font,footer,form,h1,h2,h3,h4,h5,h6,header,hgroup,hr,i,iframe,img,input,ins,kbd,label,legend,' +
  'li,main,map,mark,menu,meter,nav,ol,optgroup,option,output,p,picture,pre,progress,q,s,samp,search,section,select,small,' +
  'source,span,strong,sub,summary,sup,table,tbody,td,textarea,tfoot,th,thead,time,tr,track,u,ul,var,video,wbr,' +
  'svg,g,path,use,defs,rect,circle,line,polygon,symbol,text,tspan,stop'
const PICKED = `:not(${USUAL}),:is(${HOST_NAMES}):empty`

/** What an element's name says, found out once for each name. */
interface Kind {
  readonly isNamed: boolean
  readonly isHost: boolean
  readonly isPlugin: boolean
}

/** Names of elements and attributes that a look has met: the next of the same name costs a look into a map. */
class Met {
  readonly #kinds = new Map<string, Kind>()
  readonly #attributes = new Set<string>()

  kindOf(element: Element): Kind {
    const name = localName(element)
    const known = this.#kinds.get(name)
    if (known !== undefined) return known
    const kind = {
      isNamed: name.includes('-'),
      isHost: isHostName(name),
      isPlugin: name === 'embed' || name === 'object',
    }
    this.#kinds.set(name, kind)
    return kind
  }

  isNewAttribute(name: string): boolean {
    if (this.#attributes.has(name)) return false
    this.#attributes.add(name)
    return true
  }
}

/** Finds the shadow roots of a document, and in those, and reads the names of elements and attributes on the way. */
export function* readElements(
  draft: Draft,
  document: Document,
  { most, shadowRootOf }: { most: number; shadowRootOf: ShadowRootOf },
): Generator<void, Root[]> {
  const roots: Root[] = [document]
  const met = new Met()
  draft.nodes = Math.min(1_000_000, named(document, '*').length)
  const ask = (element: Element): void => {
    const inner = element instanceof HTMLElement ? shadowRootOf(element) : null
    if (inner !== null && roots.length < MOST_ROOTS && !roots.includes(inner)) roots.push(inner)
  }
  for (let r = 0; r < roots.length; r += 1) {
    const root = roots[r] as Root
    const all = named(root, '*')
    draft.inputs.editors += pickedIn(root, '[contenteditable]').length
    for (let i = 0; i < MOST_WITH_ATTRIBUTES; i += 1) {
      const element = all[i]
      if (element === undefined) break
      readAttributes(draft, element, met)
      if (i < NEAR_TOP && met.kindOf(element).isHost) ask(element)
      if (i % 50 === 49) yield
    }
    const isPicked = all.length <= MOST_PICKED_FROM
    const some = isPicked ? pickedIn(root, PICKED) : all
    for (let i = 0; i < most; i += 1) {
      const element = some[i]
      if (element === undefined) break
      const kind = met.kindOf(element)
      readElement(draft, element, kind)
      if (kind.isNamed || (kind.isHost && (isPicked || firstOf(element) === null))) ask(element)
      if (i % 100 === 99) yield
    }
    if (root instanceof ShadowRoot) draft.nodes = Math.min(1_000_000, draft.nodes + all.length)
  }
  return roots
}

function readElement(draft: Draft, element: Element, { isNamed, isPlugin }: Kind): void {
  if (isNamed) add(draft.customElements, localName(element).slice(0, 60), 30)
  else if (isPlugin) add(draft.customElements, `${localName(element)} ${typeOf(element)}`.trim(), 30)
}

const typeOf = (element: Element): string => (attribute(element, 'type') ?? '').slice(0, 40)

function readAttributes(draft: Draft, element: Element, met: Met): void {
  if (namespaceOf(element) === 'http://www.w3.org/2000/svg') return
  for (const name of attributeNames(element))
    if (met.isNewAttribute(name) && isOdd(name) && !STANDARD.has(name))
      add(draft.oddAttributes, name.slice(0, 80), 40)
}

const isOdd = (name: string): boolean =>
  (/[-_$.:]/.test(name) &&
    !/^(?:aria|data)-[a-z-]{1,12}$/.test(name) &&
    !/^(?:xml|xmlns|xlink):/.test(name)) ||
  /(?:src|href|action|integrity|nonce)$/.test(name.replace(/^(?:src|href|action|integrity|nonce)$/, ''))

/** How many links, scripts, styles and forms carry a second address; and how much script stands in the document. */
export function readDoubled(draft: Draft, root: Root): void {
  for (const name of ADDRESSED)
    for (const element of first(root, name, 40)) {
      if (name === 'script') draft.inlineScript += (firstOf(element)?.nodeValue?.length ?? 0) / 1000
      if (!hasAttribute(element, ADDRESS[name])) continue
      draft.doubled.seen += 1
      const other = attributeNames(element).find(
        (key) => key !== ADDRESS[name] && isAddress(attribute(element, key) ?? ''),
      )
      if (other === undefined) continue
      draft.doubled.count += 1
      add(draft.doubled.names, clip(other, 60), 10)
      add(draft.oddAttributes, other.slice(0, 80), 40)
    }
}

const isAddress = (text: string): boolean =>
  text.length > 3 && !text.includes(' ') && (/^https?:/i.test(text) || /^[^<>;{}]*\/[^<>;{}]+$/.test(text))
