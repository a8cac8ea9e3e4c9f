/**
 * Rows of the record that a note is about: day, time and website as somebody typed or pasted them. A reference, no copy:
 * of an address that was pasted only the website stays, because the rest of it is the row's own content.
 */
import { MAX_REFERENCE, MOST_REFERENCES } from './notes.ts'

const ADDRESS = /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi

/** One to a line, the first ones. */
export const referencesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(ADDRESS, hostOf).replaceAll(/\s+/g, ' ').trim().slice(0, MAX_REFERENCE))
    .filter((line) => line !== '')
    .slice(0, MOST_REFERENCES)

const hostOf = (address: string): string => URL.parse(address)?.hostname ?? ''
