/**
 * The one registry of declarativeNetRequest rule ids and priorities. Every rule of ours is in a layer; a layer is a
 * range of ids and a band of priorities, and the order of the bands is the precedence of `decide`
 * (docs/adr/0003-precedence.md).
 *
 * Within one extension the highest priority wins over all its rulesets, dynamic and session; at the same priority
 * allow beats allowAllRequests beats block beats redirect. A header rule is only applied when its priority is higher
 * than that of the allow rule that matched, so header rules stand above everything.
 *
 * Priorities stay below 2^24: Chromium shifts them left by 8 in 32 bits, so higher ones wrap round and order wrongly
 * (Chromium 156, found by the equivalence test).
 */
export interface Layer {
  /** First and last rule id. */
  readonly ids: readonly [first: number, last: number]
  /** Lowest and highest priority. */
  readonly priority: readonly [low: number, high: number]
  /** Session rules end with the browser; dynamic rules outlive it. */
  readonly kind: 'dynamic' | 'session'
}

const dynamic = (ids: Layer['ids'], priority: Layer['priority']): Layer => ({
  ids,
  priority,
  kind: 'dynamic',
})
const session = (ids: Layer['ids'], priority: Layer['priority']): Layer => ({
  ids,
  priority,
  kind: 'session',
})

/** Mildest first. Gaps are room for what is still to come between two layers. */
export const LAYERS = {
  /** For each set one rule that never matches and says what is applied. */
  marker: dynamic([1, 9], [1, 1]),
  /** Unknown hosts where they are warned about. */
  unknownWarned: dynamic([10, 49], [100, 100]),
  warned: dynamic([1_000, 1_999], [300, 300]),
  /** Of the set `lists`, as the next with its name: hosts of the index that must be closed with the worker cold. */
  carriedWarned: dynamic([5_000, 5_099], [310, 310]),
  quarantineWarned: dynamic([3_700, 3_899], [350, 350]),
  /** Warnings a person continued past: lifts the two above and nothing that blocks. */
  continued: session([1_900_000, 1_999_999], [400, 400]),
  /** Unknown hosts where they are blocked. */
  unknownBlocked: dynamic([50, 99], [450, 450]),
  blocked: dynamic([2_000, 2_999], [500, 500]),
  carried: dynamic([5_100, 5_199], [550, 550]),
  /** Of the set `quarantine`, as the two with its name: hosts found to be something that the school closes. */
  quarantine: dynamic([3_000, 3_699], [600, 600]),
  /** Their pages start no workers where they are warned about. Nothing that is opened above is touched. */
  quarantineWorkers: dynamic([3_900, 3_999], [650, 650]),
  /** The same for hosts that are only watched; and where workers would be fetched from, of both. */
  workers: session([1_800_000, 1_800_999], [660, 660]),
  neverBlock: dynamic([4_000, 4_999], [700, 700]),
  /** Inside the band, the more specific entry stands higher: see `entryPriority`. */
  own: dynamic([100_000, 499_999], [1_000, 999_999]),
  unblock: dynamic([500_000, 599_999], [1_000_000, 1_000_000]),
  /** A set of its own: see `SETS`, and lesson-set.ts. */
  lesson: session([700_000, 709_999], [1_100_000, 1_100_000]),
  agreement: dynamic([670_000, 670_999], [1_150_000, 1_150_000]),
  suspension: dynamic([600_000, 609_999], [1_200_000, 1_200_000]),
  /** Categories that nobody can switch off. */
  locked: dynamic([660_000, 660_999], [1_250_000, 1_250_000]),
  needed: dynamic([610_000, 619_999], [1_300_000, 1_300_000]),
  lifeline: dynamic([620_000, 629_999], [1_400_000, 1_400_000]),
  illegal: dynamic([630_000, 639_999], [1_500_000, 1_500_000]),
  /** Redirects of search pages to their safe selves; the page they lead to is judged again by all of the above. */
  safeSearch: dynamic([640_000, 644_999], [1_600_000, 1_600_000]),
  /** Searches in the body of a request; above the redirects, which would take the body along. */
  posted: dynamic([680_000, 680_999], [1_620_000, 1_620_000]),
  /** Redirects that undo percent-encoded letters where paths are compared. */
  decode: dynamic([645_000, 649_999], [1_650_000, 1_650_000]),
  headers: dynamic([650_000, 659_999], [1_700_000, 1_700_000]),
} as const satisfies Record<string, Layer>

export type LayerName = keyof typeof LAYERS

/** Dynamic rules are swapped a set at a time; each is marked by a rule of its own. */
export const SETS = { policy: 1, lesson: 2, quarantine: 3, lists: 4 } as const satisfies Record<
  string,
  number
>
export type SetName = keyof typeof SETS

/** The layers that are not of the policy's set. */
const SET_OF: Partial<Record<LayerName, SetName>> = {
  lesson: 'lesson',
  carried: 'lists',
  carriedWarned: 'lists',
  quarantine: 'quarantine',
  quarantineWarned: 'quarantine',
  quarantineWorkers: 'quarantine',
}

/** Which set a dynamic rule belongs to. */
export function setOf(id: number): SetName {
  const marked = Object.entries(SETS).find(([, marker]) => marker === id)
  if (marked) return marked[0] as SetName
  const layer = layerOf(id)
  return (layer && SET_OF[layer]) ?? 'policy'
}

/** The priority of a layer that has only one. */
export const priorityOf = (layer: LayerName): number => LAYERS[layer].priority[0]

/** The layer a rule id belongs to, for messages and for finding what a refused rule would have done. */
export function layerOf(id: number): LayerName | undefined {
  const found = Object.entries(LAYERS).find(([, { ids }]) => id >= ids[0] && id <= ids[1])
  return found?.[0] as LayerName | undefined
}

/** The first priority that wraps round. */
export const PRIORITY_END = 2 ** 24

/** Browser limits (Chromium 156; chrome.declarativeNetRequest constants). */
export const LIMITS = {
  dynamicRules: 30_000,
  /** Rules that redirect or change headers. */
  unsafeRules: 5_000,
  sessionRules: 5_000,
  regexRules: 1_000,
} as const
