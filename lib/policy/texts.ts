/** Readers of the single values: words, switches, addresses, time zones, names. */
import { bad, good, type Read } from './read.ts'

/** Words of at most `max` characters on one line. */
export const readWords =
  (max: number) =>
  (text: string): Read<string> => {
    const words = text.replace(/\s+/g, ' ').trim()
    return words.length <= max ? good(words) : bad(`is longer than ${max} characters`, 'Shorten it.')
  }

/** A value that the browser's management fills in; a variable nobody filled in is worse than none. */
export const readFilledIn =
  (max: number) =>
  (text: string): Read<string> => {
    if (/\$\{|%[A-Za-z_]+%|\{\{/.test(text))
      return bad(
        'still holds the name of a variable',
        'Your management did not fill it in: use a variable it knows here, or leave the key out.',
      )
    return readWords(max)(text)
  }

const ON = ['on', 'true', 'yes', '1', 'enabled']
const OFF = ['off', 'false', 'no', '0', 'disabled']

export function readSwitch(text: string): Read<boolean> {
  const word = text.toLowerCase()
  if (ON.includes(word)) return good(true)
  return OFF.includes(word) ? good(false) : bad('is neither on nor off', 'Write on or off.')
}

/** `https://kerb.school.sch.uk` with an optional port. Plain http only to this machine. Returns the origin. */
export function readServerAddress(text: string): Read<string> {
  const example = 'Write for example https://kerb.school.sch.uk.'
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return bad('is not an address', example)
  }
  const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost'
  if (url.protocol === 'http:' && !loopback)
    return bad('is not encrypted', 'The address must start with https://.')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return bad('is not a web address', example)
  if (url.username !== '' || url.password !== '') return bad('has a name or password in it', example)
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    return bad('has something after the host', `Leave out everything after the host. ${example}`)
  return good(url.origin)
}

/**
 * In the browser's own spelling already. A worker reads its policy at every start, and the first question to Intl
 * there costs some 30 ms: most schools need not ask it.
 */
const COMMON_ZONE = 'Europe/London'

/** An IANA name in the browser's own spelling. */
export function readTimeZone(text: string): Read<string> {
  // Offsets such as +01:00 are accepted by some engines, and know nothing of summer time.
  if (!/^[A-Za-z]/.test(text)) return bad('is not a time zone', 'Write a name such as Europe/London.')
  if (text === COMMON_ZONE) return good(text)
  try {
    return good(new Intl.DateTimeFormat('en-GB', { timeZone: text }).resolvedOptions().timeZone)
  } catch {
    return bad('is not a time zone', 'Write a name such as Europe/London.')
  }
}

/** What an installation shows to be allowed to ask: printable, no spaces. */
export const readToken = (text: string): Read<string> =>
  /^[\x21-\x7e]{8,200}$/.test(text)
    ? good(text)
    : bad(
        'is not an enrolment token',
        'Paste the token as the school server shows it: 8 to 200 characters, no spaces.',
      )

/** A key's fingerprint: base64url SHA-256, in groups as people copy it from paper or not. */
export function readFingerprint(text: string): Read<string> {
  const letters = text.replace(/\s/g, '')
  return /^[A-Za-z0-9_-]{43}$/.test(letters)
    ? good(letters)
    : bad(
        'is not a fingerprint',
        'Copy all 43 letters from the recovery sheet of the first safeguarding key, capitals as they are.',
      )
}
