/** What changes between two policy documents, in lines that a person reads before publishing. */
import { facts, type Fact } from './compare-facts.ts'
import type { PolicyDocument } from './document.ts'

export interface PolicyChange {
  /** Where: `year-9, category games`. */
  readonly what: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before?: string
  readonly after?: string
  /** Whether it lets more through, less, or neither can be said so simply. */
  readonly effect: 'looser' | 'stricter' | 'other'
}

/** The changes, in the order of the document. Version and time of issue are not policy and are left out. */
export function comparePolicies(before: PolicyDocument, after: PolicyDocument): PolicyChange[] {
  const old = new Map(facts(before))
  const now = new Map(facts(after))
  const changes: PolicyChange[] = []
  for (const [what, fact] of now) {
    const was = old.get(what)
    if (was !== undefined && was.text !== fact.text)
      changes.push({ what, kind: 'changed', before: was.text, after: fact.text, effect: effectOf(was, fact) })
    if (was === undefined && fact.usual !== true)
      changes.push({ what, kind: 'added', after: fact.text, effect: effectOf(undefined, fact) })
  }
  for (const [what, fact] of old)
    if (!now.has(what) && fact.usual !== true)
      changes.push({ what, kind: 'removed', before: fact.text, effect: effectOf(fact, undefined) })
  return changes
}

/** Lines of a comparison that name somebody. */
const ABOUT_PERSON = /^(person|suspension|unblock) /

/** Whether a change names somebody: such lines are only counted for whoever need not know whom. */
export const isAboutPerson = ({ what }: PolicyChange): boolean => ABOUT_PERSON.test(what)

/** `~ year-9, category games: block → warn (looser)` */
export function describeChange({ what, kind, before, after, effect }: PolicyChange): string {
  const mark = { added: '+', removed: '-', changed: '~' }[kind]
  const value = kind === 'changed' ? `${before} → ${after}` : (before ?? after ?? '')
  return `${mark} ${what}${value === '' ? '' : `: ${value}`}${effect === 'other' ? '' : ` (${effect})`}`
}

function effectOf(before: Fact | undefined, after: Fact | undefined): PolicyChange['effect'] {
  const both = before?.level !== undefined && after?.level !== undefined
  const change = both
    ? (after.level ?? 0) - (before.level ?? 0)
    : (after?.member ?? 0) - (before?.member ?? 0)
  return change === 0 ? 'other' : change > 0 ? 'looser' : 'stricter'
}
