/** A row that a school is held to, in our own words, and who serves it. */

/** What live facts stand under a row. */
const EVIDENCE = [
  'people',
  'reviews',
  'policy',
  'groups',
  'changes',
  'checks',
  'fleet',
  'illegal',
  'lists',
  'requests',
  'looks',
  'concerns',
  'agreement',
  'recording',
  'keeping',
  'figures',
  'found',
] as const
export type EvidenceId = (typeof EVIDENCE)[number]

export interface Row {
  /** As in docs/scorecard.md. */
  readonly id: string
  readonly asks: string
  /** `kerb`: the facts below show it. `both`: people in school do the rest. `school`, `other`: Kerb cannot. */
  readonly by: 'kerb' | 'school' | 'both' | 'other'
  readonly how: string
  readonly evidence: readonly EvidenceId[]
}

/** `row('D1', 'both', 'what is asked', 'how', 'people')` */
export const row = (
  id: string,
  by: Row['by'],
  asks: string,
  how: string,
  ...evidence: readonly EvidenceId[]
): Row => ({ id, by, asks, how, evidence })
