/** Hours of the week as people write them: `Mon-Fri 08:00-17:00`. */
import { minuteText } from '../time/zone.ts'
import type { Hours } from './document.ts'
import { bad, good, type Read } from './read.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const SPANS: Readonly<Record<string, readonly number[]>> = {
  daily: [1, 2, 3, 4, 5, 6, 7],
  'every day': [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
}
const EXAMPLE = 'Write days and times, for example Mon-Fri 08:00-17:00.'
const TIMES = /^(.*?)\s*\b(\d{1,2})[:.](\d{2})\s*(?:-|to)\s*(\d{1,2})[:.](\d{2})(?![\d:.])\s*(.*)$/i

/** Hours at the front of a line, and what follows them. */
export function readHoursPrefix(line: string): Read<{ hours: Hours; rest: string }> {
  const found = TIMES.exec(line.trim().replace(/[\u2010-\u2015]/g, '-'))
  if (found === null) return bad('has no times that can be read', EXAMPLE)
  const [, dayText = '', h1, m1, h2, m2, rest = ''] = found
  const days = readDays(dayText)
  if (!days.ok) return days
  const from = minutes(h1, m1)
  const to = minutes(h2, m2)
  if (from === undefined || to === undefined || from > 1439)
    return bad('has a time that does not exist', 'Times go from 00:00 to 24:00.')
  if (from >= to)
    return bad(
      'ends before it starts',
      'For hours past midnight write two lines, one up to 24:00 and one from 00:00.',
    )
  return good({ hours: { days: days.value, from, to }, rest })
}

/** A whole line of hours and nothing else. */
export function readHours(line: string): Read<Hours> {
  const read = readHoursPrefix(line)
  if (!read.ok) return read
  return read.value.rest === ''
    ? good(read.value.hours)
    : bad(`has “${read.value.rest}” after its times`, EXAMPLE)
}

function minutes(hour = '', minute = ''): number | undefined {
  const value = Number(hour) * 60 + Number(minute)
  return Number(minute) < 60 && value <= 1440 ? value : undefined
}

/** `Mon-Fri`, `Mon, Wed`, `Sat`, `daily`, `weekdays`, `weekends`; ranges may run over the end of the week. */
function readDays(text: string): Read<number[]> {
  const wanted = text.trim().toLowerCase()
  const span = SPANS[wanted]
  if (span !== undefined) return good([...span])
  const days = new Set<number>()
  for (const part of wanted.split(/[,\s]+(?![-\s])/).filter((one) => one !== '')) {
    const [first, last = first, ...more] = part.split('-').map((name) => dayNumber(name.trim()))
    if (first === undefined || last === undefined || more.length > 0)
      return bad(`has “${part}” where its days should be`, EXAMPLE)
    for (let day = first; ; day = (day % 7) + 1) {
      days.add(day)
      if (day === last) break
    }
  }
  if (days.size === 0) return bad('names no day', EXAMPLE)
  return good([...days].sort((a, b) => a - b))
}

function dayNumber(name: string): number | undefined {
  if (!/^(mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(day)?$/.test(name)) return undefined
  const index = DAYS.findIndex((day) => name.startsWith(day))
  return index < 0 ? undefined : index + 1
}

/** The line that reads back as these hours. */
export function formatHours(hours: Hours): string {
  const days = [...hours.days].sort((a, b) => a - b)
  const parts: string[] = []
  for (let i = 0; i < days.length;) {
    let end = i
    while (days[end + 1] === (days[end] ?? 0) + 1) end++
    parts.push(
      end - i > 1
        ? `${dayName(days[i])}-${dayName(days[end])}`
        : days
            .slice(i, end + 1)
            .map(dayName)
            .join(','),
    )
    i = end + 1
  }
  return `${parts.join(',')} ${minuteText(hours.from)}-${minuteText(hours.to)}`
}

const dayName = (day = 0): string => NAMES[day - 1] ?? '?'
