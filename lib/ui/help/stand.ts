/**
 * A host of ours in a page of others, as the report button stands: above everything, and put back as it was made when a
 * page hides it or takes it away. Nothing of the page's style reaches what is in it, and no script of it reads that.
 */
import { OVER_PAGE } from '../button/over-page.ts'
import { stand as standing } from '../button/stand.ts'
import { helpStyles } from './style.ts'

export interface Stood {
  readonly root: ShadowRoot
  remove(): void
}

/** `corner`: at the end of the line and of the page. `edge`: along the bottom. */
export function stand(document: Document, lang: string, dir: string, where: 'corner' | 'edge'): Stood {
  const host = document.createElement('div')
  host.lang = lang
  host.dir = dir
  const root = host.attachShadow({ mode: 'closed' })
  root.adoptedStyleSheets = [helpStyles()]
  const stood = standing(host, () => false)
  stood.place(placeOf(where, dir))
  return { root, remove: stood.end }
}

/** The report button stands in that corner until somebody moves it: whoever wants help may want it too. */
const ABOVE_BUTTON = '76px'

/** The box of the host, and nothing that a page's own style could add to it. */
function placeOf(where: 'corner' | 'edge', dir: string): ReadonlyMap<string, string> {
  const isCorner = where === 'corner'
  const [near, far] = dir === 'rtl' ? ['left', 'right'] : ['right', 'left']
  return new Map([
    ...OVER_PAGE,
    ['top', 'auto'],
    ['bottom', isCorner ? ABOVE_BUTTON : '0px'],
    [near, isCorner ? '12px' : '0px'],
    [far, isCorner ? 'auto' : '0px'],
    ['width', isCorner ? 'max-content' : 'auto'],
    ['height', 'max-content'],
    // The line lies over the page's own foot, and takes no press from it.
    ['pointer-events', isCorner ? 'auto' : 'none'],
    ['direction', dir],
  ])
}
