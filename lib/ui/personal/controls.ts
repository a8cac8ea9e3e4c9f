/** Which buttons send what somebody wrote. Forms say so themselves; elsewhere a button is known by what it is called. */
const CONTROL = 'button, input[type=submit], input[type=image], input[type=button], [role=button], a'

/** In the languages of our pages and of the pages that pupils are on. */
const SENDS = new RegExp(
  [
    '\\b(send|post|reply|submit|comment|share|publish|tweet|sign ?up|join|register|save|next|continue|done|confirm|pay|buy|order)\\b',
    '\\b(anfon|postio|ateb|rhannu|cyflwyno)\\b',
    'wyślij|opublikuj|odpowiedz|udostępnij|trimite|posteaz|public|răspunde|надісл|відправ|опублік|відпов',
    'إرسال|ارسال|أرسل|نشر|رد|بھیج|پوسٹ|جواب|ਭੇਜੋ|ਪੋਸਟ|ਜਵਾਬ|envoyer|absenden|senden|enviar|invia',
  ].join('|'),
  'iu',
)
const NOT = /cancel|clear|delete|remove|close|back|search|attach|emoji|gif|upload|saved/i
const NAMED = /(^|[\s_-])(send|submit|post|reply|comment|publish)/i

/** The button that was pressed, if it was one. */
export function controlIn(path: readonly EventTarget[]): HTMLElement | null {
  for (const target of path.slice(0, 12))
    if (target instanceof HTMLElement && target.matches(CONTROL)) return target
  return null
}

/** Submits this form by itself. */
export function formOf(control: HTMLElement): HTMLFormElement | null {
  const { type, form } = control as Partial<HTMLInputElement>
  const submits = control.localName === 'button' || control.localName === 'input'
  return submits && (type === 'submit' || type === 'image') && form instanceof HTMLFormElement ? form : null
}

export function isSend(control: HTMLElement): boolean {
  const shown = control.localName === 'input' ? (control as HTMLInputElement).value : control.textContent
  const label = [control.getAttribute('aria-label'), control.title, shown?.trim().slice(0, 40)].join(' ')
  const names = ['id', 'class', 'name', 'data-testid'].map((name) => control.getAttribute(name) ?? '')
  if (NOT.test(label)) return false
  return SENDS.test(label) || names.some((name) => NAMED.test(name.replace(/([a-z])([A-Z])/g, '$1-$2')))
}

/** What Enter in one of its fields presses. */
export const defaultButton = (form: HTMLFormElement): HTMLElement | null => {
  const buttons = (form.getRootNode() as ParentNode & Node).querySelectorAll<HTMLButtonElement>(
    'button, input[type=submit], input[type=image]',
  )
  return [...buttons].find((button) => formOf(button) === form) ?? null
}

/** HTML, “implicit submission”: the fields of which a form without a button may have one. */
const BLOCKING = new Set(
  'text search tel url email password date month week time datetime-local number'.split(' '),
)

/** Whether Enter submits a form that has no button for it. */
export const submitsAlone = (form: HTMLFormElement): boolean =>
  [...(form.getRootNode() as ParentNode & Node).querySelectorAll('input')].filter(
    (field) => field.form === form && BLOCKING.has(field.type),
  ).length <= 1
