/**
 * Who sent an unnamed concern: opened only by two members together. For each two of them the content key is split into a
 * random half and the rest (one is nothing without the other) and each half is sealed to one of the two.
 */
import type { Bytes } from '../protocol/bytes.ts'
import { utf8 } from '../protocol/bytes.ts'
import type { SealedIdentity } from '../protocol/concerns.ts'
import type { Wrap } from '../protocol/sealed.ts'
import { openBox, type Reader, type ReaderKey, sealBox, unwrap, wrapTo } from './seal.ts'

/** Seals JSON so that any two of the readers open it together. Throws with fewer than two. */
export async function sealToTwo(
  readers: readonly Reader[],
  content: unknown,
  concern: string,
): Promise<SealedIdentity> {
  if (readers.length < 2) throw new RangeError('two keys are needed to hide a name behind two keys')
  const { box, raw } = await sealBox(utf8(JSON.stringify(content)), `identity ${concern}`)
  const pairs = readers.flatMap((one, i) => readers.slice(i + 1).map((other) => [one, other] as const))
  return { ...box, pairs: await Promise.all(pairs.map(([one, other]) => split(raw, one, other, concern))) }
}

async function split(raw: Bytes, one: Reader, other: Reader, concern: string) {
  const half = crypto.getRandomValues(new Uint8Array(raw.length))
  const halves: [Wrap, Wrap] = [
    await wrapTo(one, half, `identity ${concern}`),
    await wrapTo(other, xor(half, raw), `identity ${concern}`),
  ]
  return { halves }
}

/** This member's half of what the two would open together, or null when they are no pair of this concern. */
export async function ownHalf(
  me: ReaderKey,
  other: string,
  identity: SealedIdentity,
  concern: string,
): Promise<Bytes | null> {
  const pair = identity.pairs.find(
    ({ halves: [a, b] }) => (a.key === me.id && b.key === other) || (b.key === me.id && a.key === other),
  )
  const mine = pair?.halves.find(({ key }) => key === me.id)
  return mine ? unwrap(me, mine, `identity ${concern}`) : null
}

/** Hands this member's half to the other of the two, who then opens the identity. Null as for `ownHalf`. */
export async function handOver(
  me: ReaderKey,
  other: Reader,
  identity: SealedIdentity,
  concern: string,
): Promise<Wrap | null> {
  const half = await ownHalf(me, other.id, identity, concern)
  return half && wrapTo(other, half, `half ${concern}`)
}

/** The identity's bytes, from a half that another member handed over and the own one; null when they do not fit. */
export async function openWithTwo(
  me: ReaderKey,
  handed: { readonly by: string; readonly half: Wrap },
  identity: SealedIdentity,
  concern: string,
): Promise<Bytes | null> {
  const mine = await ownHalf(me, handed.by, identity, concern)
  const theirs = await unwrap(me, handed.half, `half ${concern}`)
  return mine && theirs && mine.length === theirs.length
    ? openBox(identity, xor(mine, theirs), `identity ${concern}`)
    : null
}

const xor = (a: Bytes, b: Bytes): Bytes => a.map((byte, i) => byte ^ (b[i] ?? 0))
