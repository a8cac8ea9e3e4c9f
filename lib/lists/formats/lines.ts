/** Bytes into lines: whatever comes, no more than one chunk and one line of it is in memory. */

/** No name and no rule of ours is longer; what is, is passed over without being kept. Characters. */
export const LONGEST_LINE = 4_096

export class Lines {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: false })
  readonly #line: (line: string) => void
  readonly #tooLong: (start: string) => void
  #rest = ''
  #isPassing = false

  /** `tooLong` is called once a line, with its beginning. */
  constructor(line: (line: string) => void, tooLong: (start: string) => void) {
    this.#line = line
    this.#tooLong = tooLong
  }

  push(chunk: Uint8Array): void {
    this.#take(this.#decoder.decode(chunk, { stream: true }))
  }

  /** The last line need not have an end. */
  end(): void {
    this.#take(this.#decoder.decode())
    if (this.#rest !== '') this.#line(this.#rest)
    this.#rest = ''
  }

  #take(text: string): void {
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#whole(text.slice(from, end))
      from = end + 1
    }
    if (!this.#isPassing) this.#rest += text.slice(from)
    if (this.#rest.length > LONGEST_LINE) this.#pass()
  }

  #whole(end: string): void {
    if (this.#isPassing) {
      this.#isPassing = false
      return
    }
    const line = this.#rest + end
    this.#rest = ''
    if (line.length > LONGEST_LINE) this.#tooLong(line.slice(0, 100))
    else this.#line(line.endsWith('\r') ? line.slice(0, -1) : line)
  }

  #pass(): void {
    this.#tooLong(this.#rest.slice(0, 100))
    this.#rest = ''
    this.#isPassing = true
  }
}
