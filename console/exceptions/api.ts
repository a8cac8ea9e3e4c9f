/** Unblocks and suspensions, as the console asks the server about them. */
import { exceptionsSchema, type NewSuspension, type NewUnblock } from '../../lib/protocol/exceptions.ts'
import { ask } from '../api.ts'
import { withQuery } from '../list/query.ts'

export const exceptionsApi = {
  list: () => ask(exceptionsSchema, 'GET', '/admin/exceptions'),
  before: (before: string) => ask(exceptionsSchema, 'GET', withQuery('/admin/exceptions', { before })),
  unblock: (body: NewUnblock) => ask(exceptionsSchema, 'POST', '/admin/unblocks', body),
  pause: (body: NewSuspension) => ask(exceptionsSchema, 'POST', '/admin/suspensions', body),
  end: (kind: 'unblock' | 'suspension', id: number) =>
    ask(exceptionsSchema, 'DELETE', `/admin/${kind}s/${id}`),
}
