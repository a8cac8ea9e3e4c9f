/**
 * Pages that are told by what they say: adult, hateful, violent, self-harm, drugs, gambling. Words are one family, whatever
 * part of the page they stand in: alone they make a page `suspected`. It takes its address or how it is built beside
 * them to be `sure`.
 */
import type { Evidence, Finding } from '../../policy/finding.ts'
import type { Signals } from '../signals.ts'
import { hostTells } from './address.ts'
import { buildOf, type Build } from './build.ts'
import { signsBeside, type Weighed } from './signs-of.ts'
import { tallyOf, type Tally } from './tally.ts'
import { weighWords, type WordWeight } from './weigh-words.ts'

const KINDS = ['adult', 'hate', 'violence', 'self-harm', 'drugs', 'gambling', 'unblocker-list'] as const
type Kind = (typeof KINDS)[number]

/**
 * How much words have to say: beside a sign that goes with this kind alone, beside one that other pages have too, with
 * nothing beside them, and to be looked at again.
 */
const BARS = { besideOwn: 3.5, besideCommon: 6, alone: 4.5, hint: 3 }
/** A sign that goes with one kind weighs this; lighter ones stand on other pages too. */
const OWN = 2
const HOST_WEIGHT = 2
const MOST_EVIDENCE = 12

export function scoreWords(signals: Signals): Finding[] {
  const tally = tallyOf(signals)
  let build: Build | undefined
  return KINDS.flatMap((kind) => {
    const { weight, terms } = weighed(tally, kind)
    if (weight < BARS.hint) return []
    build ??= buildOf(signals)
    const beside = besideWords(kind, signals, build)
    const words = { family: 'words', sign: `says-${kind}`, detail: `${terms} terms`, weight } as const
    const sureness = surenessOf(kind, weight, beside)
    const evidence = [words, ...beside].slice(0, MOST_EVIDENCE).map(asEvidence)
    return [{ kind, sureness, evidence }]
  })
}

const asEvidence = ({ family, sign, detail }: Weighed): Evidence =>
  detail === undefined ? { family, sign } : { family, sign, detail }

/** A list of ways round says what the ways say, beside its own words. */
function weighed(tally: Tally, kind: Kind): WordWeight {
  const own = weighWords(tally, kind)
  if (kind !== 'unblocker-list') return own
  const ways = weighWords(tally, 'unblocker')
  return { weight: own.weight + ways.weight, terms: own.terms + ways.terms }
}

/** What only speaks of ways round is an article or a question: no suspicion stands on that. */
const NOT_BY_WORDS_ALONE: readonly Kind[] = ['unblocker-list']

function surenessOf(kind: Kind, words: number, beside: readonly Weighed[]): Finding['sureness'] {
  const strongest = beside[0]?.weight ?? 0
  if (strongest > 0 && words >= (strongest >= OWN ? BARS.besideOwn : BARS.besideCommon)) return 'sure'
  return words >= BARS.alone && !NOT_BY_WORDS_ALONE.includes(kind) ? 'suspected' : 'hint'
}

function besideWords(kind: Kind, signals: Signals, build: Build): Weighed[] {
  const name = hostTells(signals.url, kind)
  const address: Weighed[] =
    name === null ? [] : [{ family: 'address', sign: 'host-says-it', detail: name, weight: HOST_WEIGHT }]
  return [...address, ...signsBeside(kind, build, signals)].sort((a, b) => b.weight - a.weight)
}
