// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { submitsAlone } from './controls.ts'

it.each<[boolean, string[]]>([
  [true, []],
  [true, ['tel']],
  [true, ['text', 'checkbox', 'hidden', 'file', 'radio', 'range', 'color']],
  [false, ['tel', 'password']],
  [false, ['date', 'number']],
  [false, ['unheard-of', 'email']],
])('whether Enter submits a form without a button is %s: %j', (expected, types) => {
  const form = document.createElement('form')
  for (const type of types) {
    const field = document.createElement('input')
    field.setAttribute('type', type)
    form.append(field)
  }
  document.body.replaceChildren(form)
  expect(submitsAlone(form)).toBe(expected)
})
