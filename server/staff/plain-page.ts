/** Pages of a few words, for when the browser comes back from the provider: no script, no style. */

export interface PlainPage {
  readonly title: string
  readonly text: string
  /** Where to go on: a path of ours, and its words. */
  readonly to: { readonly path: string; readonly words: string }
  /** Goes there by itself. */
  readonly atOnce?: boolean
}

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

export const plainPage = ({ title, text, to, atOnce = false }: PlainPage): string => `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${atOnce ? `<meta http-equiv="refresh" content="0; url=${escape(to.path)}">\n` : ''}<title>${escape(title)} – Kerb</title>
<main>
<h1>${escape(title)}</h1>
<p>${escape(text)}</p>
<p><a href="${escape(to.path)}">${escape(to.words)}</a></p>
</main>
</html>
`
