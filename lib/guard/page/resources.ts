/** Addresses of what the document loaded, from the browser's own log as it is at each look. */

/** What scripts ask for; pictures, styles and fonts say little, but for files that only an engine reads. */
const KINDS = ['script', 'fetch', 'xmlhttprequest', 'iframe', 'frame', 'embed', 'object', 'other', 'worker']
const DATA = /\.(?:wasm|data|pck|unityweb|swf|mem|jsdos|bundle|nes|gba|zip|mjs|js)(?:\.(?:gz|br))?(?:$|\?)/i
const MOST = 120

export class Resources {
  readonly #found = new Set<string>()
  #length = 0

  /** Whether there are others in the log than at the last look. */
  get isOther(): boolean {
    return performance.getEntriesByType('resource').length !== this.#length
  }

  /** All that was seen so far: what a page clears from its log between two looks stays. */
  get all(): string[] {
    const own = `${self.origin}/`
    // To be told of each as it comes would cost a page that loads much a task for each.
    const log = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    this.#length = log.length
    for (const { initiatorType, name } of log)
      if ((KINDS.includes(initiatorType) || DATA.test(name)) && !name.endsWith('/favicon.ico'))
        if (this.#found.size < MOST)
          this.#found.add((name.startsWith(own) ? name.slice(own.length - 1) : name).slice(0, 400))
    return [...this.#found]
  }
}
