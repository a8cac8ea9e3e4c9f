/** Every row, in the order of the pack. */
import { DFE } from './dfe.ts'
import { FILTERING } from './filtering.ts'
import { KCSIE } from './kcsie.ts'
import { MONITORING } from './monitoring.ts'
import type { Row } from './row.ts'

export const PARTS: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  { title: 'DfE filtering and monitoring standard', rows: DFE },
  { title: 'Keeping children safe in education', rows: KCSIE },
  { title: 'UK Safer Internet Centre: filtering', rows: FILTERING },
  { title: 'UK Safer Internet Centre: monitoring', rows: MONITORING },
]
export const ROWS: readonly Row[] = PARTS.flatMap(({ rows }) => rows)
