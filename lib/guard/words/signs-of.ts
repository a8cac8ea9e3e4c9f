/** Which signs of build and behaviour go with which kind, and what each weighs as evidence beside words. */
import type { Evidence } from '../../policy/finding.ts'
import type { Signals } from '../signals.ts'
import { tagsOf, type Build } from './build.ts'
import type { Subject } from './vocabularies.ts'

export interface Weighed extends Evidence {
  readonly weight: number
}

const structure = (sign: string, weight: number, detail?: number | string): Weighed => ({
  family: 'structure',
  sign,
  weight,
  ...(detail === undefined ? {} : { detail: String(detail) }),
})

type Looks = (build: Build, signals: Signals) => (Weighed | false)[]

const gate: Looks = ({ gate: said }) => [said > 0 && structure('age-gate', 2)]
const films: Looks = ({ durations, tiles }) => [
  durations >= 6 && tiles >= 6 && structure('film-tiles', 2, Math.min(durations, tiles)),
]
const wall: Looks = ({ tiles }, { textLength }) => [
  tiles >= 12 && textLength < 6_000 && structure('picture-wall', 1.5, tiles),
]
const talk: Looks = ({ forum, social }) => [
  forum >= 2 && structure('posts', 1.5, forum),
  social >= 2 && structure('shared-posts', 1.5, social),
]
const player: Looks = ({ players }) => [players > 0 && structure('player', 1.5, players)]
const shop: Looks = ({ basket, prices }) => [basket > 0 && prices >= 3 && structure('shop', 1.5, prices)]

const LOOKS: Readonly<Partial<Record<Subject, readonly Looks[]>>> = {
  adult: [gate, films, wall, player, talk, shop],
  violence: [gate, films, wall, player, talk],
  hate: [talk, shop, player, ({ join }) => [join > 0 && structure('recruits', 1.5, join)]],
  'self-harm': [
    talk,
    wall,
    player,
    ({ figures }) => [figures >= 4 && structure('counts-itself-down', 2, figures)],
  ],
  drugs: [
    shop,
    gate,
    talk,
    ({ portions, prices }) => [portions >= 3 && prices >= 3 && structure('sold-by-weight', 2, portions)],
  ],
  'unblocker-list': [(build, signals) => sendsAway(build, signals)],
  gambling: [
    ({ odds }) => [odds >= 8 && structure('table-of-odds', 2, odds)],
    ({ stake }) => [stake > 0 && structure('stakes', stake >= 2 ? 2 : 1.5, stake)],
    talk,
    wall,
    (_, { canvas, acts }) => [
      canvas.share >= 0.3 && acts.animation >= 20 && { family: 'behaviour', sign: 'play-field', weight: 2 },
    ],
    gate,
  ],
}

/** Hosts written into a text: `maple12.example`. */
const WRITTEN = /(?<![@\w./-])(?:[a-z0-9-]{2,40}\.){1,3}[a-z]{2,10}(?![\w@(])/g
const LEAST_HOSTS = 8
/** Characters that a page says for each site it sends people to, when it is a list and no article. */
const SHORT_ENTRY = 150

const sendsAway: Looks = (_, { links, words, textLength }) => {
  const { length } = links.hosts
  const written = new Set(words.toLowerCase().match(WRITTEN)).size
  return [
    length >= LEAST_HOSTS && textLength < length * SHORT_ENTRY && structure('sends-away', 2, length),
    written >= LEAST_HOSTS &&
      textLength < written * SHORT_ENTRY &&
      structure('names-written-out', 2, written),
  ]
}

/** Signs beside the words, strongest first. */
export function signsBeside(subject: Subject, build: Build, signals: Signals): Weighed[] {
  const tags = tagsOf(build.tags, subject)
  const seen = (LOOKS[subject] ?? []).flatMap((looks) => looks(build, signals))
  if (tags >= 3) seen.push(structure('filed-under', 1.5, tags))
  return seen.filter((sign) => sign !== false).sort((a, b) => b.weight - a.weight)
}
