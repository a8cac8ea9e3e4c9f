/** Bytes of a file that is said to be CSV as text, and what it is when it is no such thing. */
import { RosterError } from './roster.ts'

export interface Source {
  /** As the user knows it: `users.csv`. */
  readonly name: string
  /** The file from its beginning, each time it is asked for. */
  bytes(): AsyncIterable<Uint8Array>
}

/** What one upload may cost, over all its files. */
export class Budget {
  /** Bytes after unpacking. */
  #bytes = 200 * 1024 * 1024
  #rows = 500_000

  bytes(file: string, count: number): void {
    this.#bytes -= count
    if (this.#bytes < 0)
      throw new RosterError(
        'too-large',
        'The files unpack to more than 200 MB: export fewer kinds of data.',
        {
          file,
        },
      )
  }

  row(file: string): void {
    this.#rows -= 1
    if (this.#rows < 0)
      throw new RosterError(
        'too-large',
        'The files have more than 500,000 rows: export one school at a time.',
        {
          file,
        },
      )
  }
}

/** The text of a file in pieces. UTF-8, or UTF-16 that says so; anything else is a RosterError that says what it is. */
export async function* textOf(source: Source, budget: Budget): AsyncGenerator<string> {
  const { name } = source
  let decoder: TextDecoder | undefined
  let head: Uint8Array = new Uint8Array()
  let begun = false
  const decode = (bytes?: Uint8Array): string => {
    decoder ??= new TextDecoder(encodingOf(head), { fatal: true })
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch {
      throw new RosterError(
        'encoding',
        `${name} is not UTF-8; it looks like Windows-1252 or Latin-1. Save it as “CSV UTF-8”.`,
        { file: name },
      )
    }
  }
  const checked = (text: string): string => {
    if (text.includes('\0'))
      throw new RosterError(
        'not-text',
        `${name} holds NUL bytes: it is no text, or UTF-16 without its mark. Save it as “CSV UTF-8”.`,
        { file: name },
      )
    if (!begun && text.trim() !== '') {
      begun = true
      if (/^\s*</.test(text))
        throw new RosterError(
          'not-csv',
          `${name} is a web page, not CSV: the other system may have answered with a sign-in or error page.`,
          { file: name },
        )
    }
    return text
  }
  for await (const chunk of source.bytes()) {
    budget.bytes(name, chunk.length)
    if (decoder) yield checked(decode(chunk))
    else {
      head = Buffer.concat([head, chunk])
      if (head.length < 4) continue
      refuseBinary(name, head)
      yield checked(decode(head))
    }
  }
  if (!decoder && head.length > 0) yield checked(decode(head))
  const rest = decoder ? decode() : ''
  if (rest !== '') yield checked(rest)
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

function refuseBinary(file: string, head: Uint8Array): void {
  const magic = Buffer.from(head.subarray(0, 4)).toString('latin1')
  if (magic.startsWith('PK'))
    throw new RosterError('not-csv', `${file} is a workbook or a zip, not CSV: save it as “CSV UTF-8”.`, {
      file,
    })
  if (magic === '\xd0\xcf\x11\xe0')
    throw new RosterError('not-csv', `${file} is an old Excel workbook: save it as “CSV UTF-8”.`, { file })
  if (magic === '%PDF') throw new RosterError('not-csv', `${file} is a PDF: export CSV.`, { file })
}
