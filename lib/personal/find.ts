/**
 * Which personal details a text gives away. Pure, and small: it runs beside every page. What it finds it names by its
 * kind and by a mark, a number that says whether two findings are the same; never by its text.
 */
import type { PersonalKind } from '../policy/personal.ts'
import { findAddresses } from './address.ts'
import { findBirthDates } from './birth-date.ts'
import { findCards } from './card.ts'
import { findPhones } from './phone.ts'
import { plain, type Piece } from './piece.ts'
import { findUnkind } from './unkind.ts'

/** A kind that is found in text; photos are chosen, not written. */
export type WrittenKind = Exclude<PersonalKind, 'photo'>

export interface Finding {
  readonly kind: PersonalKind
  /** The same thing has the same mark in one document, and no text can be made of it. */
  readonly mark: number
}

/** @returns what identifies each thing that was found, in one spelling */
type Find = (pieces: readonly Piece[], now: number) => readonly string[]

const FINDERS: Readonly<Record<WrittenKind, Find>> = {
  card: findCards,
  phone: (pieces) => findPhones(given(pieces)),
  address: (pieces) => findAddresses(given(pieces)),
  'birth-date': findBirthDates,
  unkind: findUnkind,
}

/** Whoever looks a number or a place up gives nothing away. */
const given = (pieces: readonly Piece[]): readonly Piece[] => pieces.filter(({ isSearch }) => !isSearch)

/**
 * @param pieces what stands in the fields, in their order
 * @param salt of the document: marks of two documents say nothing of each other
 * @param now epoch milliseconds: a date of birth is one of somebody young
 */
export function findPersonal(
  pieces: readonly Piece[],
  kinds: readonly PersonalKind[],
  salt: number,
  now: number,
): readonly Finding[] {
  const written = pieces.map((piece) => ({ ...piece, text: plain(piece.text) }))
  return kinds.flatMap((kind) =>
    kind === 'photo'
      ? []
      : FINDERS[kind](written, now).map((text) => ({ kind, mark: markOf(kind + text, salt) })),
  )
}

/** FNV-1a over 32 bits. */
export function markOf(text: string, salt: number): number {
  let mark = 0x811c9dc5 ^ salt
  for (let i = 0; i < text.length; i += 1) mark = Math.imul(mark ^ text.charCodeAt(i), 0x01000193)
  return mark >>> 0
}
