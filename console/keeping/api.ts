/** How long things are kept, as the console asks the server about it. */
import type { KeepingKind } from '../../lib/policy/keeping.ts'
import { keepingPlanSchema, keepingStateSchema, type NewKeeping } from '../../lib/protocol/keeping-staff.ts'
import { ask } from '../api.ts'

export const keepingApi = {
  read: () => ask(keepingStateSchema, 'GET', '/admin/keeping'),
  plan: (kind: KeepingKind, days: number) =>
    ask(keepingPlanSchema, 'GET', `/admin/keeping/plan?kind=${kind}&days=${days}`),
  set: (change: NewKeeping) => ask(keepingStateSchema, 'POST', '/admin/keeping', change),
  takeBack: (id: number) => ask(keepingStateSchema, 'DELETE', `/admin/keeping/${id}`),
}
