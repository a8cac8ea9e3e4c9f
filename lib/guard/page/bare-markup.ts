/**
 * Leaves out of what was written what nobody reads: what scripts and styles say, and values that only say how something looks.
 * Each expression goes over comments and whole attributes one after another, so that neither a comment that opens a script nor a
 * value that ends in ` class=` is taken for the beginning of one. In texts no value goes on past the next element.
 */

const NOTE = String.raw`<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[[^]*?\]\]>`
/** A name may hold what it likes but these; the first sign of one that a parser made may be an equals sign. */
const NAME = String.raw`[^ \t\n\f\r/>][^ \t\n\f\r/>=]*`
const ATTRIBUTE = ` ${NAME}="[^"<]*"`
const SILENT = new RegExp(`(${NOTE})|(<(script|style)(?:${ATTRIBUTE})*>)([^<]+)`, 'g')
/** How something looks, and pictures that are written into a page: to send them costs a page more than to leave them out. */
const LOOKS = new RegExp(
  ` (?:(?:class|style|srcset|sizes|d|points|transform|viewBox|xmlns)="[^"<]*"|src="data:[^"<]*")|(${NOTE}|${ATTRIBUTE})`,
  'g',
)
const VALUE = new RegExp(`${NOTE}|( ${NAME}=")([^"<]*)"`, 'g')
/** Characters of a value that is left out where there is no room. */
const LONG = 1_500

/** Without what scripts and styles say. */
export function withoutSilent(markup: string): { text: string; scripts: number } {
  let scripts = 0
  const text = markup.replace(
    SILENT,
    (whole: string, note?: string, opening?: string, name?: string, said?: string) => {
      if (note !== undefined) return whole
      if (name === 'script') scripts += said?.length ?? 0
      return opening ?? ''
    },
  )
  return { text, scripts }
}

export const withoutLooks = (markup: string): string => markup.replace(LOOKS, '$1')

export const withoutLong = (markup: string): string =>
  markup.replace(VALUE, (whole: string, opening?: string, value?: string) =>
    opening === undefined || (value?.length ?? 0) < LONG ? whole : `${opening}"`,
  )
