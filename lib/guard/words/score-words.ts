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

/**
 * How much words have to say: beside a sign that goes with this kind alone, beside one that other pages have too, with
 * nothing beside them, and to be looked at again.
 */
const BARS = { besideOwn: 4, besideCommon: 7, alone: 5, hint: 3 }
/** A sign that goes with one kind weighs this; lighter ones stand on other pages too. */
const OWN = 2
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
  const strongest = beside[0]?.weight ?? 0
  if (strongest > 0 && words >= (strongest >= OWN ? BARS.besideOwn : BARS.besideCommon)) return 'sure'
  return words >= BARS.alone ? 'suspected' : 'hint'
}

function besideWords(kind: Kind, signals: Signals, build: Build): Weighed[] {
  const name = hostTells(signals.url, kind)
  const address: Weighed[] =
    name === null ? [] : [{ family: 'address', sign: 'host-says-it', detail: name, weight: HOST_WEIGHT }]
  return [...address, ...signsBeside(kind, build, signals)].sort((a, b) => b.weight - a.weight)
}
