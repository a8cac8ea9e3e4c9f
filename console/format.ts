/** Times and codes in words. */
import type { Ending, FleetInstallation } from '../lib/protocol/staff.ts'

const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' })
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

const STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** `5 minutes ago`, `in 2 hours`, `just now`. */
export function ago(at: number, now: number): string {
  const apart = at - now
  for (const [unit, size] of STEPS) {
    if (Math.abs(apart) >= size) return relative.format(Math.trunc(apart / size), unit)
  }
  return apart > 0 ? 'in less than a minute' : 'just now'
}

export const dateTime = (at: number): string => exact.format(at)

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })

/** `30 Sept 2026` of `2026-09-30`. */
export const date = (iso: string): string => day.format(new Date(`${iso}T00:00:00Z`))

export const version = (v: { epoch: number; number: number } | null): string =>
  v ? `${v.epoch}.${v.number}` : 'none'

/** Long codes are read out in their first letters, as the settings page of the device shows them. */
export const shortCode = (installation: string): string => installation.slice(0, 8)

const REASONS: Readonly<Record<string, string>> = {
  asked: 'asked with a token; nobody has decided',
  expected: 'its device is on the list of expected devices',
  window: 'asked during an enrolment window',
  click: 'decided here',
  command: 'decided at the server',
  handover: 'follows another installation on the same device; confirmed once that one is silent',
  'not-on-site': 'a shared device, but it does not ask from the addresses that the school named as its own',
  'known-device': 'claims a device that another installation was confirmed for',
  'device-active-elsewhere': 'claims a device that is at work with another installation now',
  'person-elsewhere': 'its person is at work in another place now',
  'two-at-once': 'two browsers use its key at once: its profile folder was copied',
  'numbers-forked': 'its numbers fork: its profile folder was copied and is used twice',
  'window-flooded': 'the window it came through was flooded: decide by hand',
}
export const reasonWords = (code: string): string => REASONS[code] ?? code

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

const ENDINGS: Readonly<Record<Exclude<Ending, 'cut-off'>, string>> = {
  finished: 'Finished: it closed its last window, and every row it wrote is here',
  unsaid: 'Gone without a word: every row it spoke of is here, its last seconds may be missing',
}

/** How a throw-away profile ended, or how it would have if it were over: a lid may only be shut. */
export const endingWords = (ending: Exclude<Ending, 'cut-off'>): string => ENDINGS[ending]

/** `Cut off: 3 rows it had written never came (number 4, numbers 7 to 8)`. */
export function cutOffWords({ written, acknowledged, gaps }: FleetInstallation): string {
  const missing = gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const numbers = gaps
    .slice(0, 5)
    .map(({ from, to }) => (from === to ? `number ${from}` : `numbers ${from} to ${to}`))
  const which = numbers.length > 0 ? ` (${numbers.join(', ')}${gaps.length > 5 ? '…' : ''})` : ''
  return `Cut off: ${plural(missing || written - acknowledged, 'row')} it had written never came${which}`
}

/** `40 profiles in 30 days: 37 finished, 2 gone without a word, 1 cut off (3 rows never came)`. */
export function earlierWords(earlier: NonNullable<FleetInstallation['earlier']>): string {
  const { finished, unsaid, cutOff, rowsCutOff } = earlier
  const total = finished + unsaid + cutOff
  if (total === 0) return 'none in 30 days'
  const parts = [
    ...(finished > 0 ? [`${finished} finished`] : []),
    ...(unsaid > 0 ? [`${unsaid} gone without a word`] : []),
    ...(cutOff > 0 ? [`${cutOff} cut off (${plural(rowsCutOff, 'row')} never came)`] : []),
  ]
  return `${total} in 30 days: ${parts.join(', ')}`
}
