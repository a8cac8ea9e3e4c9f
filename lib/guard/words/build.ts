/** How a page is built that goes with what it says: tiles of films, a gate, a table of odds, a shop by the gram. */
import type { Signals } from '../signals.ts'
import { countSaying } from './controls.ts'
import { tallyText, type Tally } from './tally.ts'
import type { Subject } from './vocabularies.ts'

/** Counted in a page, whatever it is about. */
export interface Build {
  readonly durations: number
  readonly tiles: number
  readonly gate: number
  readonly odds: number
  readonly basket: number
  readonly prices: number
  readonly portions: number
  readonly stake: number
  readonly forum: number
  readonly social: number
  readonly join: number
  readonly tags: readonly string[]
  readonly figures: number
  readonly players: number
}

const DURATION = /(?<![\d:.])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:])/g
const ODDS = /(?<![\d/.,-])(?:\d{1,3}\/\d{1,2}|\d{1,2}[.,]\d{2})(?![\d/.,%-])/g
const PRICE =
  /(?:[£€$₴₹]|zł|lei|ron|грн|دينار|ريال|درهم|روپے|ਰੁਪਏ)\s?\d|\d\s?(?:[£€$₴₹]|zł|lei|ron\b|eur\b|usd\b|gbp\b|грн|pln\b|دينار|ريال|درهم|روپے|ਰੁਪਏ|btc\b)/giu
const PORTION =
  /(?<![\d.,])\d{1,4}(?:[.,]\d)?\s?(?:g|gr|grams?|gram|gramau|gramów|grame|gramos|grammes|gramm|mg|µg|ug|oz|ounces?|pills|pcs|tabs|грам\p{L}*|г|мг|غرام|جرام|ملغ|گرام|ਗ੍ਰਾਮ|sztuk|szt|buc|шт)(?![\p{L}\d])/giu
/** `CW: 54`, `UGW 42 kg`: how somebody counts herself down, in any language's letters before a weight. */
const FIGURES =
  /(?<![\p{L}])(?:cw|gw|hw|lw|ugw|sw|bmi)\s?[:=\d-]\s?\d*|\d{2,3}(?:[.,]\d)?\s?(?:kg|lbs?|st|кг|كغ|كجم|کلو|ਕਿਲੋ)(?![\p{L}])|\d{1,4}\s?(?:kcal|cals?|calories|ккал|سعره|کیلوری|ਕੈਲੋਰੀ|calorii|kalorii|calorias|kalorien|calori)(?![\p{L}])/giu

const matches = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0

export function buildOf(signals: Signals): Build {
  const { labels, links, words } = signals
  const buttons = [...labels, ...links.texts]
  const text = [words, ...labels, ...links.texts].join(' \n ')
  return {
    durations: matches(DURATION, text),
    tiles: signals.tiles,
    gate: countSaying('gate', buttons),
    odds: matches(ODDS, [...labels, ...links.texts].join(' ')) + Math.floor(matches(ODDS, words) / 3),
    basket: countSaying('basket', buttons),
    prices: matches(PRICE, text),
    portions: matches(PORTION, text),
    stake: countSaying('stake', labels) + (signals.inputs.money ? 1 : 0),
    forum: countSaying('forum', buttons),
    social: countSaying('social', buttons),
    join: countSaying('join', labels),
    tags: links.texts.filter((link) => /^#[\p{L}\p{M}\p{N}_]+$/u.test(link.trim())),
    figures: matches(FIGURES, text),
    players: signals.video.count + signals.frames.length,
  }
}

/** Tags by which a page files itself under a subject. */
export function tagsOf(tags: readonly string[], subject: Subject): number {
  return tags.filter((tag) => isOf(tallyText(tag.slice(1).replaceAll('_', ' ')), subject)).length
}

const isOf = ({ of }: Tally, subject: Subject): boolean =>
  of(subject, 'topic') + of(subject, 'doing') + of(subject, 'only') > 0
