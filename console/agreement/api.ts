/** The agreement, as the console asks the server about it. */
import { type AgreementText, agreementTextSchema } from '../../lib/protocol/agreement.ts'
import {
  agreementNumbersSchema,
  agreementPeopleSchema,
  ownAgreementSchema,
  ownAgreementsSchema,
  permissionDoneSchema,
  permissionsAppliedSchema,
  permissionsPreviewSchema,
  publicationsSchema,
} from '../../lib/protocol/agreement-staff.ts'
import { ask } from '../api.ts'

const AT = '/admin/agreement'

export const EXPORTS = [
  ['Who agreed, as CSV', `${AT}/export/agreed.csv`],
  ['Permissions, as CSV', `${AT}/export/permissions.csv`],
] as const

export const agreementApi = {
  texts: () => ask(publicationsSchema, 'GET', `${AT}/texts`),
  text: (name: string) => ask(agreementTextSchema, 'GET', `${AT}/texts/${name}`),
  publish: (text: AgreementText) => ask(publicationsSchema, 'POST', `${AT}/texts`, text),
  withdraw: (name: string) => ask(publicationsSchema, 'POST', `${AT}/texts/${name}/withdraw`),
  again: (name: string) => ask(publicationsSchema, 'POST', `${AT}/texts/${name}/again`),
  numbers: () => ask(agreementNumbersSchema, 'GET', `${AT}/numbers`),
  people: (query: Readonly<Record<string, string>>) =>
    ask(agreementPeopleSchema, 'GET', `${AT}/people?${new URLSearchParams(query)}`),
  permit: (person: number, given: boolean, by = '') =>
    ask(permissionDoneSchema, 'POST', `${AT}/permissions`, { person, given, by }),
  preview(file: File, year?: number) {
    const form = new FormData()
    form.append('file', file)
    const query = year === undefined ? '' : `?year=${year}`
    return ask(permissionsPreviewSchema, 'POST', `${AT}/permissions/preview${query}`, form)
  },
  apply: (preview: string) => ask(permissionsAppliedSchema, 'POST', `${AT}/permissions/apply`, { preview }),
  own: () => ask(ownAgreementsSchema, 'GET', '/admin/my-agreement'),
  ownClass: (id: number) => ask(ownAgreementSchema, 'GET', `/admin/my-agreement/${id}`),
}
