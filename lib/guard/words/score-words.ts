/**
 * Pages that are told by what they say: adult, hateful, violent, self-harm, drugs, gambling. Words are one family, whatever
 * part of the page they stand in: alone they make a page `suspected`. It takes its address or how it is built beside
 * them to be `sure`.
 */
import type { Finding } from '../../policy/finding.ts'
import type { Signals } from '../signals.ts'
import { hostTells } from './address.ts'
import { buildOf, type Build } from './build.ts'
import { signsBeside, type Weighed } from './signs-of.ts'
import { tallyOf } from './tally.ts'
import { weighWords } from './weigh-words.ts'

const KINDS = ['adult', 'hate', 'violence', 'self-harm', 'drugs', 'gambling'] as const
type Kind = (typeof KINDS)[number]

/** How much words have to say: with something beside them, alone, and to be looked at again. */
const BARS = { beside: 4, alone: 5, hint: 3 }
/** Lighter than this, what stands beside words is no evidence of its own. */
const INDEPENDENT = 1.5
const HOST_WEIGHT = 2

export function scoreWords(signals: Signals): Finding[] {
  const tally = tallyOf(signals)
  let build: Build | undefined
  return KINDS.flatMap((kind) => {
    const { weight, terms } = weighWords(tally, kind)
    if (weight < BARS.hint) return []
    build ??= buildOf(signals)
    const beside = besideWords(kind, signals, build)
    const words = { family: 'words', sign: `says-${kind}`, detail: `${terms} terms`, weight } as const
    const sureness = surenessOf(weight, beside)
    const evidence = [words, ...beside].slice(0, 12).map(({ weight: _, ...one }) => one)
    return [{ kind, sureness, evidence }]
  })
}

function surenessOf(words: number, beside: readonly Weighed[]): Finding['sureness'] {
  if (words >= BARS.beside && beside.some(({ weight }) => weight >= INDEPENDENT)) return 'sure'
  return words >= BARS.alone ? 'suspected' : 'hint'
}

function besideWords(kind: Kind, signals: Signals, build: Build): Weighed[] {
  const name = hostTells(signals.url, kind)
  const address: Weighed[] =
    name === null ? [] : [{ family: 'address', sign: 'host-says-it', detail: name, weight: HOST_WEIGHT }]
  return [...address, ...signsBeside(kind, build, signals)]
}
