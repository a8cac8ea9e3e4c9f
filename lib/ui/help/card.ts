/** Helplines in a corner of the page, quiet: they take no focus, cover no more than a corner, and one press closes them. */
import type { HelpCard, HelpLine } from '../../messages/help-card.ts'
import { stand, type Stood } from './stand.ts'

export class Card {
  readonly #stood: Stood
  readonly #closed: () => void

  constructor(document: Document, said: HelpCard, closed: () => void) {
    this.#stood = stand(document, said.lang, said.dir, 'corner')
    this.#closed = closed
    const { root } = this.#stood
    const box = document.createElement('section')
    box.className = 'card'
    const title = document.createElement('h2')
    title.id = 'title'
    title.textContent = said.title
    box.setAttribute('aria-labelledby', title.id)
    const detail = document.createElement('p')
    detail.className = 'soft'
    detail.textContent = said.detail
    const list = document.createElement('ul')
    list.append(...said.lines.map((line) => drawLine(document, line)))
    const close = document.createElement('button')
    close.type = 'button'
    close.textContent = said.close
    close.addEventListener('click', (event) => event.isTrusted && this.#close())
    box.append(title, detail, list, close)
    box.addEventListener('keydown', (event) => {
      // What is typed here is not for the page's own keys.
      event.stopPropagation()
      if (event.key === 'Escape') this.#close()
    })
    root.append(box)
  }

  remove(): void {
    this.#stood.remove()
  }

  #close(): void {
    this.remove()
    this.#closed()
  }
}

function drawLine(document: Document, { name, url, ways }: HelpLine): HTMLElement {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = url
  link.target = '_blank'
  link.rel = 'noreferrer noopener'
  link.textContent = name
  item.append(
    link,
    ...ways.map((way) => {
      const line = document.createElement('p')
      line.textContent = way
      return line
    }),
  )
  return item
}
