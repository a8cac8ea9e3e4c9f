/** Addresses of what the document loaded, from the browser's own log: a page can clear its copy, not what was heard. */
import { add } from './draft.ts'

/** What scripts ask for; pictures, styles and fonts say little, but for files that only an engine reads. */
const KINDS = new Set([
  'script',
  'fetch',
  'xmlhttprequest',
  'iframe',
  'frame',
  'embed',
  'object',
  'other',
  'worker',
])
const DATA = /\.(?:wasm|data|pck|unityweb|swf|mem|jsdos|bundle|nes|gba|zip|mjs|js)(?:\.(?:gz|br))?(?:$|\?)/i
const MOST = 120

export class Resources {
  readonly #found: string[] = []
  readonly #observer: PerformanceObserver

  constructor() {
    this.#observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) this.#hear(entry as PerformanceResourceTiming)
    })
    this.#observer.observe({ type: 'resource', buffered: true })
  }

  get all(): string[] {
    return [...this.#found]
  }

  get size(): number {
    return this.#found.length
  }

  stop(): void {
    this.#observer.disconnect()
  }

  #hear({ initiatorType, name }: PerformanceResourceTiming): void {
    if (this.#found.length >= MOST) return this.stop()
    if ((!KINDS.has(initiatorType) && !DATA.test(name)) || name.endsWith('/favicon.ico')) return
    const own = `${self.origin}/`
    add(this.#found, (name.startsWith(own) ? name.slice(own.length - 1) : name).slice(0, 400), MOST)
  }
}
