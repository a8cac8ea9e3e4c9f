/**
 * Whether a field holds a password or a code: by its type, now or once; by what the page says of it; by dots in place of
 * its letters; or because it stands where a password's stands or stood. The text of such a field is never read.
 */
import type { Secrets } from './secrets.ts'

const AUTOCOMPLETE = /current-password|new-password|one-time-code|cc-csc/i
/** In the languages of our pages and of the pages that pupils are on. */
const SAID = new RegExp(
  [
    'pass[- ]?(word|wd|code|phrase|key)|\\b(pass ?\\d?|pin)(?=[ :*]*(\\||$))|\\b(pwd|pw|pin (code|number)|otp|2fa|mfa)\\b|\\bcv[vc]|memorable (word|info)',
    '(secret|security) (word|answer|code|number)|(one[- ]time|verification|log-?in|sign-?in) code|cyfrinair|rhif pin',
    'has[łl]o|parol[aăe]|парол|كلم[ةه] ?(ال)?(مرور|سر)|الرقم السري|رمز (المرور|الدخول|التحقق)|پاس ?ورڈ|خفیہ|ਪਾਸਵਰਡ|ਗੁਪਤ',
    'passwor|mot de passe|contrase|kennwort|senha|wachtwoord|salasana|l[öo]senord|[şs]ifre|密码|密碼',
  ].join('|'),
  'iu',
)

export class Secrecy {
  readonly #secrets: Secrets
  /** How the secret fields were called that the pupil came to. */
  readonly #called = new Set<string>()
  /** What stood beside such a field when the pupil came to it. */
  readonly #places = new WeakMap<Element, WeakSet<Element>>()

  constructor(secrets: Secrets) {
    this.#secrets = secrets
  }

  watch(root: Node): void {
    this.#secrets.watch(root)
  }

  /** The pupil comes to a field. The page may show its text, or put another in its place, before it is sent. */
  enter(field: HTMLElement): void {
    if (!this.has(field)) return
    for (const name of callings(field)) this.#called.add(name)
    const { parentElement } = field
    if (parentElement !== null) this.#places.set(parentElement, new WeakSet(inputsIn(parentElement)))
  }

  has(field: HTMLElement): boolean {
    if (this.#secrets.has(field)) return true
    const isOne = isPassword(field) || hasDots(field) || (isInput(field) && this.#isInPlace(field))
    if (isOne) this.#secrets.keep(field)
    return isOne || isMarked(field)
  }

  #isInPlace(field: HTMLInputElement): boolean {
    const { parentElement } = field
    const known = parentElement === null ? undefined : this.#places.get(parentElement)
    if (known !== undefined && !known.has(field)) return true
    return callings(field).some((name) => this.#called.has(name)) || isBesideHidden(field)
  }
}

const isInput = (field: Element): field is HTMLInputElement => field.localName === 'input'
const isPassword = (field: Element): boolean => isInput(field) && field.type === 'password'

function isMarked(field: HTMLElement): boolean {
  if (AUTOCOMPLETE.test(field.getAttribute('autocomplete') ?? '')) return true
  // A box for a message may say “never send your password”.
  const shown = isInput(field) ? ['placeholder', 'title'] : []
  const names = ['name', 'id', 'aria-label', ...shown].map((name) => field.getAttribute(name) ?? '')
  const said = [...names, ...(isInput(field) ? labelsOf(field) : [])].join(' | ')
  return SAID.test(
    said
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replaceAll('_', ' ')
      .normalize('NFC'),
  )
}

function labelsOf(field: HTMLInputElement): string[] {
  const root = field.getRootNode() as Document | ShadowRoot
  const ids = field.getAttribute('aria-labelledby')?.split(/\s+/) ?? []
  const labels = [...(field.labels ?? []), ...ids.map((id) => root.getElementById?.(id))]
  return labels.flatMap((label) => label?.textContent?.trim().slice(0, 80) ?? [])
}

const callings = (field: HTMLElement): string[] => [
  ...['name', 'id', 'placeholder', 'aria-label'].flatMap((name) => {
    const said = field.getAttribute(name)?.trim().toLowerCase()
    return said ? [`${name} ${said}`] : []
  }),
  ...(isInput(field) ? labelsOf(field).map((label) => `label ${label.toLowerCase()}`) : []),
]

/** Letters that the page's style hides, or a font that has nothing but dots. */
function hasDots(field: HTMLElement): boolean {
  const style = getComputedStyle(field)
  const security = style.getPropertyValue('-webkit-text-security')
  return (security !== '' && security !== 'none') || /text-?security|password/i.test(style.fontFamily)
}

/** “Show password” as a second field: the password's is put out of sight, and this one stands directly beside it. */
function isBesideHidden(field: HTMLInputElement): boolean {
  const near = inputsIn(field.parentElement)
  const around = inputsIn(field.parentElement?.parentElement)
  const fields = near.length > 1 || around.length > 2 ? near : around
  const at = fields.indexOf(field)
  return [fields[at - 1], fields[at + 1]].some(
    (other) => other !== undefined && isPassword(other) && !isShown(other),
  )
}

const inputsIn = (element: Element | null | undefined): HTMLInputElement[] => [
  ...(element?.querySelectorAll<HTMLInputElement>(
    'input:not([type=hidden], [type=checkbox], [type=radio], [type=submit], [type=button])',
  ) ?? []),
]

const isShown = (field: HTMLElement): boolean =>
  field.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && field.offsetWidth > 1
