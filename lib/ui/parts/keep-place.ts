/**
 * Where what the keyboard stood on has gone from the page, the keyboard goes to the heading of the part that it was in. It
 * would be nowhere otherwise: a screen reader says nothing then, and reads on from the top.
 */

/** What has a heading of its own, or a name. */
const PARTS = 'section, article, [role=group], main, #page'
const HEADINGS = 'h1, h2, h3, h4'

/** From now on, for as long as the page is there. */
export function keepPlace(document: Document): void {
  let at: HTMLElement | undefined
  let around: readonly Element[] = []
  let isPlanned = false
  let wasOff = false
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return
    at = target
    around = partsAround(target)
    wasOff = false
  })
  const look = (): void => {
    isPlanned = false
    if (at === undefined || document.activeElement !== document.body) return
    if (!at.isConnected) headingOf(around)?.focus({ preventScroll: true })
    // A button that is off while its work is done: the browser leaves it, and does not come back.
    else if (at.matches(':disabled')) wasOff = true
    else if (wasOff) at.focus({ preventScroll: true })
  }
  new MutationObserver(() => {
    if (isPlanned) return
    isPlanned = true
    // A step later than what has come in its place, and takes the keyboard itself.
    requestAnimationFrame(() => setTimeout(look))
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
}

/** The parts that an element stands in, the nearest first. */
function partsAround(element: Element): readonly Element[] {
  const part = element.parentElement?.closest(PARTS)
  return part ? [part, ...partsAround(part)] : []
}

/** Of the nearest part that is still there. */
function headingOf(parts: readonly Element[]): HTMLElement | undefined {
  for (const part of parts) {
    const heading = part.isConnected && part.querySelector<HTMLElement>(HEADINGS)
    if (!heading) continue
    if (!heading.hasAttribute('tabindex')) heading.tabIndex = -1
    return heading
  }
  return undefined
}
