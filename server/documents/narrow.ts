/**
 * The policy as one installation may read it. The published document names people (who is in which group, whose
 * browsing is suspended); a device gets only what concerns the person who is using it, and an installation that
 * nobody confirmed gets nothing about anybody. The document says which, so that a device does not take silence about
 * somebody for “nothing to say”.
 */
import type { PolicyDocument, Unblock } from '../../lib/policy/document.ts'

/**
 * The name that a confirmed installation claims, null where it claims none; `withheld` is everybody else. `opened`: what
 * the school has opened for that person, besides what it has published.
 */
export type Reader = { readonly person: string | null; readonly opened?: readonly Unblock[] } | 'withheld'

export function narrowPolicy(document: PolicyDocument, reader: Reader): PolicyDocument {
  const name = reader === 'withheld' ? null : (reader.person?.trim().toLowerCase() ?? null)
  const isTheirs = (somebody: string) => name !== null && somebody.trim().toLowerCase() === name
  const group = name === null ? undefined : document.people[name]
  return {
    ...document,
    narrowed: reader === 'withheld' ? 'withheld' : 'reader',
    people: name !== null && group !== undefined ? { [name]: group } : {},
    unblocks: [
      ...document.unblocks.filter((u) => u.forPerson === undefined || isTheirs(u.forPerson)),
      ...(reader === 'withheld' ? [] : (reader.opened ?? [])),
    ],
    suspensions: document.suspensions.filter((s) => isTheirs(s.person)),
  }
}
