/** A set of names, each either one exact host or a host with everything under it. */
export class HostNames {
  readonly #exact = new Set<string>()
  readonly #suffix = new Set<string>()

  /** Adds a name; null (not a host) is left out. */
  add(host: string | null, exact: boolean): void {
    if (host === null) return
    if (exact) this.#exact.add(host)
    else this.#suffix.add(host)
  }

  /** The name that covers a host: itself when exact, otherwise the nearest listed parent. */
  match(host: string): string | undefined {
    if (this.#exact.has(host)) return host
    if (this.#suffix.size === 0) return undefined
    // Not `suffixesOf`: a generator costs more than the whole look-up.
    for (let at = 0; ;) {
      const suffix = host.slice(at)
      if (this.#suffix.has(suffix)) return suffix
      const dot = host.indexOf('.', at)
      if (dot < 0) return undefined
      at = dot + 1
    }
  }

  all(): string[] {
    return [...new Set([...this.#suffix, ...this.#exact])]
  }
}
