/** What a member says in the key ledger: the first key of all, a key that joins, a key that ends. */
import {
  type KeyRole,
  type PublicKeys,
  signStatement,
  type Statement,
} from '../protocol/safeguarding-keys.ts'
import type { OwnKey } from './member-key.ts'

/** Where a statement stands: behind the one of this name, at this time. */
export interface Place {
  readonly last: string
  readonly at: number
}

/** The first key of a school vouches for itself; its fingerprint is then pinned by hand. */
export const firstJoin = ({ id, keys, signKey }: OwnKey, name: string, at: number): Promise<Statement> =>
  signStatement({ kind: 'join', keys, name, role: 'team', at, by: id, after: '' }, signKey)

/** @param who compared with its owner: the server alone says that it is theirs */
export const joinOf = (
  by: OwnKey,
  who: { readonly keys: PublicKeys; readonly name: string; readonly role: KeyRole },
  { last, at }: Place,
): Promise<Statement> => {
  const { keys, name, role } = who
  return signStatement({ kind: 'join', keys, name, role, at, by: by.id, after: last }, by.signKey)
}

export const endOf = (by: OwnKey, key: string, { last, at }: Place): Promise<Statement> =>
  signStatement({ kind: 'end', key, at, by: by.id, after: last }, by.signKey)
