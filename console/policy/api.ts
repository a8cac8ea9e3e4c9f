/** The policy's draft, previews and versions, as the console asks the server about them. */
import type { Version } from '../../lib/policy/document.ts'
import type { Edit } from '../../lib/policy/edits.ts'
import {
  draftSchema,
  editedSchema,
  policyPeopleSchema,
  previewSchema,
  versionChangesSchema,
  versionsSchema,
} from '../../lib/protocol/policy-editor.ts'
import { publishedSchema } from '../../lib/protocol/staff.ts'
import { ask, call } from '../api.ts'
import { version as words } from '../format.ts'

const DRAFT = '/admin/policy/draft'

export const policyApi = {
  draft: () => ask(draftSchema, 'GET', DRAFT),
  edit: (edits: readonly Edit[]) => ask(editedSchema, 'POST', `${DRAFT}/edits`, { edits }),
  dropEdit: (id: number) => ask(draftSchema, 'DELETE', `${DRAFT}/edits/${id}`),
  keepEdit: (id: number) => ask(draftSchema, 'POST', `${DRAFT}/edits/${id}/keep`, {}),
  drop: (mark: string) => ask(draftSchema, 'POST', `${DRAFT}/drop`, { mark }),
  publish: (body: { readonly mark: string; readonly reason: string; readonly group?: string | undefined }) =>
    ask(publishedSchema, 'POST', `${DRAFT}/publish`, body),
  people: (find: string) =>
    ask(policyPeopleSchema, 'GET', `/admin/policy/people?${new URLSearchParams({ find })}`),
  beginPreview: (mark: string) => ask(previewSchema, 'POST', '/admin/policy/previews', { mark }),
  preview: (id: string) => ask(previewSchema, 'GET', `/admin/policy/previews/${id}`),
  dropPreview: (id: string) => call('DELETE', `/admin/policy/previews/${id}`),
  versions: () => ask(versionsSchema, 'GET', '/admin/policy/versions'),
  changes: (of: Version) => ask(versionChangesSchema, 'GET', `/admin/policy/versions/${words(of)}`),
  rollBack: (body: { readonly version: Version; readonly inForce: Version; readonly reason: string }) =>
    ask(publishedSchema, 'POST', '/admin/policy/roll-back', body),
}
