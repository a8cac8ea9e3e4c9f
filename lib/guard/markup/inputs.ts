/** What can be pressed, filled in and set. */
import type { Draft } from '../nothing-seen.ts'
import type { Element, Root } from './element.ts'
import { add, clip } from '../lists.ts'

const CONTROLS = new Set(['range', 'number', 'checkbox', 'radio', 'color'])
const BOXES = new Set(['', 'text', 'search', 'url'])
const MONEY = /\b(?:card.?number|cvv|cvc|iban|stake|deposit|withdraw|wager|bet.?amount)\b|^cc-/i

const nameOf = (input: Element): string =>
  ['autocomplete', 'name', 'id', 'placeholder', 'aria-label'].map((key) => input.get(key) ?? '').join(' ')

export function readInputs(draft: Draft, root: Root, boxes: { count: number }): void {
  const { inputs, labels } = draft
  for (const input of root.first('input', 200)) {
    const type = input.get('type')?.toLowerCase() ?? ''
    if (type === 'password') inputs.passwords += 1
    if (CONTROLS.has(type)) inputs.controls += 1
    if (BOXES.has(type)) boxes.count += 1
    inputs.money ||= MONEY.test(nameOf(input)) || /^cc-/i.test(input.get('autocomplete') ?? '')
    addNameOf(labels, input)
    if (type === 'submit' || type === 'button') add(labels, clip(input.get('value'), 80), 30)
  }
  for (const name of ['button', 'label'])
    for (const element of root.first(name, 30)) add(labels, clip(element.text(2_000), 80), 30)
  inputs.controls += root.named('select').length
  inputs.editors += root.all.filter(
    (one) => one.name === 'textarea' || one.attributes.has('contenteditable'),
  ).length
  for (const area of root.first('textarea', 6)) addNameOf(labels, area)
  // Of places to write in that are no fields: a chat has one, and says for which room it is.
  const box = root.all.find((one) => one.get('role') === 'textbox' && one.attributes.has('aria-label'))
  if (box !== undefined) addNameOf(labels, box)
}

const addNameOf = (labels: string[], field: Element): void =>
  add(labels, clip(field.get('placeholder') ?? field.get('aria-label'), 80), 30)

/** A single box, and nothing else to fill in. */
export function isLonely({ inputs }: Draft, boxes: number): boolean {
  return boxes === 1 && inputs.passwords === 0 && inputs.editors === 0 && inputs.controls === 0
}
