/** What the guard found, as the console asks the server about it. */
import { foundDoneSchema, foundSchema, type FoundView } from '../../lib/protocol/found.ts'
import { ask } from '../api.ts'

export const foundApi = {
  list: (show: FoundView, find: string, page: number) =>
    ask(
      foundSchema,
      'GET',
      `/admin/found?${new URLSearchParams({ show, page: String(page), ...(find ? { find } : {}) })}`,
    ),
  share: (id: number, days: number, reason: string) =>
    ask(foundDoneSchema, 'POST', `/admin/found/${id}/share`, { days, reason }),
  /** `days` left out: for good. */
  clear: (id: number, days: number | undefined, reason: string) =>
    ask(foundDoneSchema, 'POST', `/admin/found/${id}/clear`, {
      reason,
      ...(days === undefined ? {} : { days }),
    }),
  undo: (id: number) => ask(foundDoneSchema, 'POST', `/admin/found/${id}/undo`, {}),
}
