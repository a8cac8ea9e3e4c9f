/**
 * The policy as one installation may read it. The published document names people (who is in which group, whose
 * browsing is suspended); a device gets only what concerns the person who is using it, and an installation that
 * nobody confirmed gets nothing about anybody.
 */
import type { PolicyDocument } from '../../lib/policy/document.ts'

/** `person`: the name that a confirmed installation claims, or null for everybody else. */
export function narrowPolicy(document: PolicyDocument, person: string | null): PolicyDocument {
  const name = person?.trim().toLowerCase() ?? null
  const isTheirs = (somebody: string) => name !== null && somebody.trim().toLowerCase() === name
  const group = name === null ? undefined : document.people[name]
  return {
    ...document,
    people: name !== null && group !== undefined ? { [name]: group } : {},
    unblocks: document.unblocks.filter((u) => u.forPerson === undefined || isTheirs(u.forPerson)),
    suspensions: document.suspensions.filter((s) => isTheirs(s.person)),
  }
}
