/**
 * Who reads a concern: whom the pupil chose, who comes next when nobody of them opens it in time, and who never may.
 * People are told apart by the name that pupils read: one person may have keys on two computers.
 */
import type { KeyRole, MemberKey } from '../protocol/safeguarding-keys.ts'
import type { ConcernKind } from './kinds.ts'

/** A key as the report's page knows it. */
export type Member = Pick<MemberKey, 'id' | 'name' | 'role' | 'seal'>

/** Somebody of the team, with every key of theirs. */
export interface Person {
  readonly name: string
  readonly role: KeyRole
}

/** `team`, `head`, `chair`, or one named person of the team. */
export type Whom = KeyRole | { readonly name: string }

export interface Choice {
  readonly whom: Whom
  /** Names of those who must not read it. */
  readonly not: readonly string[]
}

export interface Readers {
  readonly now: readonly Member[]
  /** Only when nobody of `now` opens it in the set time. */
  readonly later: readonly Member[]
}

/** Everybody with a key, each once, in the order of the ledger. */
export const peopleOf = (keys: readonly Member[]): Person[] => [
  ...new Map(keys.map(({ name, role }) => [`${role} ${name}`, { name, role }])).values(),
]

/** To whom a concern of this kind goes unless the pupil says otherwise: about an adult the head, where there is one. */
export const usualReader = (kind: ConcernKind, keys: readonly Member[]): KeyRole =>
  kind === 'adult' ? (roles(keys).find((role) => role !== 'team') ?? 'team') : 'team'

/** The roles that somebody has a key for, in the order in which a concern about an adult seeks them. */
export const roles = (keys: readonly Member[]): KeyRole[] =>
  (['head', 'chair', 'team'] as const).filter((role) => keys.some((key) => key.role === role))

/** What follows in time on whom: the chair is for what is about the head, so nothing goes back from there. */
const NEXT: Readonly<Record<KeyRole, readonly KeyRole[]>> = {
  team: ['head'],
  head: ['chair'],
  chair: [],
}

/** A concern with more is refused (lib/protocol/concerns.ts). */
const MOST_KEYS = 40

/** Null when nobody is left who may read it. */
export function readersOf(keys: readonly Member[], { whom, not }: Choice): Readers | null {
  const may = keys.filter(({ name }) => !not.includes(name))
  const now = may.filter((key) => isMeant(key, whom))
  if (now.length === 0) return null
  const role = typeof whom === 'string' ? whom : 'team'
  const names = new Set(now.map(({ name }) => name))
  // A person who is chosen alone is followed by the team; the team by the head; the head by the chair.
  const after: readonly KeyRole[] = typeof whom === 'string' ? NEXT[role] : ['team']
  const later = may.filter((key) => after.includes(key.role) && !names.has(key.name))
  // As many as a concern can be sealed to, those who read first before those who come later.
  return { now: now.slice(0, MOST_KEYS), later: later.slice(0, Math.max(0, MOST_KEYS - now.length)) }
}

const isMeant = ({ name, role }: Member, whom: Whom): boolean =>
  typeof whom === 'string' ? role === whom : name === whom.name && role === 'team'

/** How many people could look together at a name that is hidden. Two are needed. */
export const canHideName = ({ now, later }: Readers): boolean =>
  new Set([...now, ...later].map(({ name }) => name)).size >= 2
