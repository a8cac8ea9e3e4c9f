/**
 * Which fields hold a password or a code. Their text is never read, also when the page shows it: a field that was a
 * password's once stays one.
 */
const AUTOCOMPLETE = /current-password|new-password|one-time-code|cc-csc/i
const NAMED = /pass-?_?(word|wd|code|phrase)|passwd|\bpwd\b|\botp\b|\bcvv|\bcvc/i

export class Secrets {
  readonly #were = new WeakSet<Element>()
  readonly #roots = new WeakSet<Node>()
  /** Hears of attributes called `type` alone: a page changes few of them. */
  readonly #changes = new MutationObserver((records) => {
    for (const { target, oldValue } of records)
      if (oldValue?.toLowerCase() === 'password') this.#were.add(target as Element)
  })

  /** From now on, within a document or a shadow root. */
  watch(root: Node): void {
    if (this.#roots.has(root)) return
    this.#roots.add(root)
    this.#observe(root)
  }

  #observe(root: Node): void {
    this.#changes.observe(root, {
      subtree: true,
      attributes: true,
      attributeFilter: ['type'],
      attributeOldValue: true,
    })
  }

  has(field: HTMLElement): boolean {
    // What the page changed a moment ago, before the observer was told.
    for (const { target, oldValue } of this.#changes.takeRecords())
      if (oldValue?.toLowerCase() === 'password') this.#were.add(target as Element)
    const isPassword = field.localName === 'input' && (field as HTMLInputElement).type === 'password'
    if (isPassword) this.#were.add(field)
    const named = ['name', 'id', 'aria-label'].map((name) => field.getAttribute(name) ?? '').join(' ')
    return (
      this.#were.has(field) ||
      AUTOCOMPLETE.test(field.getAttribute('autocomplete') ?? '') ||
      NAMED.test(named)
    )
  }
}
