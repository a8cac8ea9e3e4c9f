/**
 * Sorted names on the disk: a line each, as how many characters it shares with the line before and the rest, with the
 * categories where they change. A third of the plain names, read without ever holding more than a piece.
 */
import { createHash, type Hash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import type { Entry } from './entry.ts'

const HEAD = 'kerb-names 1\n'
const PIECE = 256 * 1024
/** A shared beginning is written as one character from here. */
const FROM = 0x21
const MOST_SHARED = 0x7e - FROM

export class NamesWriter {
  readonly #file: number
  readonly #hash: Hash = createHash('sha256')
  #text = HEAD
  #last = ''
  #set = ''
  count = 0

  constructor(path: string) {
    this.#file = openSync(path, 'wx', 0o600)
  }

  /** In ascending order of keys. */
  put({ key, set }: Entry): void {
    const most = Math.min(MOST_SHARED, this.#last.length, key.length)
    let shared = 0
    while (shared < most && key.charCodeAt(shared) === this.#last.charCodeAt(shared)) shared++
    this.#text += String.fromCharCode(FROM + shared) + key.slice(shared)
    this.#text += set === this.#set ? '\n' : `\t${set}\n`
    this.#last = key
    this.#set = set
    this.count++
    if (this.#text.length > PIECE) this.#flush()
  }

  /** Closes it; answers the SHA-256 of what it holds, in hex. */
  finish(): string {
    this.#flush()
    fsyncSync(this.#file)
    closeSync(this.#file)
    return this.#hash.digest('hex')
  }

  #flush(): void {
    const bytes = Buffer.from(this.#text, 'latin1')
    this.#hash.update(bytes)
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at)
    this.#text = ''
  }
}

/** The names of a file, in order. Throws when the file is not one of ours. */
export function* readNames(path: string): Generator<Entry, undefined> {
  let last = ''
  let set = ''
  for (const line of linesOf(path)) {
    const tab = line.indexOf('\t')
    if (tab >= 0) set = line.slice(tab + 1)
    last = last.slice(0, line.charCodeAt(0) - FROM) + (tab < 0 ? line.slice(1) : line.slice(1, tab))
    yield { key: last, set }
  }
  return undefined
}

function* linesOf(path: string): Generator<string> {
  const file = openSync(path, 'r')
  try {
    const piece = Buffer.alloc(PIECE)
    let rest = ''
    let isFirst = true
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) {
      const lines = (rest + piece.toString('latin1', 0, size)).split('\n')
      rest = lines.pop() ?? ''
      if (isFirst && lines.shift() !== HEAD.trimEnd()) throw new Error(`${path} holds no names of lists`)
      isFirst = false
      yield* lines
    }
    if (isFirst || rest !== '') throw new Error(`${path} is cut short`)
  } finally {
    closeSync(file)
  }
}
