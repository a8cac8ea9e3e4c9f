/** Drafts as a whole set of rules: numbered, counted, and marked. */
import type { Draft, Rule } from './draft.ts'
import { LAYERS, type LayerName, type SetName } from './ids.ts'
import { markerRule, type LayerCounts } from './marker.ts'

export interface CompiledRules {
  /** The whole set, the marker rule included. */
  readonly rules: Rule[]
  /** Changes whenever the rules do. */
  readonly marker: string
  readonly counts: RuleCounts
}

export interface RuleCounts {
  readonly rules: number
  /** Host names over all rules. */
  readonly domains: number
  readonly regexes: number
  /** Rules that redirect or change headers. */
  readonly unsafe: number
  readonly layers: LayerCounts
}

/** Gives each layer's rules the consecutive ids of its range, in order, and adds the set's marker. */
export function numbered(set: SetName, marker: string, all: readonly Draft[]): CompiledRules {
  const sizes: LayerCounts = {}
  const own = all.map(({ layer, priority, action, condition }) => {
    const id = nextId(layer, sizes)
    return { id, priority, action, condition }
  })
  const rules = [markerRule(set, marker, sizes), ...own]
  return { rules, marker, counts: counted(rules, sizes) }
}

function nextId(layer: LayerName, sizes: LayerCounts): number {
  const [first, last] = LAYERS[layer].ids
  const used = sizes[layer] ?? 0
  if (first + used > last)
    throw new RangeError(`The policy needs more than ${used} rules in the layer ${layer}`)
  sizes[layer] = used + 1
  return first + used
}

function counted(rules: readonly Rule[], sizes: LayerCounts): RuleCounts {
  const isUnsafe = ({ action }: Rule) => action.type === 'redirect' || action.type === 'modifyHeaders'
  return {
    rules: rules.length,
    domains: rules.reduce(
      (sum, { condition: { requestDomains = [], excludedRequestDomains = [] } }) =>
        sum + requestDomains.length + excludedRequestDomains.length,
      0,
    ),
    regexes: rules.filter(({ condition }) => condition.regexFilter !== undefined).length,
    unsafe: rules.filter(isUnsafe).length,
    layers: sizes,
  }
}
