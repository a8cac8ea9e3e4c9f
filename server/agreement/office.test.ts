/** Lists, permissions, import and export: who may, what is on record, what is not believed. */
import { expect, it } from 'vitest'
import type {
  AgreementNumbers,
  AgreementPeople,
  OwnAgreement,
  PermissionsPreview,
} from '../../lib/protocol/agreement-staff.ts'
import { publish } from '../documents/documents.ts'
import { TestDevice } from '../testing.ts'
import { AMY, askingPolicy, BEN, given, text, told, YEAR } from './testing-agreement.ts'
import { officeStage, TESS } from './testing-office.ts'

const CAT = 'cat@school.example'
const EVIL = '=HYPERLINK("https://evil.example")'

const stage = officeStage([AMY, BEN, CAT])
const { as, audit, people } = stage

const agree = async (person: string) => {
  const device = await stage.device(person)
  await device.send('POST', '/v1/agreement', { person, given: [given(stage.name)] })
  return device
}
const permit = (address: string, more: object = {}) => stage.permit({ address, by: 'Ms A', ...more })
const states = (list: AgreementPeople) => list.people.map((one) => [one.name, one.state])

it('says who has agreed, who not yet, and where a parent’s permission is missing', async () => {
  await agree(AMY)
  await agree(BEN)
  await permit(AMY)
  expect(states(await people())).toEqual([
    [AMY, 'agreed'],
    [BEN, 'permission'],
    [CAT, 'not-yet'],
  ])
  const list = await people(`?class=${stage.classId}&state=not-yet`)
  expect(list.counts).toEqual({ asked: 3, agreed: 1, notYet: 1, permission: 2 })
  expect([list.total, states(list)]).toEqual([1, [[CAT, 'not-yet']]])
  expect(states(await people('?find=BEN%40'))).toEqual([[BEN, 'permission']])
  expect((await people('?class=999')).total).toBe(0)
  expect((await people()).people[0]?.permission).toMatchObject({ how: 'console', by: 'Ms A' })
  expect(await audit('agreement-look')).toEqual([
    'people:3',
    `people:1 class:${stage.classId} not-yet`,
    'people:1',
    'people:0 class:999',
    'people:3',
  ])
})

it('gives a governor numbers and no name, and a teacher their own classes and nothing of parents', async () => {
  await agree(AMY)
  const governor = await as('governor')
  const numbers = await governor.get('/admin/agreement/numbers')
  const few = { asked: 'few', agreed: 'few', notYet: 'few', permission: 'few' }
  expect(numbers.json()).toEqual({ inFives: true, year: YEAR, all: few, groups: [] })
  const office = await (await as('office')).get('/admin/agreement/numbers')
  expect((office.json() as AgreementNumbers).all).toEqual({ asked: 3, agreed: 0, notYet: 2, permission: 3 })
  expect(numbers.body).not.toContain('@')
  expect((await governor.get('/admin/agreement/people')).status).toBe(403)

  const tess = await as('teacher', TESS)
  const own = (await tess.get(`/admin/my-agreement/${stage.classId}`)).json() as OwnAgreement
  expect(own.pupils.map((one) => [one.name, one.state])).toEqual([
    [AMY, 'permission'],
    [BEN, 'not-yet'],
    [CAT, 'not-yet'],
  ])
  const stranger = await as('teacher', 'sam@school.example')
  expect((await stranger.get(`/admin/my-agreement/${stage.classId}`)).status).toBe(404)
  expect((await stranger.get('/admin/my-agreement')).json()).toMatchObject({ classes: [] })
  for (const role of ['teacher', 'governor', 'office'] as const)
    expect((await (await as(role)).post('/admin/agreement/texts', text())).status).toBe(403)
  expect((await tess.post('/admin/agreement/permissions', { address: AMY, given: true })).status).toBe(403)
})

it('a permission reaches the pupil’s policy, counts for its year alone, and is taken back', async () => {
  const device = await agree(AMY)
  expect((await permit(AMY)).json()).toEqual({ changed: true })
  expect((await permit(AMY, { by: 'Somebody else' })).json()).toEqual({ changed: false })
  expect((await permit(AMY, { year: YEAR + 1 })).json()).toEqual({ changed: true })
  expect(await told(device)).toMatchObject({ permitted: [YEAR, YEAR + 1] })
  expect((await permit(AMY, { given: false })).json()).toEqual({ changed: true })
  expect(await told(device)).toMatchObject({ permitted: [YEAR + 1] })
  const refused = [
    await permit('nobody@school.example'),
    await permit(AMY, { year: YEAR + 2 }),
    await permit(AMY, { on: '2199-01-01' }),
  ]
  expect(refused.map((one) => [one.status, (one.json() as { field: string }).field])).toEqual([
    [422, 'address'],
    [422, 'year'],
    [422, 'on'],
  ])
  const number = await stage.server.context.people.find(stage.server.context.db, AMY)
  expect(await audit('agreement-permit')).toEqual([
    `person:${number} ${YEAR}`,
    `person:${number} ${YEAR + 1}`,
  ])
  expect(await audit('agreement-permit-end')).toEqual([`person:${number} ${YEAR}`])
})

it('imports ten thousand lines, the bad ones by their line, the rest applied', async () => {
  const office = await as('office')
  const rows = Array.from(
    { length: 10_000 },
    (_, i) => `pupil${i}@school.example,yes,01/09/${YEAR},Parent ${i}`,
  )
  rows[1] = 'no address,yes,,'
  rows[2] = `${AMY},perhaps,,`
  rows[3] = `${BEN},yes,31/02/${YEAR},`
  rows[4] = `${CAT},yes,01/09/2199,`
  rows[5] = '=cmd|calc,yes,,'
  const sent = await office.csv(`E-mail,Permission,Date,Given by\n${rows.join('\n')}\n`)
  const preview = sent.json() as PermissionsPreview
  expect(preview).toMatchObject({
    given: 9995,
    withdrawn: 0,
    newcomerCount: 9995,
    problemCount: 5,
    year: YEAR,
  })
  expect(preview.newcomers.length).toBe(40)
  expect(preview.problems.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7])
  expect(
    (await stage.server.context.db.selectFrom('agreement_permissions').selectAll().execute()).length,
  ).toBe(0)
  const { preview: id } = preview
  expect(
    (await (await as('teacher')).post('/admin/agreement/permissions/apply', { preview: id })).status,
  ).toBe(403)
  const applied = await office.post('/admin/agreement/permissions/apply', { preview: id })
  expect(applied.json()).toEqual({ given: 9995, withdrawn: 0, unchanged: 0 })
  expect((await office.post('/admin/agreement/permissions/apply', { preview: id })).status).toBe(409)
  expect(await audit('agreement-permissions-import')).toEqual([`${YEAR} given:9995 withdrawn:0`])
}, 60_000)

it('takes a no for taking back, a file twice for nothing, and other files for what they are', async () => {
  const office = await as('office')
  await permit(AMY)
  await permit(BEN)
  const file = `email;permission\n${AMY};no\n${BEN};yes\n${CAT};Y\n${CAT};yes`
  const preview = (await office.csv(file)).json() as PermissionsPreview
  expect(preview).toMatchObject({ given: 1, withdrawn: 1, unchanged: 1, newcomerCount: 0, problemCount: 1 })
  await office.post('/admin/agreement/permissions/apply', { preview: preview.preview })
  expect((await office.csv(file)).json()).toMatchObject({ preview: null, unchanged: 3 })
  for (const bad of ['a,b\n1,2', '<html></html>', '%PDF-1.7', 'PK\u0003\u0004', 'email,permission\n'])
    expect((await office.csv(bad)).status).toBe(422)
  expect((await office.csv('email,permission\n"never closed,yes')).status).toBe(422)
  expect((await office.csv(file, '?year=2001')).json()).toMatchObject({ field: 'year' })
  expect((await office.csv('x'.repeat(3_000_000))).status).toBe(413)
})

it('exports what is on record, without anything that a spreadsheet would run', async () => {
  const device = await TestDevice.confirmed(stage.server, { person: { name: EVIL, from: 'management' } })
  await device.heartbeat()
  await device.send('POST', '/v1/agreement', {
    person: EVIL,
    given: [given(stage.name, { wasOffline: true })],
  })
  await permit(AMY, { by: '\t@SUM(1)' })
  await permit(AMY, { given: false })
  const office = await as('office')
  const agreed = await office.get('/admin/agreement/export/agreed.csv')
  expect(agreed.body).toContain(`"'=HYPERLINK(""https://evil.example"")","management","${YEAR}","child"`)
  // An id may begin with what a spreadsheet would run, too.
  expect(agreed.body).toMatch(new RegExp(`"yes","'?${device.id}","yes"\\r\\n`))
  const permissions = await office.get('/admin/agreement/export/permissions.csv')
  expect(permissions.body).toMatch(
    new RegExp(`"${AMY}","${YEAR}","'@SUM\\(1\\)".*"console","office@school.example"`),
  )
  const cells = `${agreed.body}${permissions.body}`.replace(/\uFEFF/g, '').matchAll(/"((?:[^"]|"")*)"/g)
  expect([...cells].filter(([, value = '']) => /^\s*[=+\-@]/.test(value))).toEqual([])
  expect(await audit('agreement-export')).toEqual(['agreed:1', 'permissions:1'])
  expect((await (await as('governor')).get('/admin/agreement/export/agreed.csv')).status).toBe(403)
})

it('a stolen database says nobody’s name, and not who gave a permission', async () => {
  await agree(AMY)
  await permit(AMY, { by: 'Margaret Quill' })
  const { db } = stage.server.context
  const all = [
    await db.selectFrom('agreement_given').selectAll().execute(),
    await db.selectFrom('agreement_permissions').selectAll().execute(),
    await db.selectFrom('agreement_texts').selectAll().execute(),
  ]
  const bytes = Buffer.concat(
    all
      .flat()
      .flatMap((row) =>
        Object.values(row).map((one) => Buffer.from(one instanceof Uint8Array ? one : String(one))),
      ),
  ).toString('latin1')
  for (const word of [AMY, 'Quill', 'How we use']) expect(bytes).not.toContain(word)
})

it('asks nobody where no group asks, and counts nobody then', async () => {
  const policy = askingPolicy()
  for (const group of Object.values(policy.groups)) delete group.agreement
  await publish(stage.server.context.db, stage.server.context.vault, 'policy', policy, {
    actor: 'test',
    note: '',
  })
  expect((await people()).counts.asked).toBe(0)
})
