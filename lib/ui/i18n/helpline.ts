/** Whom a helpline is for and when it answers. English is in assets/lifelines.json, beside the facts themselves. */
import type { LifelineCard } from '../../messages/lifeline.ts'
import type { Words } from './words.ts'

export function helpline(
  { t }: Words,
  { id, forWhom, hours }: LifelineCard,
): { forWhom: string; hours?: string } {
  // The English file has no such section: what another language lacks is said in English.
  const say = (what: 'for' | 'hours', english: string): string =>
    id === undefined ? english : t(`helplines.${id}.${what}` as 'app.name', { defaultValue: english })
  return { forWhom: say('for', forWhom), ...(hours !== undefined && { hours: say('hours', hours) }) }
}
