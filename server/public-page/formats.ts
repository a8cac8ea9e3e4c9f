/** Formats of dates, made once for each language and zone: making one takes about as long as a whole page. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** @param of a few at most: what Kerb has words for, and the school's zone */
export function dateFormat(tag: string, of: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([tag, of])
  const known = formats.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat(tag, of)
  formats.set(name, made)
  return made
}
