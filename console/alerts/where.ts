/** Which of the pages about alerts is looked at, as the address says: links can be shared, and lead to who may. */
import {
  ALERT_SORTS,
  ALERT_VIEWS,
  type AlertsExportQuery,
  type AlertsQuery,
} from '../../lib/protocol/alerts.ts'
import { SEVERITIES, THEMES } from '../../lib/policy/themes.ts'
import { TO_ALERTS } from '../lessons/route.ts'

export type View = AlertsQuery & { readonly page: number }
export type Where =
  | { readonly part: 'inbox'; readonly view: View }
  | { readonly part: 'one'; readonly id: number }
  | { readonly part: 'week'; readonly from: string | undefined }
  | { readonly part: 'learned' | 'telling' }

const oneOf = <T extends string>(all: readonly T[], text: string | null): T | undefined =>
  all.find((one) => one === text)

/** Whatever stands in an address leads somewhere: what cannot be read is left out. */
export function whereOf(at: string): Where {
  const [path = '', query = ''] = at.split('?')
  const asked = new URLSearchParams(query)
  const [, id] = /^\/(\d{1,15})$/.exec(path) ?? []
  if (id !== undefined) return { part: 'one', id: Number(id) }
  if (path === '/week') return { part: 'week', from: /^\d{4}-\d\d-\d\d$/.exec(asked.get('from') ?? '')?.[0] }
  if (path === '/learned' || path === '/telling') return { part: path === '/learned' ? 'learned' : 'telling' }
  return { part: 'inbox', view: viewOf(asked) }
}

function viewOf(asked: URLSearchParams): View {
  const page = Number(asked.get('page') ?? 0)
  return {
    show: oneOf(ALERT_VIEWS, asked.get('show')) ?? 'waiting',
    severity: oneOf(SEVERITIES, asked.get('severity')),
    theme: oneOf(THEMES, asked.get('theme')),
    mine: oneOf(['1'], asked.get('mine')),
    sort: oneOf(ALERT_SORTS, asked.get('sort')) ?? 'pressing',
    page: Number.isInteger(page) && page >= 0 && page <= 9999 ? page : 0,
  }
}

/** What an address shows that says nothing. */
export const FIRST_VIEW: View = viewOf(new URLSearchParams())

/** What of a view says which alerts it has; what is as usual is left out. */
export function filtersOf({ show, severity, theme, mine }: AlertsExportQuery): URLSearchParams {
  const query = new URLSearchParams()
  if (show !== 'waiting') query.set('show', show)
  if (severity !== undefined) query.set('severity', severity)
  if (theme !== undefined) query.set('theme', theme)
  if (mine !== undefined) query.set('mine', mine)
  return query
}

/** A view without its page, as a query of the server. */
export function queryOf(view: AlertsQuery): URLSearchParams {
  const { sort } = view
  const query = filtersOf(view)
  if (sort !== 'pressing') query.set('sort', sort)
  return query
}

export function toInbox(view: Partial<View>): string {
  const query = queryOf({ show: 'waiting', sort: 'pressing', ...view })
  if (view.page) query.set('page', String(view.page))
  return query.size === 0 ? TO_ALERTS : `${TO_ALERTS}?${query}`
}
export const toAlert = (id: number): string => `${TO_ALERTS}/${id}`
export const TO_LEARNED = `${TO_ALERTS}/learned`
export const TO_TELLING = `${TO_ALERTS}/telling`
export const toWeek = (from?: string): string =>
  `${TO_ALERTS}/week${from === undefined ? '' : `?from=${from}`}`
