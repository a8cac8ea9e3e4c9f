/** What a thief of the database reads, and what a whole report leaves behind in logs, counters and the audit. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { basename, join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { handTo } from '../../lib/concern/hands.ts'
import { newConcernId } from '../../lib/concern/receipt.ts'
import { type Reader, sealTo } from '../../lib/concern/seal.ts'
import { MAILBOX_HEADER } from '../../lib/protocol/concerns.ts'
import {
  member,
  type Member,
  readerOf,
  say,
  stolen,
  vouch,
  write,
  type Written,
} from '../../tests/fixtures/safeguarding-stage.ts'
import { logOptions } from '../log.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { bytesBelow, filesBelow } from '../testing-disk.ts'

const HOUR = 3_600_000
const ADDRESS = '10.77.66.55'
const PUPIL = { name: 'ada.pupil@school.example', from: 'profile' as const }

let server: TestServer
let device: TestDevice
let khan: Member
let written: Written
let lines = ''
let before: number

/** Something of the team's at a concern. */
async function note(kind: 'note' | 'case', concern: string, readers: readonly Reader[]) {
  const id = newConcernId()
  return { id, content: await sealTo(readers, { words: 'unmistakable note' }, `${kind} ${concern} ${id}`) }
}

beforeAll(async () => {
  server = await testServer({ KERB_LOG_LEVEL: 'trace' })
  const into = new Writable({ write: (chunk, _encoding, done) => ((lines += String(chunk)), done()) })
  Object.assign(server.app.log, pino({ ...logOptions({ logLevel: 'trace' }) }, into))
  device = await TestDevice.confirmed(server, { person: PUPIL })
  device.address = ADDRESS
  await device.heartbeat()
  khan = await member(server, 'khan@school.example')
  const jones = await member(server, 'jones@school.example')
  await vouch(server, khan, jones)
  before = Date.now()
  const day = await write([khan], { today: true, words: 'unmistakable words' })
  written = await write([khan, jones], { hidden: [khan, jones], words: 'unmistakable words' })
  for (const one of [written, day]) await device.send('POST', '/v1/concerns', one.request)
  const { id } = written.request
  await khan.open(id)
  await khan.reply(id, await say(id, 'unmistakable answer', [written.pupil, readerOf(khan)]))
  const headers = { [MAILBOX_HEADER]: written.secret }
  await device.send(
    'POST',
    `/v1/concerns/${id}/messages`,
    await say(id, 'unmistakable more', [readerOf(khan)]),
    { headers },
  )
  await device.send('GET', `/v1/concerns/${id}`, undefined, { headers })
  await jones.open(id)
  const readers = [readerOf(khan), readerOf(jones)]
  await khan.note(id, await note('note', id, readers))
  await khan.joinCase(id, await note('case', id, readers))
  await khan.hand(id, await handTo(khan.own, { id }, jones.own.id, Date.now()))
  await jones.exported(id)
}, 120_000)
afterAll(() => server.close())

/** Every value of every column of every table. */
function everything(): Map<string, string> {
  const db = stolen(server)
  const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[]
  const text = (value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)
  const found = new Map(
    tables.map(({ name }) => [
      name,
      db
        .prepare(`SELECT * FROM ${name}`)
        .all()
        .map((row) => Object.values(row).map(text).join('\t'))
        .join('\n'),
    ]),
  )
  db.close()
  return found
}

test('the database holds the concern, and no word, name, installation, secret or network beside it', () => {
  const found = everything()
  const about = [...found].filter(([table]) => /^(concern|mail)/.test(table))
  expect(about.map(([table]) => table)).toEqual(
    expect.arrayContaining([
      'concerns',
      'concern_messages',
      'concern_wraps',
      'concern_notes',
      'concern_hands',
    ]),
  )
  const words = about.map(([, rows]) => rows).join('\n')
  expect(words).toContain(written.request.id) // Or this would prove nothing.
  expect(words).toContain(written.request.content.sealed)
  const private_ = [device.id, ADDRESS, PUPIL.name, 'ada@', 'unmistakable', written.secret, 'school.example']
  expect(private_.filter((one) => words.includes(one))).toEqual([])
  const all = [...found.values()].join('\n')
  expect(['unmistakable', written.secret, 'khan@'].filter((one) => all.includes(one))).toEqual([])
})

test('no column beside a concern could hold who sent it', () => {
  const db = stolen(server)
  const columns = db
    .prepare(
      "SELECT m.name || '.' || c.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.name LIKE 'concern%' AND m.type = 'table'",
    )
    .all() as { name: string }[]
  db.close()
  expect(columns.length).toBeGreaterThan(20)
  expect(columns.filter(({ name }) => /installation|person|network|address|device/.test(name))).toEqual([])
})

test('no other table says that this installation or anybody reported', () => {
  const others = [...everything()].filter(([table]) => !table.startsWith('concern'))
  const ids = [written.request.id, written.request.mailbox]
  expect(others.filter(([, rows]) => ids.some((id) => rows.includes(id)))).toEqual([])
  const audit = everything().get('audit') ?? ''
  expect(audit).toContain('safeguarding-join')
  expect(audit).not.toMatch(/concern|report/)
  expect(everything().get('rows')).toBe('')
})

test('when the name is hidden, no time of it is finer than the hour; help today is on time', () => {
  const db = stolen(server)
  const times = db.prepare('SELECT received, changed, today FROM concerns ORDER BY today').all() as Record<
    string,
    number
  >[]
  const said = db.prepare('SELECT at FROM concern_messages').all() as { at: number }[]
  said.push(...(db.prepare('SELECT at FROM concern_notes').all() as { at: number }[]))
  const mail = db.prepare('SELECT hour FROM mail_outbox').all() as { hour: number }[]
  db.close()
  const [hidden, today] = times
  expect(
    [hidden?.['received'], hidden?.['changed'], ...said.map(({ at }) => at)].map((at) => (at ?? 1) % HOUR),
  ).toEqual([0, 0, 0, 0, 0, 0])
  expect(mail.filter(({ hour }) => hour % HOUR !== 0)).toEqual([])
  expect(today?.['received']).toBeGreaterThanOrEqual(before)
  expect((today?.['changed'] ?? 1) % HOUR).toBe(0)
})

test('the order in which concerns came is not in the file', () => {
  const db = stolen(server)
  const made = db
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name LIKE 'concern%'")
    .all() as {
    name: string
    sql: string
  }[]
  db.close()
  expect(made.length).toBeGreaterThan(3)
  expect(made.filter(({ sql }) => !sql.includes('WITHOUT ROWID'))).toEqual([])
})

test('the log says nothing of a concern, and no address of whoever sent it', () => {
  // As each request's own log is made, or this would prove nothing.
  server.app.log.child({ reqId: 'x' }).info('a line that is there')
  expect(lines).toContain('a line that is there')
  const all = [
    written.request.id,
    device.id,
    ADDRESS,
    PUPIL.name,
    written.secret,
    'unmistakable',
    '/v1/concerns',
  ]
  expect(all.filter((one) => lines.includes(one))).toEqual([])
})

test('no counter counts concerns', async () => {
  const answer = await server.app.inject({ method: 'GET', url: '/metrics', remoteAddress: '127.0.0.1' })
  expect(answer.body).toContain('/v1/heartbeat')
  expect(answer.body).not.toMatch(/concern|mailbox/)
})

test('nothing of it lies anywhere else in the folder', () => {
  const folder = join(server.folder, 'data')
  expect(filesBelow(folder).filter((file) => !basename(file).startsWith('kerb.sqlite'))).toEqual([])
  const bytes = bytesBelow(folder).toString('latin1')
  expect(bytes).toContain(written.request.id)
  expect([device.id, 'unmistakable', written.secret, ADDRESS].filter((one) => bytes.includes(one))).toEqual([
    device.id,
  ])
})
