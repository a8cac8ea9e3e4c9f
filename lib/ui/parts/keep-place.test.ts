// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest'
import { keepPlace } from './keep-place.ts'

const show = (html: string): void => {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  document.body.replaceChildren(...parsed.body.childNodes)
}
const at = (id: string): HTMLElement => document.getElementById(id)!
const isAt = (id: string) => vi.waitFor(() => expect(document.activeElement?.id).toBe(id))

beforeEach(() => {
  document.body.replaceChildren()
  keepPlace(document)
})

it('what has gone leaves the keyboard at the heading of its part, or of what is around that', async () => {
  show(
    '<main><h1 id="all">All</h1><section id="part"><h2 id="of-part">Part</h2><button id="go">Go</button></section></main>',
  )
  at('go').focus()
  at('go').remove()
  await isAt('of-part')
  at('part').remove()
  await isAt('all')
})

it('what came in its place and took the keyboard keeps it', async () => {
  show('<main><h1 id="all">All</h1><button id="go">Go</button><button id="next">Next</button></main>')
  at('go').focus()
  at('go').remove()
  at('next').focus()
  await vi.waitFor(() => expect(document.activeElement?.id).toBe('next'))
})

it('who has left it by themselves is not sent back', async () => {
  show('<main><h1 id="all">All</h1><button id="go">Go</button></main>')
  at('go').focus()
  at('go').blur()
  at('all').after(document.createElement('p'))
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 5)))
  expect(document.activeElement).toBe(document.body)
})
