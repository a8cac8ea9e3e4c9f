/** The routes for classes, as the console uses them: from an upload to its undoing, and a teacher's own classes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import type { ClassDetail, Classes, RosterPreview } from '../../lib/protocol/classes.ts'
import { filesOf, ONEROSTER, zipOf } from './testing.ts'
import { dayIn } from './values.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await testServer()
  ;({ cookie } = await memberCookie(server, 'network@school.example', ['network']))
})
afterAll(() => server.close())

interface Sent {
  readonly status: number
  readonly body: Record<string, unknown>
}
async function send(
  method: 'GET' | 'POST',
  url: string,
  payload?: unknown,
  headers: Record<string, string> = {},
): Promise<Sent> {
  const answer = await server.app.inject({
    method,
    url,
    headers: { ...SAME_ORIGIN, cookie, ...headers },
    ...(payload === undefined ? {} : { payload: payload as Record<string, unknown> }),
  })
  return { status: answer.statusCode, body: answer.json() }
}
async function upload(form: FormData | Uint8Array, type?: string): Promise<Sent> {
  const request = new Request('http://localhost/', {
    method: 'POST',
    body: form as FormData,
    headers: type ? { 'Content-Type': type } : {},
  })
  const contentType = request.headers.get('content-type') ?? ''
  const payload = Buffer.from(await request.arrayBuffer())
  return send('POST', '/admin/classes/import/preview', payload, { 'content-type': contentType })
}
const formOf = (files: Iterable<readonly [string, string]>): FormData => {
  const form = new FormData()
  for (const [name, text] of files) form.append('files', new File([text], name))
  return form
}
const preview = async (files: Iterable<readonly [string, string]>) => {
  const { status, body } = await upload(formOf(files))
  expect({ status, body }).toMatchObject({ status: 200 })
  return body as unknown as RosterPreview
}
/** Terms that are on, whenever this test runs. */
const exported = (): [string, string][] =>
  Object.entries({
    ...ONEROSTER,
    'academicSessions.csv': (ONEROSTER['academicSessions.csv'] ?? '')
      .replace('2026-09-01,2026-12-18', '2020-09-01,2099-12-18')
      .replace('2026-04-20,2026-07-20', '2019-04-20,2019-07-20'),
  })
const classes = async () => (await send('GET', '/admin/classes')).body as unknown as Classes

describe('a roster', () => {
  it('is uploaded as several files, looked at, applied and undone', async () => {
    const told = await preview(exported())
    expect(told).toMatchObject({
      format: 'oneroster',
      counts: { classesNew: 2 },
      problemCount: 1,
      large: false,
    })
    expect((await classes()).classes).toEqual([])
    const applied = await send('POST', '/admin/classes/import/apply', { preview: told.preview })
    expect(applied).toEqual({ status: 200, body: { counts: told.counts } })
    const now = await classes()
    expect(now.classes).toMatchObject([
      { name: '9B Maths', source: 'roster', pupils: 2, teachers: 2, ended: null },
      { name: '9C Maths – S.', pupils: 1, teachers: 1 },
    ])
    expect(now.last).toMatchObject({ counts: told.counts, undoUntil: expect.any(Number) })
    expect((await send('POST', '/admin/classes/import/undo')).body).toEqual({
      classes: 2,
      left: [],
      ended: [],
    })
    expect(await classes()).toEqual({ classes: [], last: null })
    expect(await send('POST', '/admin/classes/import/undo')).toMatchObject({ status: 404 })
  })

  it('is uploaded as a zip, in a form or as it is', async () => {
    const zip = await zipOf(filesOf(Object.fromEntries(exported())))
    const form = new FormData()
    form.append('files', new File([new Uint8Array(zip)], 'roster.zip'))
    for (const sent of [await upload(form), await upload(zip, 'application/zip')])
      expect(sent).toMatchObject({ status: 200, body: { counts: { classesNew: 2 } } })
    const list = Buffer.from('class,email\n9B,amy@school.example\n')
    expect(await upload(list, 'text/csv')).toMatchObject({ status: 200, body: { format: 'simple' } })
  })

  it.each([
    ['a page instead of CSV', '<html>', 'roster-not-csv'],
    ['a list without its columns', 'a,b\n1,2\n', 'roster-columns'],
    ['nothing', '', 'roster-empty'],
  ])('that is %s is a 422 that says what to put right', async (_, text, error) => {
    expect(await upload(formOf([['list.csv', text]]))).toMatchObject({
      status: 422,
      body: { error, message: expect.stringMatching(/\.$/) },
    })
  })

  it('in a broken form, as JSON, packed, or too large is refused', async () => {
    const url = '/admin/classes/import/preview'
    const form = { 'content-type': 'multipart/form-data; boundary=x' }
    expect(await send('POST', url, Buffer.from('no form'), form)).toMatchObject({
      status: 422,
      body: { error: 'roster-form' },
    })
    expect(
      await send('POST', url, Buffer.from('x'), { 'content-type': 'multipart/form-data' }),
    ).toMatchObject({ status: 422 })
    expect(await send('POST', url, { files: [] })).toMatchObject({ status: 422, body: { error: 'upload' } })
    const packed = { 'content-type': 'text/csv', 'content-encoding': 'gzip' }
    expect(await send('POST', url, Buffer.from('x'), packed)).toMatchObject({
      status: 422,
      body: { error: 'upload' },
    })
    const large = Buffer.alloc(20 * 1024 * 1024 + 1, 'x')
    expect(await send('POST', url, large, { 'content-type': 'text/csv' })).toMatchObject({ status: 413 })
  })

  it('is noted without names', async () => {
    const rows = await server.context.db.selectFrom('audit').selectAll().orderBy('id').execute()
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['roster-preview', 'roster-apply', 'roster-undo']),
    )
    expect(JSON.stringify(rows)).not.toMatch(/@|smith|amy/i)
  })
})

describe('a class by hand', () => {
  it('is made, named, filled by pasting, ended and begun again', async () => {
    const made = (await send('POST', '/admin/classes', { name: '  Chess   club ' }))
      .body as unknown as ClassDetail
    expect(made).toMatchObject({ name: 'Chess club', source: 'hand', pupils: 0 })
    const url = `/admin/classes/${made.id}`
    const pasted =
      'Amy Pupil <amy@school.example>\r\nBEN@school.example; cat@school.example\nnot an address\n\n=1+1\n'
    expect(
      await send('POST', `${url}/members`, { role: 'pupils', action: 'add', addresses: pasted }),
    ).toEqual({
      status: 200,
      body: {
        done: 3,
        unchanged: 0,
        problems: [
          { line: 3, message: '“not an address” is no e-mail address' },
          { line: 5, message: '“=1+1” is no e-mail address' },
        ],
      },
    })
    const out = { role: 'pupils', action: 'remove', addresses: 'ben@school.example\nnobody@school.example' }
    expect((await send('POST', `${url}/members`, out)).body).toEqual({ done: 1, unchanged: 1, problems: [] })
    expect((await send('POST', `${url}/name`, { name: 'Chess' })).body).toMatchObject({ name: 'Chess' })
    expect((await send('POST', `${url}/end`)).body).toMatchObject({ ended: expect.any(Number) })
    expect((await send('POST', `${url}/begin`)).body).toMatchObject({
      ended: null,
      members: {
        pupils: [{ name: 'amy@school.example', from: 'hand', devices: 0 }, { name: 'cat@school.example' }],
      },
    })
  })

  it.each([
    ['', 422],
    ['   ', 422],
    ['=1+1', 422],
    ['x'.repeat(101), 422],
    ['a\u202eb', 422],
  ])('is not called %j', async (name, status) => {
    expect(await send('POST', '/admin/classes', { name })).toMatchObject({ status, body: { field: 'name' } })
  })
})

describe('a teacher', () => {
  it('reads their own classes, with who has a device, and nobody else’s', async () => {
    const { db, people } = server.context
    const by = (await send('POST', '/admin/classes', { name: '9B' })).body as unknown as ClassDetail
    const url = `/admin/classes/${by.id}/members`
    const pupils = 'amy@school.example\nben@school.example'
    await send('POST', url, { role: 'pupils', action: 'add', addresses: pupils })
    await send('POST', url, { role: 'teachers', action: 'add', addresses: 'tom@school.example' })
    const tom = await people.find(db, 'tom@school.example')
    const given = await db
      .selectFrom('staff')
      .select('roles')
      .where('person', '=', tom ?? 0)
      .executeTakeFirst()
    expect(given?.roles).toBe('["teacher"]')
    const device = await TestDevice.confirmed(server, {
      person: { name: 'Amy@school.example', from: 'profile' },
    })
    await device.heartbeat()
    const as = async (name: string) => ({ cookie: (await memberCookie(server, name, ['teacher'])).cookie })
    const own = await as('tom@school.example')
    expect((await send('GET', '/admin/my-classes', undefined, own)).body).toEqual({
      classes: [{ id: by.id, name: '9B', pupils: 2 }],
    })
    expect((await send('GET', `/admin/my-classes/${by.id}`, undefined, own)).body).toMatchObject({
      name: '9B',
      pupils: [
        { name: 'amy@school.example', devices: 1 },
        { name: 'ben@school.example', devices: 0 },
      ],
    })
    const other = await as('uma@school.example')
    expect((await send('GET', '/admin/my-classes', undefined, other)).body).toEqual({ classes: [] })
    expect(await send('GET', `/admin/my-classes/${by.id}`, undefined, other)).toMatchObject({ status: 404 })
    expect(await send('GET', '/admin/classes', undefined, own)).toMatchObject({ status: 403 })
    await send('POST', `/admin/classes/${by.id}/end`)
    expect((await send('GET', '/admin/my-classes', undefined, own)).body).toEqual({ classes: [] })
  })
})

it('knows the day at school', () => {
  const late = Date.UTC(2026, 5, 30, 23, 30)
  expect([dayIn('Europe/London', late), dayIn('UTC', late)]).toEqual(['2026-07-01', '2026-06-30'])
})
