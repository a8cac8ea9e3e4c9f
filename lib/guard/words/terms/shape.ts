/**
 * How the vocabularies are written: terms with a space between, words of one term joined by `_`, a star for any
 * ending. Languages in their order: English, Welsh, Polish, Romanian, Ukrainian, Arabic, Urdu, Punjabi, Spanish,
 * French, German. Accents may be left out: both sides are folded.
 */
export interface Vocabulary {
  /** What it is about. A lesson or an article about the same thing has these too. */
  readonly topic: string
  /** What someone says who offers it or wants it. */
  readonly doing: string
  /** What hardly anybody says but a page that does it. */
  readonly only: string
}
