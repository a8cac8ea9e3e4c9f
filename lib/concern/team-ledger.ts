/** Which keys the team has: what the school server offers, held against what is pinned and what was seen before. */
import {
  goesOnFrom,
  type KeyRole,
  type Ledger,
  type LedgerFault,
  type MemberKey,
  readLedger,
  fingerprintOf,
} from '../protocol/safeguarding-keys.ts'

/** Why the server's ledger is not believed. */
export type LedgerRefusal =
  | LedgerFault
  /** It takes back statements that were here before. */
  | 'shorter'
  /** No fingerprint is pinned on this device, so nothing tells a true ledger from a false one. */
  | 'unpinned'

/** Somebody who joined at some time. */
export interface Known {
  readonly name: string
  readonly role: KeyRole
  /** The point that tells what they signed. */
  readonly sign: string
}

export interface TeamLedger {
  /** In force by the longest ledger that was believed, in the order in which they joined. */
  readonly keys: readonly MemberKey[]
  /** The names of its statements. */
  readonly names: readonly string[]
  /** The last of them; empty when there is none. */
  readonly last: string
  /** Everybody who ever joined, by fingerprint. */
  readonly who: ReadonlyMap<string, Known>
  /** When keys ended. */
  readonly ended: ReadonlyMap<string, number>
  readonly statements: Ledger
  readonly refused?: LedgerRefusal
}

export const NO_LEDGER: TeamLedger = {
  keys: [],
  names: [],
  last: '',
  who: new Map(),
  ended: new Map(),
  statements: [],
}

interface Against {
  /** The pinned fingerprint of the first key. */
  readonly root: string | undefined
  /** The longest ledger that was believed before. */
  readonly seen: Ledger
}

/** @param offered what the server handed on; null when it was not reached */
export async function readTeam(offered: Ledger | null, { root, seen }: Against): Promise<TeamLedger> {
  if (root === undefined) return offered?.length ? { ...NO_LEDGER, refused: 'unpinned' } : NO_LEDGER
  const before = await readLedger(seen, root)
  const kept = before.ok ? await described(seen, before) : NO_LEDGER
  if (offered === null) return kept
  const now = await readLedger(offered, root)
  if (!now.ok) return { ...kept, refused: now.fault }
  if (before.ok && !goesOnFrom(before.names, now.names)) return { ...kept, refused: 'shorter' }
  return described(offered, now)
}

async function described(
  statements: Ledger,
  { keys, names }: { readonly keys: readonly MemberKey[]; readonly names: readonly string[] },
): Promise<TeamLedger> {
  const who = new Map<string, Known>()
  const ended = new Map<string, number>()
  for (const statement of statements) {
    if (statement.kind === 'end') ended.set(statement.key, statement.at)
    else {
      const { keys: points, name, role } = statement
      who.set(await fingerprintOf(points), { name, role, sign: points.sign })
    }
  }
  // A key that joined again has not ended.
  for (const { id } of keys) ended.delete(id)
  return { keys, names, last: names.at(-1) ?? '', who, ended, statements }
}

/** Whether the team would be left with a key of its own if this one ended. */
export const canEnd = ({ keys }: TeamLedger, id: string): boolean =>
  keys.some((key) => key.role === 'team' && key.id !== id)
