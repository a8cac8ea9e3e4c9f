/** Classes, as the console asks the server about them. */
import {
  appliedSchema,
  classesSchema,
  classSchema,
  membersDoneSchema,
  rosterPreviewSchema,
  type ROLES_IN_CLASS,
  undoneSchema,
} from '../../lib/protocol/classes.ts'
import { ask } from '../api.ts'

export type RoleInClass = (typeof ROLES_IN_CLASS)[number]

const at = (id: number, rest = '') => `/admin/classes/${id}${rest}`

export const classesApi = {
  list: () => ask(classesSchema, 'GET', '/admin/classes'),
  show: (id: number) => ask(classSchema, 'GET', at(id)),
  make: (name: string) => ask(classSchema, 'POST', '/admin/classes', { name }),
  rename: (id: number, name: string) => ask(classSchema, 'POST', at(id, '/name'), { name }),
  end: (id: number) => ask(classSchema, 'POST', at(id, '/end')),
  begin: (id: number) => ask(classSchema, 'POST', at(id, '/begin')),
  members: (id: number, role: RoleInClass, action: 'add' | 'remove', addresses: string) =>
    ask(membersDoneSchema, 'POST', at(id, '/members'), { role, action, addresses }),
  preview(files: readonly File[]) {
    const form = new FormData()
    for (const file of files) form.append('files', file)
    return ask(rosterPreviewSchema, 'POST', '/admin/classes/import/preview', form)
  },
  apply: (preview: string, confirm: boolean) =>
    ask(appliedSchema, 'POST', '/admin/classes/import/apply', { preview, confirm }),
  undo: () => ask(undoneSchema, 'POST', '/admin/classes/import/undo'),
}
