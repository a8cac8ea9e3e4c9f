/** Markup that the server writes itself. Whatever is put into it is text, unless it was made here. */

/** A piece of markup; made by `html` alone. */
export class Html {
  readonly markup: string

  constructor(strings: readonly string[], values: readonly Piece[]) {
    this.markup = strings.reduce((all, text, i) => all + text + written(values[i]), '')
  }

  toString(): string {
    return this.markup
  }
}

export type Piece = string | number | Html | readonly Piece[] | null | undefined

const ESCAPED = /[&<>"'`]/g
const escape = (text: string): string => text.replace(ESCAPED, (character) => `&#${character.charCodeAt(0)};`)

function written(piece: Piece): string {
  if (piece === null || piece === undefined) return ''
  if (piece instanceof Html) return piece.markup
  return typeof piece === 'object' ? piece.map(written).join('') : escape(String(piece))
}

/** html`<p title="${text}">${pieces}</p>`: attributes stand in quotes, and no value stands in a tag's name or a script. */
export const html = (strings: TemplateStringsArray, ...values: readonly Piece[]): Html =>
  new Html(strings, values)
