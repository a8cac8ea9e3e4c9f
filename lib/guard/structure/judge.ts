/**
 * From signs to a finding. Within a family the strongest sign counts whole and the others half: more of the same is
 * not more evidence. `sure` takes two families that each weigh something, one of them hard.
 */
import type { Evidence, Family, Finding, Sureness } from '../../policy/finding.ts'
import type { FoundKind } from '../../policy/found-kinds.ts'

export interface Sign {
  readonly family: Family
  readonly weight: number
}
/** A sign that was seen, with what a person would check. */
export interface Seen<Name extends string = string> {
  readonly sign: Name
  readonly detail?: string | undefined
}
/** How much of all that weighs makes what. */
export interface Bars {
  readonly sure: number
  readonly suspected: number
  readonly hint: number
}

/** What anybody can write on a page, or where a page happens to lie: no suspicion stands on these alone. */
const SOFT: readonly Family[] = ['words', 'brand', 'place']
/** Lighter than this, a family supports others but is no evidence of its own. */
const INDEPENDENT = 1.5
const MOST_OF_A_FAMILY = 4
const MOST_EVIDENCE = 12
const LONGEST_DETAIL = 120

/** What the signs make of a page, or null when it is not worth a second look. */
export function judge<Name extends string>(
  kind: FoundKind,
  signs: Readonly<Record<Name, Sign>>,
  bars: Bars,
  seen: readonly Seen<Name>[],
): Finding | null {
  const strongest = once(seen).sort((a, b) => signs[b.sign].weight - signs[a.sign].weight)
  const families = new Map<Family, number>()
  const heads = new Map<Family, number>()
  for (const { sign } of strongest) {
    const { family, weight } = signs[sign]
    const before = families.get(family)
    if (before === undefined) heads.set(family, weight)
    families.set(
      family,
      Math.min(MOST_OF_A_FAMILY, (before ?? 0) + (before === undefined ? weight : weight / 2)),
    )
  }
  const sureness = weigh(families, heads, bars)
  if (sureness === null) return null
  const evidence = strongest.slice(0, MOST_EVIDENCE).map((one) => asEvidence(one, signs[one.sign].family))
  return { kind, sureness, evidence }
}

function weigh(families: Map<Family, number>, heads: Map<Family, number>, bars: Bars): Sureness | null {
  const total = [...families.values()].reduce((sum, weight) => sum + weight, 0)
  const independent = [...heads].filter(([, weight]) => weight >= INDEPENDENT)
  const isHard = independent.some(([family]) => !SOFT.includes(family))
  if (isHard && independent.length >= 2 && total >= bars.sure) return 'sure'
  if (isHard && total >= bars.suspected) return 'suspected'
  return total >= bars.hint ? 'hint' : null
}

const once = <Name extends string>(seen: readonly Seen<Name>[]): Seen<Name>[] => [
  ...new Map(seen.toReversed().map((one) => [one.sign, one])).values(),
]

const asEvidence = ({ sign, detail }: Seen, family: Family): Evidence =>
  detail === undefined || detail === ''
    ? { family, sign }
    : { family, sign, detail: detail.slice(0, LONGEST_DETAIL) }
