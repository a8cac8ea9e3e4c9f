/** Single values of a roster: names of classes, dates. */

export const LONGEST_CLASS_NAME = 100
/** A spreadsheet program runs a cell that begins so. */
const FORMULA = /^[=+\-@]/

/** A name for a class with its spaces put in order, or what is wrong with it. */
export function classNameOf(value: string): { readonly name: string } | { readonly wrong: string } {
  const name = value.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (name === '') return { wrong: 'is empty' }
  if (name.length > LONGEST_CLASS_NAME) return { wrong: `is longer than ${LONGEST_CLASS_NAME} characters` }
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(name)) return { wrong: 'holds characters that cannot be seen' }
  if (FORMULA.test(name))
    return { wrong: `begins with ${name[0]}, which spreadsheet programs take for a formula` }
  return { name }
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:T.*)?$/

/** `2026-09-01` of a date or a time, null of an empty value, undefined of anything else. */
export function dateOf(value: string): string | null | undefined {
  if (value === '') return null
  const [, year, month, day] = DATE.exec(value) ?? []
  if (!year || !month || !day) return undefined
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 ? `${year}-${month}-${day}` : undefined
}

/** Is `today` between two dates? Both ends count: a day too long in a class does no harm, a day too short does. */
export const isBetween = (today: string, from: string | null, to: string | null): boolean =>
  (from === null || from <= today) && (to === null || today <= to)

/** The day it is in a time zone, `2026-09-01`. */
export const dayIn = (zone: string, now: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(now)
