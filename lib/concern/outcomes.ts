/** What can come of a concern, as case logs ask for it. */
export const OUTCOMES = [
  'none',
  'monitored',
  'parents',
  'early-help',
  'social-care',
  'police',
  'other',
] as const
export type Outcome = (typeof OUTCOMES)[number]
