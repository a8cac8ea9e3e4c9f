/** Pages that pupils ask for, as the console asks the server about them. */
import { type Decision, pageRequestsSchema } from '../../lib/protocol/page-requests.ts'
import { ask, call } from '../api.ts'
import { withQuery } from '../list/query.ts'

/** Of a lesson for its teachers, else what the network manager has. */
const of = (lesson: string | undefined, what: string): string =>
  lesson === undefined ? `/admin/page-${what}` : `/admin/lessons/${encodeURIComponent(lesson)}/${what}`

export const askingApi = {
  list: (lesson?: string) => ask(pageRequestsSchema, 'GET', of(lesson, 'requests')),
  before: (before: string) =>
    ask(pageRequestsSchema, 'GET', withQuery(of(undefined, 'requests'), { before })),
  decide: (requests: readonly number[], decision: Decision, lesson?: string) =>
    call('POST', of(lesson, 'requests'), { requests, decision }),
  end: (approval: number, lesson?: string) => call('DELETE', `${of(lesson, 'approvals')}/${approval}`),
}
