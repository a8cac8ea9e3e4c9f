/**
 * Text as a reader reads it: compatibility forms folded, invisible characters gone, look-alikes mapped, digits in
 * the place of letters, spaced-out and dotted words joined. What was seen through stands beside what was written, so
 * that an ordinary text loses nothing. Fast: a page's sample is 12,000 characters.
 */
import { LEET, isTwin, lookAlikes } from './lookalikes.ts'

/** Default-ignorable characters and the like: nobody sees them, and a list trips over them. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu
/** Accents over Latin, Greek and Cyrillic letters; Arabic vowel signs and the stretching line. Not the vowels of Gurmukhi. */
const MARKS = /[\u0300-\u036F\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]/g
/** Letters in squares, and flags used as letters: compatibility folding leaves them. */
const BOXED = /[\u{1F130}-\u{1F149}\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}\u{1F1E6}-\u{1F1FF}]/gu
const BOXES = [0x1f130, 0x1f150, 0x1f170, 0x1f1e6]

const NOT_ASCII = /\P{ASCII}/u
const ARABIC = /[\u0600-\u06FF]/

function unboxed(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  const from = BOXES.find((start) => code >= start && code < start + 26)
  return from === undefined ? sign : String.fromCharCode(97 + code - from)
}

/** One spelling of letters that keyboards of Arabic, Persian and Urdu write differently. */
const arabic = (text: string): string =>
  text
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[يىۍې]/g, 'ی')
    .replace(/[كڪ]/g, 'ک')
    .replace(/[ةۃہھۂە]/g, 'ه')
    .replace(/ؤ/g, 'و')
    .replace(/ئ/g, 'ی')

/**
 * Lower case, NFKC, without ignorables and accents. An Arabic, Cyrillic or Gurmukhi text stays in its script. Terms
 * of the models go through here too, so that both sides fold alike.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  if (!NOT_ASCII.test(lower)) return lower
  const plain = lower
    .replace(BOXED, unboxed)
    .normalize('NFKD')
    .replace(IGNORABLE, '')
    .replace(MARKS, '')
    .normalize('NFKC')
    .toLowerCase()
  return ARABIC.test(plain) ? arabic(plain) : plain
}

const LATIN = /\p{Script=Latin}/u
const WORD_OR_SIGN = /[\p{L}\p{M}\p{N}@$!|€£+¡*'’]+/gu
const ODD = /[^a-z]/
/** French and Italian: `l'argent`, `d'ana` are two words. */
const ELISION = /(?<![\p{L}\p{M}])([ldjmnsc]|qu)['’](?=\p{L}{2})/gu
/** Letters one by one with the same thin thing between them: `c a s i n o`, `c.a.s.i.n.o`, `c-a-s-i-n-o`. */
const SPACED =
  /(?<![\p{L}\p{M}\p{N}])[\p{L}@$!013457](?:([ ._\-*·•|/,~]{1,2})[\p{L}@$!013457](?![\p{L}\p{M}\p{N}])){3,}/gu
/** A word cut by points or the like inside: `ca.si.no`, `por_n`, `un-block-ed`. */
const CUT = /(?<![\p{L}\p{M}\p{N}./:@])\p{L}{1,5}(?:[._*·•|~-]{1,2}\p{L}{1,5}){1,6}(?![\p{L}\p{M}\p{N}/:@])/gu
const BETWEEN = /[^\p{L}\p{M}\p{N}@$!]+/gu
const TRIPLE = /(.)\1{2,}/g

export interface Normalised {
  /** Words in their order, folded and read through disguises. */
  readonly words: readonly string[]
  /** What spaced-out and cut words say when joined: each may hold several words run together. */
  readonly joined: readonly string[]
  /** How many words were in a disguise: look-alikes, leet, spaces. Ordinary text has next to none. */
  readonly disguised: number
}

/** A look-alike read as Latin: in a word that mixes scripts, or one made of twins alone on a Latin page. */
function latinised(word: string, latinPage: boolean): string {
  if (!NOT_ASCII.test(word)) return word
  const letters = Array.from(word)
  const mixed = LATIN.test(word)
  if (!mixed && !(latinPage && letters.length > 2 && letters.every(isTwin))) return word
  return letters.map((letter) => lookAlikes().get(letter) ?? letter).join('')
}

/** Digits and signs read as letters, where letters stand around them: `c4sin0`, not `2024` or `100mg`. */
function unleet(word: string): string {
  const letters = word.replace(/[^\p{L}]/gu, '').length
  const bare = word.replace(/^['’*!|+]+|(?<!['’*!|+])['’*!|+]+$/g, '')
  if (
    letters < 1 ||
    letters * 2 < bare.length ||
    /^\d{2,}/.test(bare) ||
    /^\p{L}{1,3}\d+$|\p{L}\d{2,}$/u.test(bare)
  ) {
    return bare.replace(/['’*!|+@$€£¡]/g, '')
  }
  return Array.from(bare, (sign) => LEET[sign] ?? sign)
    .join('')
    .replace(/['’*]/g, '')
}

/** `pooooorn` as `porn`: three or more of one letter are one. Two stay; the index knows both. */
const calmed = (word: string): string => word.replace(TRIPLE, '$1')

/** A page is taken for Latin when more than half of its first letters are. */
function isLatin(text: string): boolean {
  const letters = text.slice(0, 2_000).replace(/[^\p{L}]/gu, '')
  return letters.replace(/[^a-z]/g, '').length * 2 >= letters.length
}

/** Reads a text through its disguises. */
export function normalise(text: string): Normalised {
  const folded = fold(text)
  const latinPage = isLatin(folded)
  const words: string[] = []
  let disguised = 0
  for (const raw of folded.replace(ELISION, '$1 ').match(WORD_OR_SIGN) ?? []) {
    if (!ODD.test(raw)) {
      words.push(calmed(raw))
      continue
    }
    const latin = latinised(raw, latinPage)
    const read = unleet(latin)
    if (read === '') continue
    if (latin !== raw || (read !== latin && /[\p{L}][0-9@$!|]+\p{L}/u.test(latin))) disguised += 1
    words.push(calmed(read))
  }
  const joined = joinedWords(folded, latinPage)
  return { words, joined, disguised: disguised + joined.length }
}

function joinedWords(folded: string, latinPage: boolean): string[] {
  const found = [...(folded.match(SPACED) ?? []), ...(folded.match(CUT) ?? [])].slice(0, 200)
  const joined = found.map((run) => unleet(latinised(run.replace(BETWEEN, ''), latinPage)))
  return [...new Set(joined.map(calmed).filter((run) => run.length >= 4))]
}
