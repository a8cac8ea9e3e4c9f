/** Packs, holds and erasures, as the console asks the server for them. */
import {
  erasureSchema,
  erasuresSchema,
  evidenceStateSchema,
  holdsSchema,
  makingSchema,
  type NewErasure,
  type NewHold,
  NOT_ALL,
} from '../../lib/protocol/evidence-staff.ts'
import { ask, callFileSaying } from '../api.ts'
import type { Query } from '../list/growing.ts'
import { withQuery } from '../list/query.ts'

export type PackKind = 'zip' | 'pdf'

export const evidenceApi = {
  state: (query: Query) => ask(evidenceStateSchema, 'GET', withQuery('/admin/evidence', query)),
  holds: (query: Query) => ask(holdsSchema, 'GET', withQuery('/admin/holds', query)),
  hold: (hold: NewHold) => ask(holdsSchema, 'POST', '/admin/holds', hold),
  lift: (id: number, words: string) => ask(holdsSchema, 'POST', `/admin/holds/${id}/lift`, { words }),
  erasures: (query: Query) => ask(erasuresSchema, 'GET', withQuery('/admin/erasures', query)),
  plan: (erasure: NewErasure) => ask(erasureSchema, 'POST', '/admin/erasures', erasure),
  confirm: (id: string, rows: number) =>
    ask(erasureSchema, 'POST', `/admin/erasures/${id}/confirm`, { rows }),
  stop: (id: string) => ask(erasureSchema, 'POST', `/admin/erasures/${id}/stop`),
  making: (look: string) => ask(makingSchema, 'GET', `/admin/record-looks/${look}/making`),
  cancelPack: (look: string) => ask(makingSchema, 'DELETE', `/admin/record-looks/${look}/making`),
  pack: (look: string, what: 'pack' | 'copy', as: PackKind, span: PackSpan) =>
    callFileSaying(packAddress(look, what, as, span), NOT_ALL),
}

/** Of which days. What is left out is as far as the look goes. */
export interface PackSpan {
  readonly since?: number
  /** Not included. */
  readonly until?: number
}

/** Where a pack, or a copy for whoever asked, is fetched from. */
function packAddress(look: string, what: 'pack' | 'copy', as: PackKind, span: PackSpan): string {
  const query = new URLSearchParams(as === 'pdf' ? { as } : {})
  for (const [name, at] of Object.entries(span)) query.set(name, String(at))
  const asked = String(query)
  return `/admin/record-looks/${look}/${what}${asked === '' ? '' : `?${asked}`}`
}
