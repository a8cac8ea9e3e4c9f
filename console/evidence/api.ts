/** Packs, holds and erasures, as the console asks the server for them. */
import {
  erasureSchema,
  erasuresSchema,
  evidenceStateSchema,
  holdsSchema,
  type NewErasure,
  type NewHold,
} from '../../lib/protocol/evidence-staff.ts'
import { ask } from '../api.ts'

export const evidenceApi = {
  state: () => ask(evidenceStateSchema, 'GET', '/admin/evidence'),
  holds: () => ask(holdsSchema, 'GET', '/admin/holds'),
  hold: (hold: NewHold) => ask(holdsSchema, 'POST', '/admin/holds', hold),
  lift: (id: number, words: string) => ask(holdsSchema, 'POST', `/admin/holds/${id}/lift`, { words }),
  erasures: () => ask(erasuresSchema, 'GET', '/admin/erasures'),
  plan: (erasure: NewErasure) => ask(erasureSchema, 'POST', '/admin/erasures', erasure),
  confirm: (id: string, rows: number) =>
    ask(erasureSchema, 'POST', `/admin/erasures/${id}/confirm`, { rows }),
}

/** Where a pack, or a copy for whoever asked, is fetched from. */
export const packAddress = (look: string, what: 'pack' | 'copy', as: 'zip' | 'pdf' = 'zip'): string =>
  `/admin/record-looks/${look}/${what}${as === 'pdf' ? '?as=pdf' : ''}`
