/** Self-checks, as the console asks the server about them. */
import { type NewCheckAddress, selfChecksSchema } from '../../lib/protocol/self-check.ts'
import type { NewCheckPlan } from '../../lib/protocol/self-check-plans.ts'
import { ask } from '../api.ts'

export const selfCheckApi = {
  list: (show: 'all' | 'failed', page: number) =>
    ask(selfChecksSchema, 'GET', `/admin/self-checks?${new URLSearchParams({ show, page: String(page) })}`),
  add: (address: NewCheckAddress) => ask(selfChecksSchema, 'POST', '/admin/self-checks/addresses', address),
  plan: (plan: NewCheckPlan) => ask(selfChecksSchema, 'POST', '/admin/self-checks/plan', plan),
  count: (id: number) => ask(selfChecksSchema, 'POST', `/admin/self-checks/${id}/count`),
  remove: (id: number) => ask(selfChecksSchema, 'DELETE', `/admin/self-checks/addresses/${id}`),
}
