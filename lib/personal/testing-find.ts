/** For tests: what is found in what somebody writes, by its kinds alone. */
import { findPersonal, type WrittenKind } from './find.ts'
import type { Piece } from './piece.ts'

export const NOW = Date.UTC(2026, 10, 22)
export const ALL: readonly WrittenKind[] = ['phone', 'address', 'card', 'birth-date', 'unkind']

export const kindsIn = (pieces: readonly Piece[]): string[] => [
  ...new Set(findPersonal(pieces, ALL, 0, NOW).map(({ kind }) => kind)),
]
export const post = (text: string): Piece[] => [{ text, isPost: true, isChat: true }]
