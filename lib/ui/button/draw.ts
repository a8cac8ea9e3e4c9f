/** The button's own elements. No markup is parsed, so a page's content security policy and Trusted Types have no say. */
import type { ReportButton } from '../../messages/report.ts'
import { buttonStyles } from './style.ts'

const SVG = 'http://www.w3.org/2000/svg'
/** A speech bubble with a line in it. */
const BUBBLE = 'M4 4h16v12h-9l-5 4v-4H4z M8 9h8 M8 12h5'
/** Four arrows. */
const ARROWS = 'M12 3v18 M3 12h18 M9 6l3-3 3 3 M9 18l3 3 3-3 M6 9l-3 3 3 3 M18 9l3 3-3 3'

export interface Drawn {
  readonly host: HTMLElement
  readonly tell: HTMLButtonElement
  readonly move: HTMLButtonElement
  /** What is said beside it. */
  readonly said: HTMLElement
}

export function draw(document: Document, { tell, move, lang, dir }: ReportButton): Drawn {
  const host = document.createElement('div')
  host.lang = lang
  host.dir = dir
  const root = host.attachShadow({ mode: 'closed' })
  root.adoptedStyleSheets = [buttonStyles()]
  const said = document.createElement('p')
  said.className = 'said'
  said.setAttribute('role', 'status')
  const bar = document.createElement('div')
  bar.className = 'bar'
  const drawn = {
    host,
    tell: button(document, 'tell', BUBBLE),
    move: button(document, 'move', ARROWS),
    said,
  }
  const words = document.createElement('span')
  words.className = 'words'
  words.textContent = tell
  drawn.tell.append(words)
  drawn.move.setAttribute('aria-label', move)
  drawn.move.title = move
  bar.append(drawn.tell, drawn.move)
  root.append(said, bar)
  return drawn
}

function button(document: Document, name: string, path: string): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = name
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS(SVG, 'path')
  for (const [key, value] of Object.entries({
    d: path,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  }))
    line.setAttribute(key, value)
  svg.append(line)
  element.append(svg)
  return element
}
