/**
 * The languages Kerb speaks. Each is a file in assets/locales; English comes with every page's own script, the
 * others are read from the package when they are wanted.
 */

/** By BCP 47 tag, each by its own name, as its speakers look for it. The first is for whoever wants none of them. */
export const LANGUAGES = {
  'en-GB': 'English',
  cy: 'Cymraeg',
  pl: 'Polski',
  ro: 'Română',
  uk: 'Українська',
  ar: 'العربية',
  ur: 'اردو',
  pa: 'ਪੰਜਾਬੀ',
} as const
export type Language = keyof typeof LANGUAGES
export const ENGLISH: Language = 'en-GB'

const TAGS = Object.keys(LANGUAGES) as Language[]

export const isLanguage = (tag: unknown): tag is Language => TAGS.some((one) => one === tag)

/**
 * The first wanted language that we have, by exact tag or else by language alone.
 * @param wanted BCP 47 tags, most wanted first (`navigator.languages`)
 */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted.map((one) => one.toLowerCase())) {
    const exact = TAGS.find((one) => one.toLowerCase() === tag)
    const near = exact ?? TAGS.find((one) => languageOf(one) === languageOf(tag))
    if (near !== undefined && !isOtherScript(near, tag)) return near
  }
  return ENGLISH
}

const languageOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? ''

/** Punjabi of Pakistan is written in Arabic letters: whoever reads those cannot read ours. */
const isOtherScript = (have: Language, tag: string): boolean => have === 'pa' && /-(arab|pk|aran)\b/.test(tag)
