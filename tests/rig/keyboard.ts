/** A page gone through by the keyboard alone, as somebody does who has no pointer. */
import type { Page } from 'puppeteer-core'
import { expect } from 'vitest'
import { until } from './until.ts'

interface Place {
  readonly name: string
  /** Something shows that the keyboard is there; or a heading that Tab never comes to, and that a page set it at. */
  readonly isMarked: boolean
}

/** More than any page has. */
const MOST = 200
/** As much as a busy machine may need. */
const WITHIN = 60_000

/** What the keyboard is at, by what is read out of it: its label, else its words. Runs in the page. */
function here(): Place | null {
  const at = document.activeElement
  if (!(at instanceof HTMLElement) || at === document.body) return null
  const [label] = (at as HTMLInputElement).labels ?? []
  const named = document.getElementById(at.getAttribute('aria-labelledby') ?? '')
  const words = at.getAttribute('aria-label') ?? label?.innerText ?? named?.innerText ?? at.innerText
  const { outlineStyle, outlineWidth } = getComputedStyle(at)
  const signs = [...at.querySelectorAll('[aria-hidden=true]')].map((one) => one.textContent.trim())
  // A field's label may have the field itself below its words.
  const [name = ''] = words.split('\n').filter((line) => line.trim() !== '' && !signs.includes(line.trim()))
  return {
    name,
    isMarked: at.tabIndex < 0 || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2),
  }
}

export class Keyboard {
  readonly #page: Page
  /** Places at which nothing shows that the keyboard is there. */
  readonly #unmarked = new Set<string>()

  constructor(page: Page) {
    this.#page = page
  }

  /** What the keyboard is at; empty where it is nowhere. */
  place = (): Promise<string> => this.#page.evaluate(here).then((at) => at?.name ?? '')

  /** Waits until the keyboard is there without a key. */
  async isAt(name: string): Promise<void> {
    let last = ''
    await until(async () => (last = await this.place()).startsWith(name), {
      what: `the keyboard at “${name}” by itself`,
      within: WITHIN,
    }).catch((cause: unknown) => {
      throw new Error(`The keyboard is at “${last}” and not at “${name}”.`, { cause })
    })
  }

  /** By Tab to what is called so, or begins so. Each place on the way must be marked. */
  async to(name: string): Promise<void> {
    const been = new Set<string>()
    const look = async (): Promise<boolean> => {
      const at = await this.#tab()
      been.add(at?.name ?? '')
      return at?.name.startsWith(name) === true
    }
    await until(look, { what: `the keyboard at “${name}”`, within: WITHIN, every: 1 }).catch(
      (cause: unknown) => {
        throw new Error(`Not there by Tab: “${name}”, only ${[...been].join(' | ')}`, { cause })
      },
    )
    expect([...this.#unmarked]).toEqual([])
  }

  async press(name: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.to(name)
    await this.#page.keyboard.press(key)
  }

  /** Into a field, or a choice by its first letters. */
  async type(name: string, text: string): Promise<void> {
    await this.to(name)
    await this.#page.keyboard.type(text)
  }

  /** All places by Tab, once around: where the page has been left, or a frame was gone through, it goes on. */
  async around(): Promise<string[]> {
    const places: string[] = []
    for (let turns = 0; turns < MOST; turns += 1) {
      const at = await this.#tab()
      const isBack = await this.#page.evaluate(() => {
        const world = globalThis as { been?: Set<Element | null> }
        const been = (world.been ??= new Set())
        const isKnown = been.has(document.activeElement)
        been.add(document.activeElement)
        return isKnown && document.activeElement !== document.body
      })
      if (isBack) break
      if (at !== null) places.push(at.name)
    }
    expect([...this.#unmarked]).toEqual([])
    return places
  }

  async #tab(): Promise<Place | null> {
    await this.#page.keyboard.press('Tab')
    const at = await this.#page.evaluate(here)
    if (at?.isMarked === false) this.#unmarked.add(at.name)
    return at
  }
}
