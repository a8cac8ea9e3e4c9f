/**
 * The prompt, out of the page's reach: a modal dialog in a closed shadow root. Its presses are heard at the window before
 * any listener of the page, and none of its events goes further. What is put over it is under it again at once, and what
 * sends is pressed only after it has been in full sight.
 */
import { Sight } from '../frame/sight.ts'
import { drawPrompt, type Choice, type Drawn, type PromptWords } from './draw.ts'

/** At most this often, and so many times, is it put back. */
const APART_MS = 300
const TIMES = 20

export class Prompt {
  readonly #drawn: Drawn
  readonly #sight: Sight
  readonly #changes: MutationObserver
  readonly #chosen: (choice: Choice) => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #times = 0

  /** @param chosen hears what a person pressed; the prompt stays until `close` */
  constructor(document: Document, words: PromptWords, chosen: (choice: Choice) => void) {
    this.#drawn = drawPrompt(document, words)
    this.#chosen = chosen
    const { dialog, buttons } = this.#drawn
    this.#changes = new MutationObserver(() => this.#soon())
    this.#put()
    // Inside a frame Chromium says of nothing that it is in full sight; there, to be on the screen has to do.
    this.#sight = new Sight(buttons.get('go') ?? dialog, () => this.#soon(), window === window.top)
    // By Escape. The browser may close without asking; that is a no too.
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      chosen('keep')
    })
    dialog.addEventListener('close', () => {
      if (!dialog.open && this.#drawn.host.isConnected) chosen('keep')
    })
    buttons.get('keep')?.focus()
  }

  say(text: string): void {
    this.#drawn.said.textContent = text
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#changes.disconnect()
    this.#sight.stop()
    this.#drawn.host.remove()
  }

  /** From the window, before anybody else. @returns whether it was an event of the prompt's */
  hear(event: Event): boolean {
    if (event.target !== this.#drawn.host) return false
    event.stopImmediatePropagation()
    if (event.type === 'click' && event.isTrusted) this.#pressed(event as MouseEvent)
    return true
  }

  #pressed({ detail, clientX, clientY }: MouseEvent): void {
    const { root, buttons } = this.#drawn
    // A press by the keyboard is a click without a count, of what has the focus.
    const at = detail === 0 ? root.activeElement : root.elementFromPoint(clientX, clientY)
    const choice = [...buttons].find(([, button]) => at !== null && button.contains(at))?.[0]
    if (choice === 'keep' || (choice !== undefined && this.#sight.isLong)) this.#chosen(choice)
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#times += 1
      if (this.#times > TIMES) this.#chosen('keep')
      else this.#put()
    }, APART_MS)
  }

  #put(): void {
    const { host, root, dialog } = this.#drawn
    const { documentElement } = host.ownerDocument
    const had = root.activeElement
    this.#changes.disconnect()
    for (const name of host.getAttributeNames())
      if (!['lang', 'dir'].includes(name)) host.removeAttribute(name)
    // Of inline style nothing but an animation is stronger, and of what is important not even that.
    host.style.setProperty('all', 'initial', 'important')
    host.style.setProperty('display', 'block', 'important')
    host.style.setProperty('position', 'fixed', 'important')
    if (host.parentNode !== documentElement) documentElement.append(host)
    // Again, so that it is above whatever the page has put into the top layer meanwhile.
    if (dialog.open) dialog.close()
    dialog.showModal()
    if (had instanceof HTMLElement) had.focus()
    this.#changes.observe(host, { attributes: true })
    this.#changes.observe(host.ownerDocument, { childList: true })
    this.#changes.observe(documentElement, { childList: true })
  }
}
