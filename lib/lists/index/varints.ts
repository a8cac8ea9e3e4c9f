/** Bytes that grow, and numbers in as few of them as they need: seven bits a byte, the last without its high bit. */
import { IndexError } from './error.ts'

export class ByteWriter {
  #bytes = new Uint8Array(1024)
  #length = 0

  number(value: number): void {
    this.#room(5)
    let left = value >>> 0
    for (; left > 0x7f; left >>>= 7) this.#bytes[this.#length++] = (left & 0x7f) | 0x80
    this.#bytes[this.#length++] = left
  }

  bytes(more: Uint8Array): void {
    this.#room(more.byteLength)
    this.#bytes.set(more, this.#length)
    this.#length += more.byteLength
  }

  /** What was written, padded with noughts to whole words. */
  padded(): Uint8Array {
    this.#room(4)
    const length = Math.ceil(this.#length / 4) * 4
    return this.#bytes.slice(0, length)
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}

export class ByteReader {
  readonly #source: Uint8Array
  #at = 0

  constructor(source: Uint8Array) {
    this.#source = source
  }

  /** Throws IndexError beyond the end. */
  number(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#source[this.#at++]
      if (byte === undefined) throw new IndexError('The delta is cut short')
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) return value >>> 0
    }
    throw new IndexError('The delta is damaged')
  }

  /** Throws IndexError beyond the end. */
  bytes(length: number): Uint8Array {
    const part = this.#source.subarray(this.#at, this.#at + length)
    if (part.byteLength !== length) throw new IndexError('The delta is cut short')
    this.#at += length
    return part
  }
}
