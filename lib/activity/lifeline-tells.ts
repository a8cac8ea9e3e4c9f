/** What gives a lifeline away: its names, hosts and numbers, in the form in which lib/activity/spoken reads a text. */
import type { Lifeline } from '../lists/data.ts'
import { spoken } from './spoken.ts'

export interface Tells {
  /** Names and hosts that mean nothing else. */
  readonly names: ReadonlySet<string>
  /** Names that are words too, and numbers as short as a bus route's. */
  readonly everyday: ReadonlySet<string>
  /** Five or six digits: as they stand. */
  readonly numbers: ReadonlySet<string>
  /** Longer ones without their first 0, so that +44 makes no difference. */
  readonly phones: readonly string[]
}

/** A host's name this short is taken for a word (`mind`) unless the lifelines file says more. */
const SHORTEST_NAME = 6
/** The host is a name and a suffix, with nothing else in between that could be an everyday word. */
const NAMED = /^(?:www\.)?([a-z0-9-]+)\.(?:[a-z]{2,10}|(?:org|co|ac|gov|nhs|sch)\.uk)$/

const said = (text: string): string => spoken(text).whole

/** `Report Remove (Childline and IWF)` is also `Report Remove`; what stands in brackets is a name of its own. */
const namesIn = (name: string): string[] => [
  name,
  name.replace(/\(.*\)/, ''),
  ...(/\((.*)\)/.exec(name)?.[1]?.split(/,| and /) ?? []),
]

export function tellsOf(lines: readonly Lifeline[], hosts: readonly string[]): Tells {
  const everyday = new Set(lines.flatMap((line) => line.everyday ?? []).map(said))
  const names = new Set(lines.flatMap((line) => [...namesIn(line.name), ...(line.aka ?? [])]).map(said))
  for (const host of hosts) {
    names.add(said(host)).add(said(host.replace(/^www\./, '')))
    const label = said(NAMED.exec(host)?.[1] ?? '')
    if (label.length >= SHORTEST_NAME) names.add(label)
    else if (label !== '') everyday.add(label)
  }
  const numbers = new Set<string>()
  const phones: string[] = []
  for (const line of lines)
    for (const number of [...line.phones, ...line.texts.map(({ to }) => to)].map(said)) {
      if (number.length < 5) everyday.add(number)
      else if (number.length < 7) numbers.add(number)
      else phones.push(number.replace(/^0/, ''))
    }
  names.delete('')
  for (const word of everyday) names.delete(word)
  return { names, everyday, numbers, phones }
}

/** The same as text, as it ships: made when the lists are, for a page may be waiting when the worker needs it. */
export interface StoredTells {
  readonly names: string
  readonly everyday: string
  readonly numbers: string
  readonly phones: string
}

export const storeTells = ({ names, everyday, numbers, phones }: Tells): StoredTells => ({
  names: [...names].join(' '),
  everyday: [...everyday].join(' '),
  numbers: [...numbers].join(' '),
  phones: phones.join(' '),
})

/** None of them has a space in it: `spoken` leaves none. */
export const readTells = ({ names, everyday, numbers, phones }: StoredTells): Tells => ({
  names: new Set(names.split(' ')),
  everyday: new Set(everyday.split(' ')),
  numbers: new Set(numbers.split(' ')),
  phones: phones.split(' '),
})
