/**
 * A 53-bit running hash of strings (cyrb53, public domain), to tell one content of the lists from another. Not
 * against an adversary: lists from a server are signed before they come here.
 */
export class RunningHash {
  #a = 0xdeadbeef
  #b = 0x41c6ce57

  add(text: string): void {
    let a = this.#a
    let b = this.#b
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      a = Math.imul(a ^ code, 2654435761)
      b = Math.imul(b ^ code, 1597334677)
    }
    // A separator that no host holds, so that ["ab"] and ["a", "b"] differ.
    this.#a = Math.imul(a ^ 0x1f, 2654435761)
    this.#b = Math.imul(b ^ 0x1f, 1597334677)
  }

  digest(): string {
    const a =
      Math.imul(this.#a ^ (this.#a >>> 16), 2246822507) ^ Math.imul(this.#b ^ (this.#b >>> 13), 3266489909)
    const b =
      Math.imul(this.#b ^ (this.#b >>> 16), 2246822507) ^ Math.imul(this.#a ^ (this.#a >>> 13), 3266489909)
    return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
  }
}
