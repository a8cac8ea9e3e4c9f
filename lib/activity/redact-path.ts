/**
 * What a path may say in a row: words that tell which page it was, and nothing that opens it. Credentials, tokens,
 * query strings (also those hidden inside a segment) and e-mail addresses become `…`. When in doubt it is left out.
 */
export const GONE = '…'
const MAX_PATH = 512

/** Segments after which the next one is a secret, whatever it looks like. */
const SECRET_AFTER =
  /^(?:tokens?|reset|password|passwd|invites?|invitations?|verify|verification|confirm|activate|auth|oauth2?|login|signin|sso|sessions?|keys?|apikey|secrets?|magic|unsubscribe|share|shared|join|s|d|u)$/i

/** The path (as a parsed URL gives it) without anything that could be a secret. */
export function redactPath(pathname: string): string {
  const segments = pathname.split('/')
  const kept: string[] = []
  let secretNext = false
  for (const segment of segments) {
    // Path parameters (`;jsessionid=…`) are the query string of another age.
    const bare = segment.split(/;|%3b/i)[0] ?? ''
    const plain = decoded(bare)
    kept.push(
      bare !== '' && (secretNext ? !isWordy(plain) || looksCoded(plain) : isSecret(plain)) ? GONE : bare,
    )
    secretNext = SECRET_AFTER.test(plain)
  }
  // `…/…/…` says no more than one.
  return shortened(kept.join('/').replace(/…(?:\/…)+/g, GONE))
}

/** Free text, such as a title or search terms, without anything that could be a secret. */
export const redactText = (text: string, max: number): string =>
  text
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, GONE)
    .split(/(\s+)/)
    .map((word) => (/\s/.test(word) || !isSecret(word) ? word : GONE))
    .join('')
    // Long numbers written in groups: cards, phones, accounts.
    .replace(/\d(?:[ -]?\d){8,}/g, GONE)
    .slice(0, max)
    // Not half a character.
    .replace(/[\uD800-\uDBFF]$/, '')

function shortened(path: string): string {
  if (path.length <= MAX_PATH) return path
  const cut = path.slice(0, MAX_PATH)
  return `${cut.slice(0, cut.lastIndexOf('/') + 1)}${GONE}`
}

/** Percent signs undone until nothing changes, so that nothing hides behind two of them. */
function decoded(segment: string): string {
  let text = segment
  for (let round = 0; round < 4; round += 1) {
    let next: string
    try {
      next = decodeURIComponent(text)
    } catch {
      return `?${text}` // Not UTF-8: nobody can say what it is, so it counts as a secret.
    }
    if (next === text) return text
    text = next
  }
  return `?${text}` // Wrapped this often on purpose.
}

/** Signs of a query, credentials, a nested address, a key and its value, an e-mail address, or a coded text. */
function isSecret(text: string): boolean {
  if (/[?#=&\\\p{Cc}]|.@|:\S*[@/]|\/\//u.test(text)) return true
  return looksCoded(text)
}

/** True for text that no person would read out: long, and not made of words. */
function looksCoded(text: string): boolean {
  if (/\d{9,}/.test(text)) return true
  if (text.length > 200) return true
  return text.length >= 14 && !isWordy(text)
}

const isWordy = (text: string): boolean =>
  text.split(/[-_.,+~:!'’"“”()[\]\s|–—&@/]+/).every((piece) => piece === '' || isWord(piece))

function isWord(piece: string): boolean {
  if (/^\d{1,8}$/.test(piece) || /^[A-Z]{1,6}s?$/.test(piece) || /^[a-z]{1,3}\d{1,4}$/i.test(piece))
    return true
  // Letters of other scripts: no alphabet of tokens has them.
  if (/^\p{L}[\p{L}\p{M}\p{N}]{0,39}$/u.test(piece) && /[^\p{ASCII}]/u.test(piece)) return true
  if (!/^[A-Z]?[a-z]{1,20}$/.test(piece)) return false
  return piece.length < 10 || soundsLikeWords(piece.toLowerCase())
}

/** Random letters seldom have vowels at the rate of speech; y counts as one. */
function soundsLikeWords(letters: string): boolean {
  const vowels = letters.replace(/[^aeiouy]/g, '').length / letters.length
  return vowels >= 0.25 && vowels <= 0.65 && !/[^aeiouy]{5}/.test(letters) && !/[jq][^aeiouy]/.test(letters)
}
