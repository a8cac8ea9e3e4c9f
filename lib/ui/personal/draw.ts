/** The prompt's own elements. No markup is parsed, so a page's content security policy and Trusted Types have no say. */
import { promptStyles } from './prompt-style.ts'

export type Choice = 'keep' | 'go' | 'ask'

/** What the prompt says, in the pupil's language. */
export interface PromptWords {
  readonly title: string
  readonly lines: readonly string[]
  readonly detail: string
  /** Left out: it is not offered. */
  readonly choices: Readonly<Partial<Record<Choice, string>>>
  readonly unanswered: string
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
}

export interface Drawn {
  readonly host: HTMLElement
  readonly root: ShadowRoot
  readonly dialog: HTMLDialogElement
  readonly buttons: ReadonlyMap<Choice, HTMLButtonElement>
  /** What is said after a press. */
  readonly said: HTMLElement
}

export function drawPrompt(document: Document, words: PromptWords): Drawn {
  const make = <T extends keyof HTMLElementTagNameMap>(name: T, text = ''): HTMLElementTagNameMap[T] => {
    const element = document.createElement(name)
    element.textContent = text
    return element
  }
  const host = make('div')
  host.lang = words.lang
  host.dir = words.dir
  const root = host.attachShadow({ mode: 'closed' })
  root.adoptedStyleSheets = [promptStyles()]
  const dialog = make('dialog')
  const title = make('h2', words.title)
  title.id = 'title'
  const about = make('div')
  about.id = 'about'
  const lines = make('ul')
  lines.append(...words.lines.map((line) => make('li', line)))
  about.append(...(words.lines.length > 0 ? [lines] : []), make('p', words.detail))
  dialog.setAttribute('aria-labelledby', title.id)
  dialog.setAttribute('aria-describedby', about.id)
  const said = make('p')
  said.className = 'said'
  said.setAttribute('role', 'status')
  const row = make('div')
  row.className = 'choices'
  const buttons = new Map<Choice, HTMLButtonElement>()
  for (const choice of ['keep', 'go', 'ask'] as const) {
    const name = words.choices[choice]
    if (name === undefined) continue
    const button = make('button', name)
    button.type = 'button'
    button.classList.toggle('first', choice === 'keep')
    button.autofocus = choice === 'keep'
    buttons.set(choice, button)
    row.append(button)
  }
  dialog.append(title, about, said, row)
  root.append(dialog)
  return { host, root, dialog, buttons, said }
}
