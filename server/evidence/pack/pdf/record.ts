/** What a pack's PDF says, and in which order. */
import { aboutFacts, whyMissing, WITHOUT_LINKS, WITHOUT_PICTURES } from '../page.ts'
import type { About, PackRow } from '../tables.ts'
import { clockOf, unlinked } from '../words.ts'
import type { Piece } from './lines.ts'
import { Paper } from './paper.ts'

/** Rows that are written out. More take a minute and half a gigabyte; the pack within has all of them. */
export const MOST_WRITTEN = 5000

export const PACK_NAME = 'kerb-pack.zip'

const TRUE =
  `The file ${PACK_NAME} in this PDF (under “attachments” in the program that shows it) holds these rows with their proof, and ` +
  'the program that checks them. Save it, unpack it, and run there: node verifier/verify.mjs <this PDF>. With Kerb: npm run evidence -- ' +
  'verify <this PDF>. It says whether anything was changed, in this file or in the pack. A printed copy proves nothing by itself.'

/** All of them where there are few enough; else what is notable and the newest of the rest, in their order. Pure. */
export function written<T extends { readonly isNotable: boolean }>(
  rows: readonly T[],
  most = MOST_WRITTEN,
): readonly T[] {
  if (rows.length <= most) return rows
  const notable = new Set(rows.filter(({ isNotable }) => isNotable).slice(-most))
  const others = most - notable.size
  const rest = new Set(others === 0 ? [] : rows.filter((row) => !notable.has(row)).slice(-others))
  return rows.filter((row) => notable.has(row) || rest.has(row))
}

/** @param zip the whole pack, which goes into it */
export function recordPdf(rows: readonly PackRow[], about: About, zip: Uint8Array): Promise<Buffer> {
  const made = new Date(about.made)
  const paper = new Paper('Evidence pack', made)
  paper.heading(1, 'Evidence pack')
  paper.paragraph({
    text: 'What Kerb has on record of one pupil. Confidential: for those who need it to keep a child safe.',
  })
  for (const [name, value] of aboutFacts(rows, about))
    paper.paragraph({ text: `${name}: `, bold: true }, { text: value })
  paper.heading(2, 'What it does not hold, and why')
  for (const text of [WITHOUT_PICTURES, WITHOUT_LINKS, whyMissing(about)]) paper.paragraph({ text })
  paper.paragraph({
    text: 'Characters that cannot be seen, that turn the direction of writing, or that this file has no letters for (Chinese and pictures, for example) are written as numbers, as [U+202E]; record.html in the pack shows them as far as the computer that opens it can.',
  })
  paper.heading(2, 'Whether it is true')
  paper.paragraph({ text: TRUE })
  paper.heading(2, 'The rows')
  const shown = written(rows)
  paper.paragraph({ text: rowsWords(rows, shown) })
  const clock = clockOf(about.timeZone)
  for (const [day, own] of Map.groupBy(shown, ({ at }) => clock.date(at))) {
    paper.heading(3, day)
    paper.list(own.map((row) => lineOf(row, clock.time(row.at))))
  }
  paper.attach(zip, PACK_NAME, 'The rows with their proof, and the program that checks them', made)
  return paper.end()
}

function rowsWords(rows: readonly PackRow[], shown: readonly PackRow[]): string {
  if (rows.length === 0) return 'Nothing is on record in this span.'
  const bold = 'Rows that begin in bold were stopped, warned of, or are about something worrying.'
  if (shown.length === rows.length) return bold
  return `${bold} ${shown.length} of ${rows.length} rows are written here, notable ones before others and the newest before older; all of them are in rows.csv of the pack.`
}

/** What others wrote is a piece of its own: a piece that is written from right to left turns nothing beside it. */
function lineOf(row: PackRow, time: string): readonly Piece[] {
  const { what, where, said, categories, device, seq, isNotable, isProved } = row
  const words = said.flatMap((one, i) => (i === 0 ? [one] : ['; ', one]))
  const rest = [
    [where],
    words,
    [categories && `kinds: ${categories}`],
    ['device ', unlinked(device)],
    [`row ${seq}`],
  ]
  const written = rest.map((part) => part.filter(Boolean)).filter((part) => part.length > 0)
  return [
    { text: `${time} ${what}: `, bold: isNotable },
    ...written.flatMap((part, i) => (i === 0 ? part : [' · ', ...part])).map((text) => ({ text })),
    ...(isProved ? [] : [{ text: ' (no proof)' }]),
  ]
}
