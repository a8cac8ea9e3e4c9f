/** Whose permission is missing, for whomever a device can name; and whose device the school does not know. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type {
  AgreementNumbers,
  AgreementPeople,
  OwnAgreement,
  PermissionsPreview,
} from '../../lib/protocol/agreement-staff.ts'
import { changeMembers, makeClass } from '../classes/hand.ts'
import { memberCookie } from '../testing-staff.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { asStaff, given, school, told, YEAR } from './testing-agreement.ts'

const AMY = 'amy@school.example'
const BEN = 'ben@school.example'
/** As a profile names them that has no e-mail address. */
const JO = 'josmith'

let server: TestServer
let name: string
let classId: number
beforeEach(async () => {
  server = await testServer()
  name = await school(server)
  const by = { actor: 'test', now: Date.now() }
  classId = await makeClass(server.context.db, '3C', by)
  const add = (role: 'pupils' | 'teachers', addresses: string) =>
    changeMembers(server.context, classId, { role, action: 'add', addresses }, by)
  await add('pupils', `${AMY}, ${BEN}`)
  await add('teachers', 'tess@school.example')
})
afterEach(() => server.close())

const as = async (role: 'office' | 'teacher' | 'governor', address = `${role}@school.example`) =>
  (await memberCookie(server, address, [role])).cookie
const permit = async (body: object) =>
  asStaff(server, await as('office'), 'POST', '/admin/agreement/permissions', { given: true, ...body })
const people = async (query = '') =>
  (
    await asStaff(server, await as('office'), 'GET', `/admin/agreement/people${query}`)
  ).json() as AgreementPeople
const device = async (person: string) => {
  const made = await TestDevice.confirmed(server, { person: { name: person, from: 'profile' } })
  await made.heartbeat()
  return made
}
const numberOf = (person: string) => server.context.people.find(server.context.db, person)

it('counts and shows whose permission is missing, whether or not they have agreed themselves', async () => {
  const amy = await device(AMY)
  await amy.send('POST', '/v1/agreement', { person: AMY, given: [given(name)] })
  await permit({ address: AMY })
  const counts = { asked: 2, agreed: 1, notYet: 1, permission: 1 }
  const list = await people('?state=permission')
  expect(list.counts).toEqual(counts)
  expect(list.people.map((one) => [one.name, one.state])).toEqual([[BEN, 'not-yet']])
  const numbers = await asStaff(server, await as('governor'), 'GET', '/admin/agreement/numbers')
  expect((numbers.json() as AgreementNumbers).all).toEqual(counts)
  const tess = await as('teacher', 'tess@school.example')
  const own = (await asStaff(server, tess, 'GET', `/admin/my-agreement/${classId}`)).json() as OwnAgreement
  expect(own.pupils.map((one) => [one.name, one.state, one.permissionMissing])).toEqual([
    [AMY, 'agreed', false],
    [BEN, 'not-yet', true],
  ])
  await permit({ address: BEN })
  expect((await people('?state=permission')).total).toBe(0)
})

it('records the permission of somebody who has no e-mail address, by their place in the list', async () => {
  const jo = await device(JO)
  const person = await numberOf(JO)
  expect((await people()).people.map((one) => [one.name, one.person])).toContainEqual([JO, person])
  expect((await permit({ person })).json()).toEqual({ changed: true })
  expect(await told(jo)).toMatchObject({ permitted: [YEAR] })
  expect((await permit({ person, given: false })).json()).toEqual({ changed: true })
  expect(await told(jo)).toMatchObject({ permitted: [] })
  for (const [wrong, field] of [
    [{ person: 1 + (person ?? 0) }, 'person'],
    [{ person, address: AMY }, 'address'],
    [{}, 'address'],
  ] as const)
    expect(await permit(wrong)).toMatchObject({ status: 422, body: expect.stringContaining(`"${field}"`) })
})

it('imports the permission of somebody who has no e-mail address, if a device has named them', async () => {
  const jo = await device(JO)
  const office = await as('office')
  const csv = async (file: string) => {
    const url = '/admin/agreement/permissions/preview'
    return (await asStaff(server, office, 'POST', url, file, 'text/csv')).json() as PermissionsPreview
  }
  const preview = await csv(`email,permission\nnobody,yes\nJOSmith ,yes\nx@,yes\n${AMY},perhaps\n=1+1,no\n`)
  expect(preview).toMatchObject({ given: 1, withdrawn: 0, newcomerCount: 0, problemCount: 4 })
  expect(preview.problems.map(({ line, message }) => [line, message.includes('nobody here has')])).toEqual([
    [2, true],
    [4, true],
    [5, false],
    [6, true],
  ])
  await asStaff(server, office, 'POST', '/admin/agreement/permissions/apply', { preview: preview.preview })
  expect(await told(jo)).toMatchObject({ permitted: [YEAR] })
  expect(await numberOf('nobody')).toBe(null)
  expect(await csv(`email,permission\njosmith,yes\nnobody,no\n`)).toMatchObject({
    preview: null,
    unchanged: 1,
    problemCount: 1,
  })
})

it('says whose device the school does not know: its agreement waits there, and its permission is not told', async () => {
  const ben = await device(BEN)
  const waiting = await TestDevice.make(server, { person: { name: AMY, from: 'profile' } })
  await waiting.enrol()
  const unknown = async () =>
    (await people()).people.filter(({ unconfirmed }) => unconfirmed).map((one) => one.name)
  expect(await unknown()).toEqual([AMY])
  // It stands for Ben, and says that it is Amy's.
  await waiting.send('POST', '/v1/agreement', { person: AMY, given: [given(name)] })
  const { db } = server.context
  await db
    .updateTable('installations')
    .set({ state: 'refused' })
    .where('installation', '=', waiting.id)
    .execute()
  expect(await unknown()).toEqual([])
  ben.claim = { ...ben.claim, person: { name: AMY, from: 'profile' } }
  await ben.heartbeat()
  expect(await unknown()).toEqual([AMY])
  const longAgo = Date.now() - 40 * 86_400_000
  await db.updateTable('installations').set({ last_seen: longAgo }).execute()
  expect(await unknown()).toEqual([])
})
