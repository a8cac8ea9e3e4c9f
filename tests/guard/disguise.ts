/** How pages hide their words from lists. */
const LOOKS: Readonly<Record<string, string>> = { a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х', i: 'і' }
const DIGITS: Readonly<Record<string, string>> = { a: '4', e: '3', i: '1', o: '0', s: '$' }

type Disguise = (text: string) => string
/** Every third long word, so that a reader can still read it. */
const some = (text: string, change: (word: string) => string): string => {
  let at = 0
  return text.replace(/(?<![\p{L}&<>/])\p{L}{4,}(?![\p{L};>])/gu, (word) =>
    (at += 1) % 3 === 0 ? change(word) : word,
  )
}

export const DISGUISES: readonly Disguise[] = [
  (text) => some(text, (word) => word.replace(/[aeopcxi]/g, (letter) => LOOKS[letter] ?? letter)),
  (text) => some(text, (word) => [...word.matchAll(/./gu)].map(([letter]) => letter).join('\u200B')),
  (text) =>
    some(
      text,
      (word) =>
        word.slice(0, 1) +
        word.slice(1, -1).replace(/[aeios]/g, (letter) => DIGITS[letter] ?? letter) +
        word.slice(-1),
    ),
  (text) => some(text, (word) => [...word.matchAll(/./gu)].map(([letter]) => letter).join('.')),
]
