/**
 * When somebody was born, together with who: fields that ask for both, or a text that says both of its writer. Of others
 * homework is full: kings, writers, footballers. So the writer must be young enough to be at school.
 */
import { once } from './once.ts'
import type { Piece } from './piece.ts'

const YEAR_MS = 365.25 * 24 * 3_600_000
const YOUNGEST = 2
const OLDEST = 21

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const WORDY = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ ,.-]*(${MONTHS})[a-z]*[ ,.-]*((?:19|20)\\d\\d)\\b`,
  'gi',
)
const MONTH_FIRST = new RegExp(
  `\\b(${MONTHS})[a-z]*[ .]*(\\d{1,2})(?:st|nd|rd|th)?[ ,]+((?:19|20)\\d\\d)\\b`,
  'gi',
)
const PLAIN = /(?<![\d/.-])(\d{1,2})[/. -](\d{1,2})[/. -]((?:19|20)\d\d|\d\d)(?![\d/.-]*\d)/g
const ISO = /(?<![\d/.-])((?:19|20)\d\d)[-/](\d{1,2})[-/](\d{1,2})(?!\d)/g

interface Found {
  readonly at: number
  readonly date: string
}

/** Words of the writer's own birth, directly before the date. */
const OF_BIRTH =
  /(\bd\.?o\.?b\.?|\bdate of birth|\bmy (b-?day|birth ?da(y|te))|\bi('| a)?m born|\bi was born|\bbirth ?da(y|te)\s*:)[^.!?\n]{0,24}$/i
/** “My name is Sam”, “I'm Sam Brown”, “Name: Sam”. The name itself begins with a capital letter. */
const NAMED = once(
  () =>
    /\b([Mm]y (full |first )?name('s| is)|[Ii] am|[Ii]['’]?m|[Tt]his is|[Nn]ame\s*[:=-])\s+\p{Lu}\p{L}+|\b[Nn]ame\s*[:=-]\s*\p{Lu}/u,
)
/** In small letters too, as they are typed; what somebody says of how or where they are is no name. */
const NAMED_SO = once(() => /\bmy (?:full |first )?name(?:['’]?s| is)\s+\p{L}{2,}/iu)
const CALLED = once(
  () => /\b(?:i am|i['’]?m)\s+(\p{L}{2,})(?=\s*(?:[,.;!\n]|$)|\s+(?:and|my|dob|\p{L}+\s*[,.;!\n]))/giu,
)
const NO_NAME =
  /^(so|very|really|too|quite|happy|sad|glad|excited|bored|tired|old|young|new|here|sorry|ready|fine|good|ok|okay|well|sick|ill|hungry|late|early|back|home|not|an?|the|in|at|on|from|with|of|to|for|by|going|turning|born|nearly|almost|just|also|only|still|doing|having|being|getting|now|today|year|years|sure|free|busy|great|like|one|two|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|my|your|his|her)$/i

const isCalled = (text: string): boolean =>
  NAMED_SO().test(text) || [...text.matchAll(CALLED())].some(([, name = '']) => !NO_NAME.test(name))

export function findBirthDates(pieces: readonly Piece[], now: number): readonly string[] {
  const asked = pieces.filter(({ hint }) => hint === 'birth').map(({ text }) => text)
  const isNamed = pieces.some(({ hint, text }) => hint === 'name' && /\p{L}{2}/u.test(text))
  if (asked.length > 0 && isNamed) {
    // Day, month and year may have a field each.
    const date = datesIn(asked.join(' '), now)[0]
    if (date !== undefined) return [date.date]
  }
  const text = pieces.map((piece) => piece.text).join('\n')
  if (!isNamed && !NAMED().test(text) && !isCalled(text)) return []
  return datesIn(text, now)
    .filter(({ at }) => OF_BIRTH.test(text.slice(Math.max(0, at - 60), at)))
    .map(({ date }) => date)
}

function datesIn(text: string, now: number): Found[] {
  const dates = [
    ...read(text, WORDY, ([, day, month, year]) => [day, monthOf(month), year]),
    ...read(text, MONTH_FIRST, ([, month, day, year]) => [day, monthOf(month), year]),
    ...read(text, PLAIN, ([, day, month, year]) => [day, month, year]),
    ...read(text, ISO, ([, year, month, day]) => [day, month, year]),
  ]
  return dates.flatMap(({ at, day, month, year }) => {
    const full = year < 100 ? year + (year + 2000 > new Date(now).getUTCFullYear() ? 1900 : 2000) : year
    const born = Date.UTC(full, month - 1, day)
    const age = (now - born) / YEAR_MS
    const isDate = month >= 1 && month <= 12 && day >= 1 && new Date(born).getUTCMonth() === month - 1
    return isDate && age >= YOUNGEST && age <= OLDEST ? [{ at, date: `${full}-${month}-${day}` }] : []
  })
}

const monthOf = (name = ''): string => String(MONTHS.split('|').indexOf(name.toLowerCase()) + 1)

type Parts = readonly (string | undefined)[]

function read(text: string, pattern: RegExp, order: (match: RegExpMatchArray) => Parts) {
  return [...text.matchAll(pattern)].map((match) => {
    const [day = 0, month = 0, year = 0] = order(match).map(Number)
    return { at: match.index, day, month, year }
  })
}
