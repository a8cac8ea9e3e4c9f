/** The button on a web page: what the pupil does with it. Only what a person does counts, never what a script does. */
import type { Corner, ReportButton } from '../../messages/report.ts'
import { afterKey, afterPress, nearest, placeOf } from './corners.ts'
import { draw, type Drawn } from './draw.ts'
import { stand, type Standing } from './stand.ts'

export interface ButtonParts {
  /** Opens the report; rejects when nobody answers. */
  readonly press: () => Promise<unknown>
  readonly moved: (corner: Corner) => Promise<unknown>
  /** Whether the extension that made it is gone. */
  readonly isOver: () => boolean
}

/** A pointer that moved less than this pressed and did not drag. Pixels. */
const DRAG_PX = 8

/** @returns what takes it away */
export function runButton(document: Document, button: ReportButton, parts: ButtonParts): () => void {
  const drawn = draw(document, button)
  const standing = stand(drawn.host, parts.isOver)
  let corner = button.corner
  const place = (): void => standing.place(placeOf(corner, button.dir))
  const goTo = (next: Corner): void => {
    corner = next
    place()
    parts.moved(next).catch(() => undefined) // It stands there on this page; the next one asks again.
  }
  tellOn(drawn, button, parts, standing)
  drawn.move.addEventListener('keydown', (event) => {
    const next = event.isTrusted ? afterKey(corner, event.key, button.dir) : null
    if (next === null) return
    event.preventDefault()
    goTo(next)
    drawn.move.focus()
  })
  dragging(drawn.move, (at) => {
    const view = { width: innerWidth, height: innerHeight }
    goTo(at === null ? afterPress(corner) : nearest(at, view, button.dir))
    drawn.move.focus()
  })
  place()
  return standing.end
}

function tellOn({ tell, said }: Drawn, button: ReportButton, parts: ButtonParts, { end }: Standing): void {
  tell.addEventListener('click', (event) => {
    if (!event.isTrusted) return
    if (parts.isOver()) return end()
    said.textContent = ''
    parts.press().catch(() => {
      said.textContent = button.unanswered
    })
  })
}

type Let = (at: { readonly x: number; readonly y: number } | null) => void

/** Null: pressed, not dragged. A press by the keyboard is a click without a pointer before it. */
function dragging(handle: HTMLElement, letGo: Let): void {
  let from: { x: number; y: number } | null = null
  handle.addEventListener('pointerdown', (event) => {
    if (!event.isTrusted) return
    from = { x: event.clientX, y: event.clientY }
    handle.setPointerCapture(event.pointerId)
  })
  let dragged = false
  handle.addEventListener('pointerup', (event) => {
    if (!event.isTrusted || from === null) return
    const [x, y] = [event.clientX, event.clientY]
    dragged = Math.hypot(x - from.x, y - from.y) >= DRAG_PX
    from = null
    if (dragged) letGo({ x, y })
  })
  handle.addEventListener('click', (event) => {
    // A drag ends in a click of the same handle.
    if (event.isTrusted && !dragged) letGo(null)
    dragged = false
  })
}
