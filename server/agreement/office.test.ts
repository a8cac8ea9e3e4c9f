/** Publishing, lists, permissions, import and export: who may, what is on record, what is not believed. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { agreementNameOf, MOST_PDF_BYTES } from '../../lib/protocol/agreement.ts'
import type {
  AgreementNumbers,
  AgreementPeople,
  OwnAgreement,
  PermissionsPreview,
} from '../../lib/protocol/agreement-staff.ts'
import type { Role } from '../../lib/protocol/staff-roles.ts'
import { changeMembers, makeClass } from '../classes/hand.ts'
import { memberCookie } from '../testing-staff.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { asStaff, askingPolicy, given, school, text, told, YEAR } from './testing-agreement.ts'

const AMY = 'amy@school.example'
const BEN = 'ben@school.example'
const CAT = 'cat@school.example'
const EVIL = '=HYPERLINK("https://evil.example")'

let server: TestServer
let name: string
let classId: number
beforeEach(async () => {
  server = await testServer()
  name = await school(server)
  const by = { actor: 'test', now: Date.now() }
  classId = await makeClass(server.context.db, '3C', by)
  await add('pupils', `${AMY}, ${BEN}, ${CAT}`)
  await add('teachers', 'tess@school.example')
})
afterEach(() => server.close())

const add = (role: 'pupils' | 'teachers', addresses: string) =>
  changeMembers(
    server.context,
    classId,
    { role, action: 'add', addresses },
    { actor: 'test', now: Date.now() },
  )
const as = async (role: Role, address = `${role}@school.example`) => {
  const { cookie } = await memberCookie(server, address, [role])
  return {
    get: (url: string) => asStaff(server, cookie, 'GET', url),
    post: (url: string, body: object = {}) => asStaff(server, cookie, 'POST', url, body),
    csv: (body: string, year = '') =>
      asStaff(server, cookie, 'POST', `/admin/agreement/permissions/preview${year}`, body, 'text/csv'),
  }
}
const agree = async (person: string) => {
  const device = await TestDevice.confirmed(server, { person: { name: person, from: 'profile' } })
  await device.heartbeat()
  await device.send('POST', '/v1/agreement', { person, given: [given(name)] })
  return device
}
const people = async (query = '') =>
  (await (await as('office')).get(`/admin/agreement/people${query}`)).json() as AgreementPeople
const states = (list: AgreementPeople) => list.people.map((one) => [one.name, one.state])
const audit = async (action: string) =>
  (
    await server.context.db
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', action)
      .orderBy('id')
      .execute()
  ).map(({ subject }) => subject)
const permit = async (address: string, more: object = {}) =>
  (await as('office')).post('/admin/agreement/permissions', { address, given: true, by: 'Ms A', ...more })

it('says who has agreed, who not yet, and where a parent’s permission is missing', async () => {
  await agree(AMY)
  await agree(BEN)
  await permit(AMY)
  expect(states(await people())).toEqual([
    [AMY, 'agreed'],
    [BEN, 'permission'],
    [CAT, 'not-yet'],
  ])
  const list = await people(`?class=${classId}&state=not-yet`)
  expect(list.counts).toEqual({ asked: 3, agreed: 1, notYet: 1, permission: 2 })
  expect([list.total, states(list)]).toEqual([1, [[CAT, 'not-yet']]])
  expect(states(await people('?find=BEN%40'))).toEqual([[BEN, 'permission']])
  expect((await people('?class=999')).total).toBe(0)
  expect((await people()).people[0]?.permission).toMatchObject({ how: 'console', by: 'Ms A' })
  expect(await audit('agreement-look')).toEqual([
    'people:3',
    `people:1 class:${classId} not-yet`,
    'people:1',
    'people:0 class:999',
    'people:3',
  ])
})

it('gives a governor numbers and no name, and a teacher their own classes and nothing of parents', async () => {
  await agree(AMY)
  const governor = await as('governor')
  const numbers = await governor.get('/admin/agreement/numbers')
  expect((numbers.json() as AgreementNumbers).all).toEqual({ asked: 3, agreed: 0, notYet: 2, permission: 3 })
  expect(numbers.body).not.toContain('@')
  expect((await governor.get('/admin/agreement/people')).status).toBe(403)

  const tess = await as('teacher', 'tess@school.example')
  const own = (await tess.get(`/admin/my-agreement/${classId}`)).json() as OwnAgreement
  expect(own.pupils.map((one) => [one.name, one.state])).toEqual([
    [AMY, 'permission'],
    [BEN, 'not-yet'],
    [CAT, 'not-yet'],
  ])
  const stranger = await as('teacher', 'sam@school.example')
  expect((await stranger.get(`/admin/my-agreement/${classId}`)).status).toBe(404)
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
  const number = await server.context.people.find(server.context.db, AMY)
  expect(await audit('agreement-permit')).toEqual([
    `person:${number} ${YEAR}`,
    `person:${number} ${YEAR + 1}`,
  ])
  expect(await audit('agreement-permit-end')).toEqual([`person:${number} ${YEAR}`])
})

it('publishes what it is given, and says which field is wrong and what to do', async () => {
  const dsl = await as('dsl')
  const wrong = [
    { ...text(), title: ' ' },
    { ...text(), body: ' ' },
    text({ questions: [{ question: 'Be what?', answers: ['Kind', 'Rude'], right: 2, why: 'x' }] }),
    text({ questions: [{ question: 'Be what?', answers: ['Kind', 'Rude', ' kind '], right: 0, why: 'x' }] }),
  ]
  for (const [i, [field, fix]] of (
    [
      ['title', 'give the agreement a title'],
      ['body', 'write the agreement, or choose a PDF file'],
      ['questions.0.right', 'mark one of the answers as right'],
      ['questions.0.answers.2', 'says the same as another answer'],
    ] as const
  ).entries()) {
    const sent = await dsl.post('/admin/agreement/texts', wrong[i])
    expect([sent.status, sent.json()]).toMatchObject([422, { field, message: expect.stringContaining(fix) }])
  }
  const next = text({ title: 'Our new rules' })
  const done = await dsl.post('/admin/agreement/texts', next)
  expect(done.json()).toMatchObject({
    publications: [
      { title: 'Our new rules', ended: null, by: 'dsl@school.example', questions: 1 },
      { name, ended: expect.any(Number), withdrawn: false },
    ],
  })
  const again = await dsl.post(`/admin/agreement/texts/${name}/again`)
  expect(again.json()).toMatchObject({ publications: [{ name, ended: null }, {}, {}] })
  expect((await dsl.post(`/admin/agreement/texts/${name}/withdraw`)).status).toBe(200)
  expect((await dsl.post(`/admin/agreement/texts/${name}/withdraw`)).status).toBe(404)
  expect(await audit('agreement-withdraw')).toEqual([`child ${name}`])
  expect((await dsl.get(`/admin/agreement/texts/${await agreementNameOf(next)}`)).json()).toEqual(next)
})

const pdf = (size: number, more: { head?: string; tail?: string } = {}): string => {
  const { head = '%PDF-1.7\n', tail = '\n%%EOF\n' } = more
  return Buffer.from(head + ' '.repeat(size - head.length - tail.length) + tail).toString('base64url')
}

it('takes a PDF that is one, and no other file however it is called', async () => {
  const dsl = await as('dsl')
  const send = async (file: string) => dsl.post('/admin/agreement/texts', text({ body: '', pdf: file }))
  expect((await send(pdf(MOST_PDF_BYTES))).json()).toMatchObject({
    publications: [{ pdf: MOST_PDF_BYTES }, {}],
  })
  for (const [file, status] of [
    [pdf(MOST_PDF_BYTES + 1), 422],
    [pdf(4 * MOST_PDF_BYTES), 413],
    [pdf(500, { head: 'MZ\u0000\u0000' }), 422],
    [pdf(500, { head: '<html>%PDF-1.7' }), 422],
    [pdf(500, { head: '%PDF-x' }), 422],
    [pdf(500, { tail: '' }), 422],
    [pdf(500, { tail: '/Encrypt 3 0 R\n%%EOF' }), 422],
    [`${pdf(500)}=`, 422],
  ] as const) {
    const sent = await send(file)
    expect([sent.status, file.length]).toEqual([status, file.length])
    if (status === 422) expect(sent.json()).toMatchObject({ field: 'pdf' })
  }
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
  expect((await server.context.db.selectFrom('agreement_permissions').selectAll().execute()).length).toBe(0)
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
  const device = await TestDevice.confirmed(server, { person: { name: EVIL, from: 'management' } })
  await device.heartbeat()
  await device.send('POST', '/v1/agreement', { person: EVIL, given: [given(name, { wasOffline: true })] })
  await permit(AMY, { by: '\t@SUM(1)' })
  await permit(AMY, { given: false })
  const office = await as('office')
  const agreed = await office.get('/admin/agreement/export/agreed.csv')
  expect(agreed.body).toContain(`"'=HYPERLINK(""https://evil.example"")","management","${YEAR}","child"`)
  expect(agreed.body).toContain(`"yes","${device.id}","yes"\r\n`)
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
  const { db } = server.context
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
  const { publish } = await import('../documents/documents.ts')
  const policy = askingPolicy()
  for (const group of Object.values(policy.groups)) delete group.agreement
  await publish(server.context.db, server.context.vault, 'policy', policy, { actor: 'test', note: '' })
  expect((await people()).counts.asked).toBe(0)
})
