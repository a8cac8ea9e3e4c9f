/** Times and codes in words. */
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
  'known-device': 'claims a device that another installation was confirmed for',
  'device-active-elsewhere': 'claims a device that is at work with another installation now',
  'person-elsewhere': 'its person is at work in another place now',
  'numbers-forked': 'its numbers fork: its profile folder was copied and is used twice',
  'window-flooded': 'the window it came through was flooded: decide by hand',
}
export const reasonWords = (code: string): string => REASONS[code] ?? code

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
