// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { Touched } from './fields.ts'
import { byEnter, type Here } from './leaving.ts'
import { Secrecy } from './secrecy.ts'
import { Secrets } from './secrets.ts'

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

const here = (): Here => ({
  document,
  touched: new Touched(),
  secrets: new Secrecy(new Secrets()),
  shadowRootOf: () => null,
})

/** A text box of this height that somebody writes in. */
function editor(height: number): HTMLElement {
  const box = document.createElement('div')
  box.setAttribute('contenteditable', 'true')
  Object.defineProperty(box, 'isContentEditable', { value: true })
  box.tabIndex = 0
  box.textContent = '07700 900123'
  vi.spyOn(box, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 600, height))
  document.body.append(box)
  box.focus()
  return box
}
const enter = () => new KeyboardEvent('keydown', { key: 'Enter', cancelable: true })

it('Enter in a long editor reads nothing of what stands in it', () => {
  editor(900)
  const walks = vi.spyOn(document, 'createTreeWalker')
  expect(byEnter(enter(), here())).toBeNull()
  expect(walks).not.toHaveBeenCalled()
})

it('Enter in a box of a line or two reads it', () => {
  editor(40)
  expect(byEnter(enter(), here())?.pieces.map(({ text }) => text)).toEqual(['07700 900123'])
})
