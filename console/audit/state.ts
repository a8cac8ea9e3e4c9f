/** What the page of the audit shows, and how it comes by it. */
import { type Audit, auditSchema } from '../../lib/protocol/audit.ts'
import { saveFile } from '../../lib/ui/parts/save-file.ts'
import { ask, callFile } from '../api.ts'
import { dayOf } from '../days.ts'
import { Growing } from '../list/growing.ts'
import { queryOf, withQuery } from '../list/query.ts'
import type { View } from './where.ts'

type Entry = Audit['entries'][number]
type Piece = Audit & { readonly items: readonly Entry[] }

export const audit = new Growing<Entry, Piece>(async (query) => {
  const piece = await ask(auditSchema, 'GET', withQuery('/admin/audit', query))
  return { ...piece, items: piece.entries }
})

/** The whole of a view: it may be a hundred thousand lines, and is made by the server. */
export const saveAudit = async (view: View): Promise<void> =>
  saveFile(
    `kerb-audit-${dayOf(Date.now())}.csv`,
    await callFile(withQuery('/admin/audit.csv', queryOf(view))),
    'text/csv;charset=utf-8',
  )
