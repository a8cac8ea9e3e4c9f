/**
 * The marker rule: it never matches, and it says which policy, lists and time the applied rules were compiled for
 * and how many rules each layer has. So "is this applied?" and "which ids must go?" are answered by reading one
 * small rule; reading large rules back is slow (0.7 s for 600,000 names in Chromium 156).
 */
import { LAYERS, priorityOf, SETS, type LayerName, type SetName } from './ids.ts'

type Rule = chrome.declarativeNetRequest.Rule

/** How many rules each dynamic layer has; ids in a layer are consecutive from its first. */
export type LayerCounts = Partial<Record<LayerName, number>>

/** `.invalid` never resolves (RFC 2606), so nothing is ever loaded from here. */
const HOST = 'marker.kerb.invalid'
const SHAPE = /^\|https:\/\/marker\.kerb\.invalid\/([^/]+)\/([^/]*)\/$/

/** The rule that carries `marker` and the size of each layer. */
export function markerRule(set: SetName, marker: string, counts: LayerCounts): Rule {
  const sizes = Object.entries(counts).map(([layer, count]) => `${layer}=${count}`)
  return {
    id: SETS[set],
    priority: priorityOf('marker'),
    action: { type: 'block' },
    condition: {
      urlFilter: `|https://${HOST}/${encodeURIComponent(marker)}/${sizes.join('&')}/`,
      requestDomains: [HOST],
      resourceTypes: ['other'],
    },
  }
}

/** Reads a marker rule back; undefined when it is not one of ours. */
export function readMarker(rule: Rule | undefined): { marker: string; counts: LayerCounts } | undefined {
  const found = SHAPE.exec(rule?.condition.urlFilter ?? '')
  if (!found) return undefined
  const counts: LayerCounts = {}
  for (const pair of (found[2] ?? '').split('&').filter(Boolean)) {
    const [layer = '', count = ''] = pair.split('=')
    if (!(layer in LAYERS) || !/^\d+$/.test(count)) return undefined
    counts[layer as LayerName] = Number(count)
  }
  return { marker: decodeURIComponent(found[1] ?? ''), counts }
}

/** Every rule id that a set with these counts uses, the marker's own included. */
export function idsOf(set: SetName, counts: LayerCounts): number[] {
  const ids: number[] = [SETS[set]]
  for (const [layer, count] of Object.entries(counts)) {
    const first = LAYERS[layer as LayerName].ids[0]
    for (let i = 0; i < count; i++) ids.push(first + i)
  }
  return ids
}
