// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { Secrecy } from './secrecy.ts'
import { Secrets } from './secrets.ts'

afterEach(() => document.body.replaceChildren())

type Attributes = Readonly<Record<string, string>>

/** A field with a label around it. */
function field(attributes: Attributes, label = '', name: 'input' | 'textarea' = 'input'): HTMLElement {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  const around = document.createElement('label')
  around.append(label, element)
  document.body.append(around)
  return element
}
const isSecret = (element: HTMLElement): boolean => new Secrecy(new Secrets()).has(element)

const PASSWORDS = [
  'Password',
  'Cyfrinair',
  'Hasło',
  'Parolă',
  'Пароль',
  'پاس ورڈ',
  'كلمة المرور',
  'ਪਾਸਵਰਡ',
  'Your PIN',
  'Security code',
]
it.each(PASSWORDS)('a label or a placeholder says that it is a password: %s', (said) => {
  expect(isSecret(field({}, said))).toBe(true)
  expect(isSecret(field({ placeholder: said }))).toBe(true)
})

it.each<[Attributes, boolean]>([
  [{ type: 'password' }, true],
  [{ name: 'userPassword' }, true],
  [{ name: 'pass' }, true],
  [{ id: 'otp_code' }, true],
  [{ autocomplete: 'one-time-code' }, true],
  [{ name: 'passenger', placeholder: 'Passengers' }, false],
  [{ name: 'compass', placeholder: 'Spinning top' }, false],
  [{ placeholder: 'Pin a note' }, false],
  [{ placeholder: 'Pass it on' }, false],
  [{ name: 'tel', placeholder: 'Your phone' }, false],
])('of %o: %s', (attributes, expected) => {
  expect(isSecret(field(attributes))).toBe(expected)
})

it('a box for messages that warns of passwords holds none', () => {
  expect(isSecret(field({ placeholder: 'Never send your password' }, 'Message', 'textarea'))).toBe(false)
})

it('a field that bears the name of a password’s that was there is one, wherever it stands', () => {
  const secrecy = new Secrecy(new Secrets())
  const password = field({ type: 'password', name: 'geheim' }, 'Zugang')
  secrecy.enter(password)
  password.remove()
  expect(secrecy.has(field({ name: 'geheim' }))).toBe(true)
  expect(secrecy.has(field({}, 'Zugang'))).toBe(true)
  expect(secrecy.has(field({ name: 'about' }, 'About you'))).toBe(false)
})

it('what comes to where a password’s field stands is one; what was beside it is none', () => {
  const secrecy = new Secrecy(new Secrets())
  const form = document.createElement('form')
  const [who, password, came] = [0, 1, 2].map(() => document.createElement('input'))
  if (!who || !password || !came) throw new Error('three fields')
  password.type = 'password'
  form.append(who, password)
  document.body.append(form)
  secrecy.enter(password)
  // In happy-dom nothing has a size, so what is out of sight is told in a browser: tests/browser/personal-forms.test.ts.
  password.replaceWith(came)
  expect(secrecy.has(came)).toBe(true)
  expect(secrecy.has(who)).toBe(false)
})
