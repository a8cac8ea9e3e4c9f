/**
 * Rows of the record that a note is about: day, time and website as somebody typed or pasted them. A reference, no copy:
 * of an address that was pasted only the website stays, because the rest of it is the row's own content.
 */
import { MAX_REFERENCE, MOST_REFERENCES } from './notes.ts'

const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi
/** A name with a dot and no number for its end, so that a day is none; or four numbers. */
const HOST = /\.[^.]*\p{L}[^.]*\.?$|^\d+(?:\.\d+){3}(?::\d+)?$/u

/** One to a line, the first ones. */
export const referencesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => websitesOf(line).replaceAll(/\s+/g, ' ').trim().slice(0, MAX_REFERENCE))
    .filter((line) => line !== '')
    .slice(0, MOST_REFERENCES)

const websitesOf = (line: string): string => line.replace(ADDRESS, hostOf).split(/\s/).map(cut).join(' ')

const hostOf = (address: string): string => URL.parse(address)?.hostname ?? ''

/** Without what stands after a website's name: as browsers show an address, it has no scheme. */
function cut(word: string): string {
  const scheme = /^[a-z][a-z0-9+-]*:[/\\]*/i.exec(word)?.[0] ?? ''
  const rest = word.slice(scheme.length)
  const end = rest.search(/[/?#\\]/)
  const host = rest.slice(rest.lastIndexOf('@', end) + 1, end)
  return end >= 0 && HOST.test(host) ? host : word
}
