/** A file that was let through is on a pupil's disk: their device says so, once it can. */
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { openRequest, sealRequest } from './content.ts'
import { requestRows } from './rows.ts'

/**
 * Notes it at the requests that these asks of the installation made. What was not approved, is no file or is another
 * person's is passed over: a device can say nothing there.
 */
export async function takeSaved(
  { db, vault, live }: Pick<Context, 'db' | 'vault' | 'live'>,
  { installation, person }: { readonly installation: number; readonly person: number },
  asks: readonly string[],
  now: number,
): Promise<void> {
  if (asks.length === 0) return
  const rows = await requestRows(db)
    .innerJoin('page_asks', 'page_asks.request', 'page_requests.id')
    .where('page_asks.installation', '=', installation)
    .where('page_asks.asked', 'in', asks)
    .where('page_requests.person', '=', person)
    .where('page_requests.state', '=', 'approved')
    .execute()
  for (const row of rows) {
    const content = openRequest(vault, row)
    if (!content.file || content.saved !== undefined) continue
    await db
      .updateTable('page_requests')
      .set({ content: sealRequest(vault, person, { ...content, saved: now }) })
      .where('id', '=', row.id)
      .execute()
    await note(db, `device:${installation}`, 'page-saved', String(row.id))
    if (row.lesson !== null) live.asked.changed(row.lesson)
  }
}
