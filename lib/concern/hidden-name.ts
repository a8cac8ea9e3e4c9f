/** Who sent an unnamed concern: one member asks, another hands over a half, and the first opens it. */
import type { WaitingConcern } from '../protocol/concerns.ts'
import type { Wrap } from '../protocol/sealed.ts'
import type { MemberKey } from '../protocol/safeguarding-keys.ts'
import { readSealed, type Sender, senderSchema } from './content.ts'
import type { OwnKey } from './member-key.ts'
import { handOver, openWithTwo } from './two-keys.ts'

/** The members who asked and could open it with this member's half: in force by the ledger, not by the server's word. */
export const askers = (
  me: string,
  { asked, identity }: WaitingConcern,
  keys: readonly MemberKey[],
): MemberKey[] =>
  keys.filter(({ id }) => id !== me && asked.some(({ by }) => by === id) && isPair(identity, me, id))

/** The members who could hand a half to this one. */
export const partners = (me: string, { identity }: WaitingConcern, keys: readonly MemberKey[]): MemberKey[] =>
  keys.filter(({ id }) => id !== me && isPair(identity, me, id))

const isPair = (identity: WaitingConcern['identity'], one: string, other: string): boolean =>
  identity?.pairs.some(({ halves }) => [one, other].every((id) => halves.some(({ key }) => key === id))) ??
  false

/** This member's half for another; null when the two are no pair of this concern. */
export const halfFor = async (me: OwnKey, to: MemberKey, concern: WaitingConcern): Promise<Wrap | null> =>
  concern.identity ? handOver(me, to, concern.identity, concern.id) : null

/** Who sent it, from a half that was handed over; null when it does not fit. */
export async function openName(
  me: OwnKey,
  handed: { readonly by: string; readonly half: Wrap },
  { id, identity }: WaitingConcern,
): Promise<Sender | null> {
  return identity ? readSealed(senderSchema, await openWithTwo(me, handed, identity, id)) : null
}
