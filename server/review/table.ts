/** Facts as tables of words. */
import type { Figure } from '../../lib/protocol/figures.ts'
import type { EvidenceId } from './rows/row.ts'

export interface Table {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Said where there is no row. */
  readonly none: string
}
export type Evidence = Readonly<Partial<Record<EvidenceId, Table>>>

export const said = (figure: Figure): string => (figure === 'few' ? 'fewer than 5' : String(figure))

export const day = (at: number): string => new Date(at).toISOString().slice(0, 10)
