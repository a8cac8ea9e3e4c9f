/** Gives our notice the place that a stopped frame had: its size, its position, its part in the layout. */
import type { FrameElement } from './find.ts'

/** What decides where a box stands and how big it is. The rest of a frame's look has no part in our notice. */
const COPIED = [
  'position',
  'inset-block-start',
  'inset-block-end',
  'inset-inline-start',
  'inset-inline-end',
  'float',
  'clear',
  'box-sizing',
  'width',
  'height',
  'min-width',
  'min-height',
  'max-width',
  'max-height',
  'aspect-ratio',
  'margin-top',
  'margin-right',
  'margin-bottom',
  'margin-left',
  'border-top-width',
  'border-right-width',
  'border-bottom-width',
  'border-left-width',
  'padding-top',
  'padding-right',
  'padding-bottom',
  'padding-left',
  'flex-grow',
  'flex-shrink',
  'flex-basis',
  'align-self',
  'justify-self',
  'order',
  'grid-row-start',
  'grid-row-end',
  'grid-column-start',
  'grid-column-end',
  'vertical-align',
  'visibility',
  'opacity',
  'transform',
  'translate',
  'scale',
  'z-index',
] as const

/** What a frame measures where nothing says otherwise (https://html.spec.whatwg.org/#the-iframe-element). */
const DEFAULT_WIDTH = '300px'
const DEFAULT_HEIGHT = '150px'

/** A length that a box without content can follow; keywords (auto, fit-content…) ask the content, which is gone. */
const isLength = (value: string): boolean => /^[\d.]|^calc|^min\(|^max\(|^clamp/.test(value)

/** How the notice takes part in the layout when the frame does so as `display`. */
const displayFor = (display: string): string => (display.startsWith('inline') ? 'inline-block' : 'block')

/**
 * The frame's style, before anything of ours touches it.
 * @returns property and value pairs; undefined when the frame was not to be seen anyway
 */
export function placeOf(frame: FrameElement): ReadonlyMap<string, string> | undefined {
  const style = getComputedStyle(frame)
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return undefined
  const place = new Map<string, string>(COPIED.map((name) => [name, style.getPropertyValue(name)]))
  place.set('display', displayFor(style.display))
  // The frame's border keeps its room but is not drawn: ours is inside.
  place.set('border-style', 'solid')
  place.set('border-color', 'transparent')
  const ratio = style.aspectRatio !== '' && style.aspectRatio !== 'auto'
  const width = isLength(style.width)
  const height = isLength(style.height)
  if (!width && !(ratio && height)) place.set('width', DEFAULT_WIDTH)
  if (!height && !ratio) place.set('height', DEFAULT_HEIGHT)
  return place
}

/** Takes the place. A percentage of an unknown height is no height: then a frame's own default holds. */
export function takePlace(host: HTMLElement, place: ReadonlyMap<string, string>): void {
  host.style.setProperty('all', 'initial', 'important')
  for (const [name, value] of place) host.style.setProperty(name, value, 'important')
  const { paddingTop, paddingBottom } = getComputedStyle(host)
  const inner = host.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)
  if (place.get('height')?.endsWith('%') && inner <= 0) {
    host.style.setProperty('height', DEFAULT_HEIGHT, 'important')
  }
}
