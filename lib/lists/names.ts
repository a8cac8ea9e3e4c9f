/** A set of names, each either one exact host or a host with everything under it. */
import { suffixesOf } from './host.ts'

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
    for (const suffix of suffixesOf(host)) if (this.#suffix.has(suffix)) return suffix
    return undefined
  }

  all(): string[] {
    return [...new Set([...this.#suffix, ...this.#exact])]
  }
}
