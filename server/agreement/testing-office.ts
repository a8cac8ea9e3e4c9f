/** For tests: a class of a school that asks for its agreement, and its office. */
import { beforeEach } from 'vitest'
import type { AgreementPeople } from '../../lib/protocol/agreement-staff.ts'
import { changeMembers, makeClass } from '../classes/hand.ts'
import { agreementStage } from './testing-agreement.ts'

export const TESS = 'tess@school.example'

/** Registers such a school for each test of a file, with Tess’s class of these pupils. */
export function officeStage(pupils: readonly string[]) {
  const stage = agreementStage()
  let classId: number
  beforeEach(async () => {
    const by = { actor: 'test', now: Date.now() }
    const { context } = stage.server
    classId = await makeClass(context.db, '3C', by)
    const add = (role: 'pupils' | 'teachers', addresses: string) =>
      changeMembers(context, classId, { role, action: 'add', addresses }, by)
    await add('pupils', pupils.join())
    await add('teachers', TESS)
  })

  return {
    get server() {
      return stage.server
    },
    get name() {
      return stage.name
    },
    device: stage.device,
    get classId() {
      return classId
    },
    as: stage.as,
    audit: stage.audit,
    /** A parent’s permission, by the office. */
    permit: async (body: object) =>
      (await stage.as('office')).post('/admin/agreement/permissions', { given: true, ...body }),
    /** The office’s list. */
    people: async (query = '') =>
      (await (await stage.as('office')).get(`/admin/agreement/people${query}`)).json() as AgreementPeople,
  }
}
