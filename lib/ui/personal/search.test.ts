// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { pieceOf } from './fields.ts'
import { Secrecy } from './secrecy.ts'
import { Secrets } from './secrets.ts'

afterEach(() => document.body.replaceChildren())

type Attributes = Readonly<Record<string, string>>
const make = (name: string, attributes: Attributes): HTMLElement => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}

it.each<[boolean, string, Attributes, Attributes]>([
  [true, 'input', { type: 'search' }, {}],
  [true, 'input', { role: 'searchbox' }, {}],
  [true, 'input', { 'aria-label': 'Search maps' }, { method: 'post' }],
  [true, 'input', { placeholder: 'Chwilio' }, {}],
  [true, 'input', { placeholder: 'تلاش کریں' }, {}],
  [true, 'input', {}, { role: 'search' }],
  [true, 'textarea', { name: 'q' }, { action: '/search' }],
  [true, 'input', { name: 'q' }, { action: '/found' }],
  [true, 'input', { name: 'where' }, { method: 'get' }],
  [false, 'input', { name: 'q' }, { method: 'post', action: '/answer' }],
  [false, 'input', { name: 'q' }, {}],
  [false, 'input', { name: 'tel' }, { method: 'get', action: '/join' }],
  [false, 'textarea', { name: 'query', placeholder: 'Your query' }, { method: 'post' }],
  [false, 'textarea', { placeholder: 'Your research' }, {}],
])('whether something is looked up is %s: %s %o in a form %o', (expected, name, field, form) => {
  const element = make(name, field)
  ;(element as HTMLInputElement).value = '07700 900123'
  const around = make('form', form)
  around.append(element)
  document.body.append(around)
  expect(pieceOf(element, new Secrecy(new Secrets()))?.isSearch).toBe(expected)
})

it('a field of one line has room for an answer, a text box for a message', () => {
  const piece = (name: string) => {
    const element = make(name, {})
    ;(element as HTMLInputElement).value = 'cow'
    return pieceOf(element, new Secrecy(new Secrets()))
  }
  expect([piece('input')?.isChat, piece('textarea')?.isChat]).toEqual([false, true])
})
