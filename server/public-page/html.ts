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

/** The head of a page of ours, in any language. @param style where its style sheet is */
export const headOf = (title: string, style: string): Html =>
  html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="robots" content="noindex" />
    <title>${title}</title>
    <link rel="stylesheet" href="${style}" />
  </head>`
