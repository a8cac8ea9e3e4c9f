/** Who has a concern in hand, as far as a member's signature says so, and to whom it can be handed. */
import { type Hand, isSignedHand, signHand } from '../protocol/concern-hands.ts'
import { momentSchema } from '../protocol/moment.ts'
import type { WaitingConcern } from '../protocol/concerns.ts'
import type { MemberKey } from '../protocol/safeguarding-keys.ts'
import type { OwnKey } from './member-key.ts'
import { audienceOf, mayWrite, type Readable } from './notes.ts'
import type { TeamLedger } from './team-ledger.ts'

/** `unproved`: by the server's word alone. */
export type Holder =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unproved' }
  | {
      readonly kind: 'held'
      readonly to: string
      readonly name: string
      readonly by: string
      readonly at: number
    }

/** Who has an opened concern in hand. Who may not read it takes and gives nothing, whatever they have signed. */
export async function holderOf(opened: Readable, ledger: TeamLedger): Promise<Holder> {
  const { id, hand } = opened.waiting
  if (hand && !(mayWrite(opened, hand.by, ledger) && mayWrite(opened, hand.to, ledger)))
    return { kind: 'unproved' }
  return claimOf(id, hand, ledger)
}

/** What a member says of a concern that is not open here: whether they may read it is not known. */
export async function claimOf(concern: string, hand: Hand | undefined, ledger: TeamLedger): Promise<Holder> {
  if (!hand) return { kind: 'nobody' }
  const [to, by] = [ledger.who.get(hand.to), ledger.who.get(hand.by)]
  const isInTime = hand.at < (ledger.ended.get(hand.by) ?? Infinity)
  const isTime = momentSchema.safeParse(hand.at).success
  if (!isTime || !to || !by || !isInTime) return { kind: 'unproved' }
  if (!(await isSignedHand(concern, hand, by.sign))) return { kind: 'unproved' }
  // Whose key has ended has nothing in hand any more.
  if (!ledger.keys.some(({ id }) => id === hand.to)) return { kind: 'nobody' }
  return { kind: 'held', to: hand.to, name: to.name, by: by.name, at: hand.at }
}

/** Colleagues who may read it now, each person once, with the key that they made last. */
export function handOptions(me: MemberKey, concern: Readable, keys: readonly MemberKey[]): MemberKey[] {
  const later = new Set(concern.waiting.later)
  const may = audienceOf(concern, keys).filter(({ id, name }) => !later.has(id) && name !== me.name)
  return [...new Map(may.map((key) => [key.name, key])).values()]
}

/** Names of those who were to read it later and may not yet. */
export const laterNames = (concern: Readable, keys: readonly MemberKey[]): string[] => {
  const later = new Set(concern.waiting.later)
  return [...new Set(audienceOf(concern, keys).flatMap(({ id, name }) => (later.has(id) ? [name] : [])))]
}

/** Takes a concern in hand or hands it on. */
export const handTo = (
  me: OwnKey,
  { id, hand }: Pick<WaitingConcern, 'id' | 'hand'>,
  to: string,
  at: number,
): Promise<Hand> => signHand(id, { number: (hand?.number ?? 0) + 1, to, at, by: me.id }, me.signKey)
