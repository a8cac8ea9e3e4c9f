/** What an entry of the audit is about, in words: out of its subject, which has numbers and no names. */
import type { Tell } from './names.ts'

export type About = (subject: string, tell: Tell) => string | Promise<string>

/** What one action is called. */
export interface Words {
  /** The end of a sentence that begins with who did it. */
  readonly did: string
  readonly about?: About
  /** A network manager reads it too: it is about machines and rules, and nobody's browsing. */
  readonly network?: true
}

const firstOf = (subject: string): string => subject.split(/[\s:]/)[0] ?? ''

const numberAfter = (subject: string, mark: string): number | null => {
  const [, digits] = new RegExp(`\\b${mark}:(\\d+)`).exec(subject) ?? []
  return digits === undefined ? null : Number(digits)
}

export const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ')

/** `person:7 …`: the pupil, where the reader may know. */
export const pupil: About = (subject, tell) => {
  const person = numberAfter(subject, 'person')
  return person === null ? '' : tell.pupil(person)
}

/** A look's code, and what else is said of it: whose record it was. */
export const ofLook: About = (subject, tell) => tell.pupilOfLook(subject.split(' ')[0] ?? '')

/** As it stands: no names and no codes. */
export const plain: About = (subject) => subject

/** `12`, `12: …`, `12 …`: the number of something that has pages of its own. */
export const numbered =
  (what: string): About =>
  (subject) =>
    firstOf(subject) === '' ? '' : `${what} ${firstOf(subject)}`

/** Numbered, and whose it is. */
export const numberedOf =
  (what: string): About =>
  async (subject, tell) =>
    joined(await numbered(what)(subject, tell), await pupil(subject, tell))

/** `entries:5`, `5 entries`: how many. */
export const count =
  (one: string, many = `${one}s`): About =>
  (subject) => {
    const [digits] = /\d+/.exec(subject) ?? []
    return digits === undefined ? '' : `${digits} ${digits === '1' ? one : many}`
  }

/** `… class:5 …`: which class. */
export const ofClass: About = (subject, tell) => {
  const id = numberAfter(subject, 'class')
  return id === null ? '' : tell.schoolClass(id)
}

/** `5` or `5: 12`: which class, and how many. */
export const classNumber: About = async (subject, tell) => {
  const [id = '', rest = ''] = subject.split(': ')
  return joined(await tell.schoolClass(Number(id)), rest === '' ? '' : `${rest} changed`)
}

/** `7: teacher dsl`, `staff:7 dsl` or `7`: which member of staff, and what more is said. */
export const ofStaff: About = async (subject, tell) => {
  const [, person = '', rest = ''] = /^(?:staff:)?(\d+):? ?(.*)$/.exec(subject) ?? []
  return joined(await tell.staff(Number(person)), rest)
}

/** An installation's long code, as the console shows it. */
export const device: About = (subject) => (subject === '' ? '' : `device ${subject.slice(0, 8)}`)

/** After the first word. */
export const rest: About = (subject) => subject.split(' ').slice(1).join(' ')
