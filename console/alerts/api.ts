/** Alerts, as the console asks the server about them. */
import {
  type AlertsExportQuery,
  alertsSchema,
  type DISMISSALS,
  learnedListSchema,
  openedAlertSchema,
  type OUTCOMES,
  tellingSchema,
  weekSchema,
} from '../../lib/protocol/alerts.ts'
import { ask } from '../api.ts'
import { filtersOf, queryOf, type View } from './where.ts'

const AT = '/admin/alerts'
const act = (id: number, what: string, body: object = {}) =>
  ask(openedAlertSchema, 'POST', `${AT}/${id}/${what}`, body)

export const alertsApi = {
  list: (view: View) => {
    const query = queryOf(view)
    query.set('page', String(view.page))
    return ask(alertsSchema, 'GET', `${AT}?${query}`)
  },
  open: (id: number) => act(id, 'open'),
  assign: (id: number, person: number | null) => act(id, 'assign', { person }),
  dismiss: (id: number, why: (typeof DISMISSALS)[number], words: string) =>
    act(id, 'dismiss', { why, words }),
  close: (id: number, outcome: (typeof OUTCOMES)[number], words: string) =>
    act(id, 'close', { outcome, words }),
  reopen: (id: number) => act(id, 'reopen'),
  learned: (page: number) => ask(learnedListSchema, 'GET', `/admin/alert-learned?page=${page}`),
  takeBack: (id: number) => ask(learnedListSchema, 'DELETE', `/admin/alert-learned/${id}`),
  again: (id: number) => ask(learnedListSchema, 'POST', `/admin/alert-learned/${id}`, {}),
  telling: () => ask(tellingSchema, 'GET', '/admin/alert-telling'),
  order: (order: readonly number[]) => ask(tellingSchema, 'POST', '/admin/alert-telling', { order }),
  week: (from?: string) =>
    ask(weekSchema, 'GET', `/admin/alert-week${from === undefined ? '' : `?from=${from}`}`),
}

/** The address of the file, as the list is filtered. */
export const exportAddress = (view: AlertsExportQuery): string => {
  const query = filtersOf(view)
  return query.size === 0 ? `${AT}.csv` : `${AT}.csv?${query}`
}
