/** Elements of a document that was read from its markup, and how they are found. Names are in small letters. */
export class Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly parent: Element | undefined
  /** Texts and elements in it, in their order. */
  readonly inner: (Element | string)[] = []

  constructor(name: string, attributes: ReadonlyMap<string, string>, parent?: Element) {
    this.name = name
    this.attributes = attributes
    this.parent = parent
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
        for (let i = next.inner.length - 1; i >= 0; i -= 1) rest.push(next.inner[i]!)
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
