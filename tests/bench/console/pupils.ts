/** What a pupil's browser writes in a year: rows as the extension makes them, the same ones at each run. */
import { randomBytes } from 'node:crypto'
import type { NewRow, Row } from '../../../lib/protocol/rows.ts'

/** Half of these are visited in most of all visits, and the others now and then. */
const HOSTS = 5_000
const SCHOOL_DAYS = 190
const DAY = 86_400_000
const HOUR = 3_600_000
const SALT = 16
/** Asking for many random bytes costs as much as asking for a few. */
const SALTS_AT_ONCE = 4_096
let salts = Buffer.alloc(0)

function newSalt(): string {
  if (salts.length === 0) salts = randomBytes(SALT * SALTS_AT_ONCE)
  const salt = salts.toString('base64url', 0, SALT)
  salts = salts.subarray(SALT)
  return salt
}

const WORDS = ['a volcano', 'rain', 'the heart', 'a battery', 'money', 'Parliament', 'a rocket', 'sleep']
const STOPPED = ['games', 'games', 'games', 'social', 'chat', 'streaming', 'gambling'] as const

export const pupilName = (pupil: number): string => `year${7 + (pupil % 5)}.pupil${pupil}@school.example`

/** Nine in the morning, UTC, of the school days of a year that ends with this day, the oldest first. */
export function schoolDays(end: number): number[] {
  const last = Math.floor(end / DAY) * DAY + 9 * HOUR
  const days: number[] = []
  for (let at = last; days.length < SCHOOL_DAYS; at -= DAY) {
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) days.unshift(at)
  }
  return days
}

interface Place {
  readonly pupil: number
  readonly seq: number
  readonly at: number
}

/** A visit and how long it was, by turns; some visits are searches, and some were stopped. */
export function rowOf({ pupil, seq, at }: Place, next: () => number): Row {
  const who = { name: pupilName(pupil), from: 'profile' } as const
  const base = { seq, at, who, salt: newSalt() }
  if (seq % 2 === 0) return { ...base, kind: 'stay', visit: seq - 1, seconds: Math.floor(next() * 600) }
  const host = `www.site${Math.floor(HOSTS * next() ** 3)}.example.org`
  const roll = next()
  if (roll < 0.1) return { ...base, ...searchOf(next) }
  if (roll < 0.22) {
    const category = STOPPED[Math.floor(next() * STOPPED.length)] ?? 'games'
    return {
      ...base,
      kind: 'blocked',
      host,
      path: `/play/${seq}`,
      categories: [category],
      action: 'block',
      reason: 'category',
      target: 'page',
    }
  }
  return { ...base, kind: 'visit', host, categories: ['education'], action: 'allow', reason: 'never-block' }
}

const searchOf = (next: () => number): NewRow & { readonly kind: 'search' } => ({
  kind: 'search',
  host: 'www.google.com',
  path: '/search',
  terms: `how does ${WORDS[Math.floor(next() * WORDS.length)]} work ${Math.floor(next() * 1000)}`,
  categories: ['search'],
  action: 'allow',
  reason: 'category',
})

/** The times of one day's rows: six and a half hours of them. */
export const timeOf = (morning: number, place: number, of: number): number =>
  Math.floor(morning + (place / of) * 6.5 * HOUR)
