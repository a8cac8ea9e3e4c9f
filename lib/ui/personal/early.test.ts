// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'
import { Early } from './early.ts'

const begun: Early[] = []
afterEach(() => {
  // Their listeners stay at the window.
  for (const early of begun.splice(0)) early.handTo(() => {})
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

/** As the browser makes it: a script cannot. */
const trusted = <T extends Event>(event: T): T => Object.defineProperty(event, 'isTrusted', { value: true })
const how = { bubbles: true, cancelable: true, composed: true }

function formWith(bring = () => {}): { early: Early; field: HTMLInputElement; form: HTMLFormElement } {
  const early = new Early(document, bring)
  begun.push(early)
  const form = document.createElement('form')
  const field = document.createElement('input')
  form.append(field)
  document.body.append(form)
  return { early, field, form }
}
const write = (field: HTMLElement) => field.dispatchEvent(trusted(new InputEvent('input', how)))
const send = (form: HTMLElement) => form.dispatchEvent(new SubmitEvent('submit', how))
const enter = (at: HTMLElement) =>
  at.dispatchEvent(trusted(new KeyboardEvent('keydown', { key: 'Enter', ...how })))

it('what was written waits until there is somebody to look at it, who is asked for', () => {
  const bring = vi.fn()
  const { early, field, form } = formWith(bring)
  const heard = vi.fn()
  form.addEventListener('submit', heard)
  field.dispatchEvent(new FocusEvent('focusin', how))
  write(field)
  write(field)
  expect(bring).toHaveBeenCalledTimes(1)
  expect([send(form), enter(field), send(form)]).toEqual([false, false, false])
  expect(heard).not.toHaveBeenCalled()
  const { entered, waiting } = early.handTo(() => {})
  expect(entered).toEqual([field])
  expect(waiting?.event.type).toBe('submit')
  expect(waiting?.path[0]).toBe(form)
})

it('where nobody wrote nothing waits', () => {
  const { early, field, form } = formWith()
  field.dispatchEvent(new InputEvent('input', how))
  expect([send(form), enter(field)]).toEqual([true, true])
  expect(early.handTo(() => {}).waiting).toBeUndefined()
})

it('where nobody comes it does not wait for ever', () => {
  const { field, form } = formWith()
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000)
  write(field)
  expect(send(form)).toBe(false)
  now.mockReturnValue(3_001)
  expect(send(form)).toBe(true)
})

// Was broken: what was held first had the waiting over for all that was written on that page from then on.
it('what is written later waits anew, whatever the page had waiting before', () => {
  const { field, form } = formWith()
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000)
  // A page can write by itself (execCommand), and act as if it sent.
  write(field)
  expect(send(form)).toBe(false)
  now.mockReturnValue(60_000)
  expect(send(form)).toBe(true)
  write(field)
  expect(send(form)).toBe(false)
})

// Was broken: it was asked for once, and a worker that was not well just then was never asked again.
it('is asked for again where nobody came, at the next letter or press, and at most each second', () => {
  const bring = vi.fn()
  const { field, form } = formWith(bring)
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000)
  for (let i = 0; i < 100; i += 1) write(field)
  send(form)
  expect(bring).toHaveBeenCalledTimes(1)
  now.mockReturnValue(2_000)
  for (let i = 0; i < 100; i += 1) send(form)
  expect(bring).toHaveBeenCalledTimes(2)
  now.mockReturnValue(3_000)
  write(field)
  expect(bring).toHaveBeenCalledTimes(3)
})

it('what looks begins with the first moment that is its business, and hears of it', () => {
  const { early, field } = formWith()
  const hear = vi.fn()
  const begin = vi.fn(() => void early.handTo(hear))
  early.whenNeeded(begin)
  field.dispatchEvent(new MouseEvent('mousemove', how))
  expect(begin).not.toHaveBeenCalled()
  field.dispatchEvent(new FocusEvent('focusin', how))
  write(field)
  expect(begin).toHaveBeenCalledTimes(1)
  expect(hear.mock.calls.map(([event]) => (event as Event).type)).toEqual(['focusin', 'input'])
})

it('what looks begins at once where somebody has come to a field', () => {
  const { early, field } = formWith()
  field.dispatchEvent(new FocusEvent('focusin', how))
  const begin = vi.fn()
  early.whenNeeded(begin)
  expect(begin).toHaveBeenCalledTimes(1)
})

it('what is there hears of everything, and nothing waits', () => {
  const { early, field, form } = formWith()
  const hear = vi.fn()
  early.handTo(hear)
  write(field)
  expect(send(form)).toBe(true)
  expect(hear.mock.calls.map(([event]) => (event as Event).type)).toEqual(['input', 'submit'])
})
