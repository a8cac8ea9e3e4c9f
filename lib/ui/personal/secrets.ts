/**
 * Which fields were a password's. A field that was one once stays one, also when the page shows what stands in it. There
 * from a document's beginning, so it only remembers; `Secrecy` judges.
 */
export class Secrets {
  readonly #were = new WeakSet<Element>()
  readonly #roots = new WeakSet<Node>()
  /** Hears of attributes called `type` alone: a page changes few of them. */
  readonly #changes = new MutationObserver((records) => this.#read(records))

  /** From now on, within a document or a shadow root. */
  watch(root: Node): void {
    if (this.#roots.has(root)) return
    this.#roots.add(root)
    const how = { subtree: true, attributes: true, attributeFilter: ['type'], attributeOldValue: true }
    this.#changes.observe(root, how)
  }

  /** For as long as the field is there. */
  keep(field: Element): void {
    this.#were.add(field)
  }

  has(field: Element): boolean {
    // What the page changed a moment ago, before the observer was told.
    this.#read(this.#changes.takeRecords())
    return this.#were.has(field)
  }

  #read(records: readonly MutationRecord[]): void {
    for (const { target, oldValue } of records)
      if (oldValue?.toLowerCase() === 'password') this.#were.add(target as Element)
  }
}
