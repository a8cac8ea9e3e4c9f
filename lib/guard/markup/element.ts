/** Elements of a document that was read from its markup, and how they are found. Names are in small letters. */
export class Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly parent: Element | undefined
  /** Nothing stands in it, neither a text nor an element. */
  isHollow = true
  /** Texts in it, and elements that have some in them, in their order: each says a character at least. */
  readonly #inner: (Element | string)[] = []

  constructor(name: string, attributes: ReadonlyMap<string, string>, parent?: Element) {
    this.name = name
    this.attributes = attributes
    this.parent = parent
    if (parent !== undefined) parent.isHollow = false
  }

  /** Adds a text at its end. What it stands in hears of it once, so that nobody has to look where nothing is said. */
  say(text: string): void {
    this.isHollow = false
    let next: Element | string = text
    for (let at: Element | undefined = text === '' ? undefined : this; at !== undefined; at = at.parent)
      if (at.#inner.push(next) === 1) next = at
      else break
  }

  get(attribute: string): string | null {
    return this.attributes.get(attribute) ?? null
  }

  /** All that is written in it, up to so many characters. */
  text(most: number): string {
    let said = ''
    const rest: (Element | string)[] = [this]
    while (rest.length > 0 && said.length < most) {
      const next = rest.pop()
      if (typeof next === 'string') said += next
      else if (next !== undefined)
        for (let i = Math.min(next.#inner.length, most) - 1; i >= 0; i -= 1) rest.push(next.#inner[i]!)
    }
    return said
  }
}

/** A text as it stands, in the element it stands in; a comment. */
export interface Said {
  readonly text: string
  readonly at: Element | undefined
  readonly isComment: boolean
}

/** A document, or what stands in a shadow root. */
export class Root {
  readonly all: Element[] = []
  readonly said: Said[] = []
  /** Something in it is written as no browser writes what it has read itself: more may be meant than is read. */
  isAmbiguous = false
  readonly #named = new Map<string, Element[]>()

  add(element: Element): void {
    this.all.push(element)
    const same = this.#named.get(element.name)
    if (same === undefined) this.#named.set(element.name, [element])
    else same.push(element)
  }

  named(name: string): readonly Element[] {
    return this.#named.get(name) ?? []
  }

  /** The first so many of that name. */
  first(name: string, most: number): readonly Element[] {
    return this.named(name).slice(0, most)
  }
}
