/**
 * Watches what leaves a document, not what is typed: nothing is looked at before the pupil sends it. A moment at which
 * something personal would leave is stopped before the page hears of it; after a yes the same is done again, once.
 */
import { findPersonal, markOf, type Finding } from '../../personal/find.ts'
import type { Piece } from '../../personal/piece.ts'
import type { PauseHere } from '../../messages/personal.ts'
import { PERSONAL_KINDS } from '../../policy/personal.ts'
import { type Early, LEAVING, type Waiting } from './early.ts'
import { editableOf, inward, Touched, type ShadowRootOf } from './fields.ts'
import { type Kept, PausesHere } from './here.ts'
import { byClick, byEnter, bySubmit, type Here, late, type Leaving } from './leaving.ts'
import { byChoice, byDrop, byPaste, type Chosen, isPicture } from './pictures.ts'
import { Prompt } from './prompt.ts'
import { promptWords } from './prompt-words.ts'
import { Prompts } from './prompts.ts'
import { Roots } from './roots.ts'
import { Secrecy } from './secrecy.ts'

/** Sends a message to the worker; rejects when nobody answers. */
export type Send = (message: unknown) => Promise<unknown>

export interface PageParts {
  readonly send: Send
  readonly isOver: () => boolean
  readonly shadowRootOf: ShadowRootOf
  readonly now: () => number
  readonly kept: Kept
  /** Whether the page has said that worrying words are kept. */
  readonly isTold: () => boolean
}

/** What would leave, and what becomes of it. */
interface Held {
  readonly pieces: readonly Piece[]
  readonly findings: readonly Finding[]
  readonly field: HTMLElement | undefined
  readonly again: () => void
  readonly undo: () => void
}

export class Watch {
  readonly #parts: PageParts
  readonly #here: Here
  readonly #pauses: PausesHere
  readonly #roots: Roots
  readonly #prompts: Prompts
  /** Marks of this document are its own. */
  readonly #salt = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  /** What the pupil chose to send, by its mark: it is not asked for again on this page. */
  readonly #passed = new Set<number>()
  #prompt: Prompt | undefined
  #isHolding = false

  constructor(document: Document, early: Early, parts: PageParts) {
    this.#parts = parts
    const { shadowRootOf } = parts
    const secrets = new Secrecy(early.secrets)
    this.#here = { document, touched: new Touched(), secrets, shadowRootOf }
    this.#roots = new Roots(this.#hear, (root) => secrets.watch(root))
    this.#pauses = new PausesHere(parts.send, parts.kept)
    this.#prompts = new Prompts(parts.send, this.#pauses, parts.isTold)
    const { entered, waiting } = early.handTo(this.#hear)
    for (const at of entered) this.#entered(at)
    if (waiting !== undefined) this.#late(waiting)
  }

  /** What waited for us: done again, unless something is found in it. */
  #late({ event, path }: Waiting): void {
    const found = this.#written(late(event, path, this.#here))
    if (found === null) return
    const findings = this.#newIn(found)
    this.#isHolding = true
    if (findings.length === 0) this.#go({ ...found, findings })
    else void this.#hold({ ...found, findings })
  }

  readonly #hear = (event: Event): void => {
    if (this.#parts.isOver() || this.#prompt?.hear(event) || !LEAVING.includes(event.type)) return
    if (event.type === 'focusin') this.#entered(event.composedPath()[0])
    else if (event.type === 'dragenter') this.#pauses.ask()
    else this.#consider(event)
  }

  /** The pupil comes to a field. */
  #entered(at: EventTarget | undefined): void {
    const { secrets, touched, shadowRootOf } = this.#here
    const target = inward(at, shadowRootOf)
    if (!(target instanceof HTMLElement)) return
    this.#roots.enter(target)
    const field = editableOf(target)
    const isFile = target instanceof HTMLInputElement && target.type === 'file'
    if (field !== null || target.matches('input[type=password]')) secrets.enter(field ?? target)
    if (field !== null) touched.add(field)
    if (field !== null || isFile) this.#pauses.ask()
  }

  #consider(event: Event): void {
    const found = this.#found(event)
    const findings = found === null ? [] : this.#newIn(found)
    if (found === null || findings.length === 0) {
      this.#left(event, found)
      return
    }
    event.preventDefault()
    event.stopImmediatePropagation()
    // While one thing waits for its answer nothing else of the kind leaves: a page would send by the next event.
    if (this.#isHolding) return
    this.#isHolding = true
    void this.#hold({ ...found, findings })
  }

  /** What is paused for here, as far as it is known, and was not sent before. */
  #newIn({ findings }: Held): readonly Finding[] {
    const kinds = this.#pauses.known?.kinds ?? PERSONAL_KINDS
    return findings.filter(({ kind, mark }) => kinds.includes(kind) && !this.#passed.has(mark))
  }

  /** Nothing is held back. In a chat with an assistant Enter sends, however high the box has grown. */
  #left(event: Event, found: Held | null): void {
    const isKey = event.type === 'keydown' && event.isTrusted && this.#prompts.isAssistant
    const pieces = found?.pieces ?? (isKey ? byEnter(event as KeyboardEvent, this.#here, true)?.pieces : [])
    if (pieces !== undefined && pieces.length > 0) this.#prompts.left(pieces)
  }

  #found(event: Event): Held | null {
    if (event.type === 'submit') return this.#written(bySubmit(event as SubmitEvent, this.#here))
    if (!event.isTrusted) return null
    if (event.type === 'click') return this.#written(byClick(event as MouseEvent, this.#here))
    if (event.type === 'keydown') return this.#written(byEnter(event as KeyboardEvent, this.#here))
    if (event.type === 'drop') return this.#chosen(byDrop(event as DragEvent))
    if (event.type === 'paste') return this.#chosen(byPaste(event as ClipboardEvent))
    return this.#chosen(byChoice(event))
  }

  #written(leaving: Leaving | null): Held | null {
    if (leaving === null) return null
    const kinds = this.#pauses.known?.kinds ?? PERSONAL_KINDS
    const findings = findPersonal(leaving.pieces, kinds, this.#salt, this.#parts.now())
    const { pieces, field, again } = leaving
    return { pieces, findings, field, again, undo: () => {} }
  }

  #chosen(chosen: Chosen | null): Held | null {
    if (chosen === null) return null
    const findings = chosen.files.filter(isPicture).map(({ size, lastModified, type }): Finding => {
      return { kind: 'photo', mark: markOf(`${size} ${lastModified} ${type}`, this.#salt) }
    })
    return { pieces: [], findings, field: chosen.field, again: chosen.again, undo: chosen.undo }
  }

  async #hold(held: Held): Promise<void> {
    const pauses = this.#pauses.known ?? (await this.#pauses.soon())
    const asked = held.findings.filter(({ kind }) => pauses?.kinds.includes(kind))
    if (pauses?.words === undefined || asked.length === 0) this.#go(held)
    else this.#ask(held, [...new Set(asked.map(({ kind }) => kind))], pauses.words)
  }

  #ask(held: Held, kinds: readonly Finding['kind'][], words: NonNullable<PauseHere['words']>): void {
    const prompt = new Prompt(this.#here.document, promptWords(kinds, words), (choice) => {
      if (choice === 'ask') {
        const asked = this.#parts.send({ kerb: 'personal.ask', body: {} }) as Promise<
          { ok?: boolean } | undefined
        >
        asked
          .then((reply) => (reply?.ok === true ? this.#keep(held) : prompt.say(words.unanswered)))
          .catch(() => prompt.say(words.unanswered))
      } else if (choice === 'go') this.#go(held)
      else this.#keep(held)
    })
    this.#prompt = prompt
  }

  #close(): void {
    this.#prompt?.close()
    this.#prompt = undefined
    this.#isHolding = false
  }

  #keep({ field, undo }: Held): void {
    this.#close()
    undo()
    field?.focus()
  }

  #go({ pieces, findings, field, again }: Held): void {
    this.#close()
    if (pieces.length > 0) this.#prompts.left(pieces)
    for (const { mark } of findings) this.#passed.add(mark)
    field?.focus()
    again()
  }
}
