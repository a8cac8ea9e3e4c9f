/** What can be pressed, filled in and set. */
import { attribute } from './dom.ts'
import { add, clip, type Draft } from './draft.ts'
import { first, named, pickedIn, type Root } from './roots.ts'

const CONTROLS = new Set(['range', 'number', 'checkbox', 'radio', 'color'])
const BOXES = new Set(['', 'text', 'search', 'url'])
const MONEY = /\b(?:card.?number|cvv|cvc|iban|stake|deposit|withdraw|wager|bet.?amount)\b|^cc-/i

const nameOf = (input: Element): string =>
  ['autocomplete', 'name', 'id', 'placeholder', 'aria-label']
    .map((key) => attribute(input, key) ?? '')
    .join(' ')

export function readInputs(draft: Draft, root: Root, boxes: { count: number }): void {
  const { inputs, labels } = draft
  for (const input of first(root, 'input', 200)) {
    const type = attribute(input, 'type')?.toLowerCase() ?? ''
    if (type === 'password') inputs.passwords += 1
    if (CONTROLS.has(type)) inputs.controls += 1
    if (BOXES.has(type)) boxes.count += 1
    const name = nameOf(input)
    inputs.money ||= MONEY.test(name) || /^cc-/i.test(attribute(input, 'autocomplete') ?? '')
    addNameOf(labels, input)
    if (type === 'submit' || type === 'button') add(labels, clip(attribute(input, 'value'), 80), 30)
  }
  for (const name of ['button', 'label'])
    for (const element of first(root, name, 30)) add(labels, clip(element.textContent, 80), 30)
  inputs.controls += named(root, 'select').length
  inputs.editors += pickedIn(root, 'textarea,[contenteditable]').length
  for (const area of first(root, 'textarea', 6)) addNameOf(labels, area)
  // Of places to write in that are no fields: a chat has one, and says for which room it is.
  const [box] = pickedIn(root, '[role="textbox"][aria-label]')
  if (box !== undefined) addNameOf(labels, box)
}

const addNameOf = (labels: string[], field: Element): void =>
  add(labels, clip(attribute(field, 'placeholder') ?? attribute(field, 'aria-label'), 80), 30)

/** A single box, and nothing else to fill in. */
export function isLonely({ inputs }: Draft, boxes: number): boolean {
  return boxes === 1 && inputs.passwords === 0 && inputs.editors === 0 && inputs.controls === 0
}
