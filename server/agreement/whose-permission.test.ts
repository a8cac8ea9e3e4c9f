/** Whose permission is missing, for whomever a device can name; and whose device the school does not know. */
import { expect, it } from 'vitest'
import type {
  AgreementNumbers,
  OwnAgreement,
  PermissionsPreview,
} from '../../lib/protocol/agreement-staff.ts'
import { TestDevice } from '../testing.ts'
import { AMY, BEN, given, told, YEAR } from './testing-agreement.ts'
import { officeStage, TESS } from './testing-office.ts'

/** As a profile names them that has no e-mail address. */
const JO = 'josmith'

const stage = officeStage([AMY, BEN])
const { as, device, people, permit } = stage
const numberOf = (person: string) => stage.server.context.people.find(stage.server.context.db, person)

it('counts and shows whose permission is missing, whether or not they have agreed themselves', async () => {
  const amy = await device(AMY)
  await amy.send('POST', '/v1/agreement', { person: AMY, given: [given(stage.name)] })
  await permit({ address: AMY })
  const counts = { asked: 2, agreed: 1, notYet: 1, permission: 1 }
  const list = await people('?state=permission')
  expect(list.counts).toEqual(counts)
  expect(list.people.map((one) => [one.name, one.state])).toEqual([[BEN, 'not-yet']])
  const numbers = await (await as('office')).get('/admin/agreement/numbers')
  expect((numbers.json() as AgreementNumbers).all).toEqual(counts)
  const tess = await as('teacher', TESS)
  const own = (await tess.get(`/admin/my-agreement/${stage.classId}`)).json() as OwnAgreement
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
  const csv = async (file: string) => (await office.csv(file)).json() as PermissionsPreview
  const preview = await csv(`email,permission\nnobody,yes\nJOSmith ,yes\nx@,yes\n${AMY},perhaps\n=1+1,no\n`)
  expect(preview).toMatchObject({ given: 1, withdrawn: 0, newcomerCount: 0, problemCount: 4 })
  expect(preview.problems.map(({ line, message }) => [line, message.includes('nobody here has')])).toEqual([
    [2, true],
    [4, true],
    [5, false],
    [6, true],
  ])
  await office.post('/admin/agreement/permissions/apply', { preview: preview.preview })
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
  const waiting = await TestDevice.make(stage.server, { person: { name: AMY, from: 'profile' } })
  await waiting.enrol()
  const unknown = async () =>
    (await people()).people.filter(({ unconfirmed }) => unconfirmed).map((one) => one.name)
  expect(await unknown()).toEqual([AMY])
  // It stands for Ben, and says that it is Amy's.
  await waiting.send('POST', '/v1/agreement', { person: AMY, given: [given(stage.name)] })
  const { db } = stage.server.context
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
