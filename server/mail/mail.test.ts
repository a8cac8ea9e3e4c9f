/** What mail says that a concern waits, to whom, and what happens to it when it cannot be sent. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { member, type Member, vouch, write } from '../../tests/fixtures/safeguarding-stage.ts'
import { readEnvironment } from '../environment.ts'
import { setDisabled } from '../staff/members.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { Mail } from './mail.ts'
import { mailServer } from './testing-mail.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let server: TestServer
let device: TestDevice
let khan: Member
let jones: Member
beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
  khan = await member(server, 'khan@school.example')
  jones = await member(server, 'jones@school.example')
  await vouch(server, khan, jones)
})
afterEach(() => server.close())

test('mail says that a concern waits, to each reader alone, and nothing else', async () => {
  const { request } = await write([khan, jones], { words: 'unmistakable' })
  expect((await device.send('POST', '/v1/concerns', request)).status).toBe(200)
  await server.context.mail.flush()
  const { id } = request
  const smtp = await mailServer()
  const { db, people } = server.context
  const mail = new Mail({ db, people, post: smtp.post })
  await mail.queue(db, [khan.person, jones.person], Date.now())
  await mail.queue(db, [khan.person], Date.now())
  await mail.flush()
  expect(smtp.letters.map(({ to }) => to).toSorted()).toEqual(['jones@school.example', 'khan@school.example'])
  for (const { subject, text } of smtp.letters) {
    expect(subject).toBe('A concern is waiting')
    expect(text).not.toMatch(new RegExp(`${id}|unmistakable|@|\\d`))
  }
  await mail.flush()
  expect([smtp.letters.length, mail.state]).toEqual([2, { state: 'works' }])
  await smtp.close()
})

test('mail that cannot be sent is kept and tried again, and the console says so without an address', async () => {
  const smtp = await mailServer()
  const { db, people } = server.context
  let now = Date.now()
  const mail = new Mail({ db, people, post: smtp.post, now: () => now })
  await db.deleteFrom('mail_outbox').execute()
  await mail.queue(db, [khan.person], now)
  smtp.state.refuses = true
  await mail.flush()
  expect(mail.state).toEqual({ state: 'fails', detail: expect.stringMatching(/^\w+ 451$/) as unknown })
  smtp.state.refuses = false
  await mail.flush() // Too soon.
  expect(smtp.letters).toEqual([])
  now += 2 * MINUTE
  await mail.flush()
  expect([smtp.letters.length, mail.state.state]).toEqual([1, 'works'])
  await smtp.close()
})

test('who is to be told again while their mail is under way is told again', async () => {
  const { db, people } = server.context
  await db.deleteFrom('mail_outbox').execute()
  const sent: string[] = []
  const mail: Mail = new Mail({
    db,
    people,
    post: async (to) => {
      sent.push(to)
      if (sent.length === 1) await mail.queue(db, [khan.person], Date.now())
    },
  })
  await mail.queue(db, [khan.person], Date.now())
  await mail.flush()
  await mail.flush()
  expect(sent).toEqual(['khan@school.example', 'khan@school.example'])
})

test('a mail server that hangs does not hold up the stop, and its mail is not lost', async () => {
  const { db, people } = server.context
  await db.deleteFrom('mail_outbox').execute()
  const mail = new Mail({ db, people, post: () => new Promise(() => undefined) })
  await mail.queue(db, [khan.person], Date.now())
  mail.send()
  const began = performance.now()
  await mail.close()
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(await db.selectFrom('mail_outbox').select('person').execute()).toEqual([{ person: khan.person }])
})

test.each([
  [{ KERB_MAIL_URL: 'smtp://mail.school.example' }, 'both or neither'],
  [{ KERB_MAIL_URL: 'https://mail.school.example', KERB_MAIL_FROM: 'kerb@school.example' }, 'smtps://'],
  [{ KERB_MAIL_URL: 'smtp://u:secret@mail.school.example', KERB_MAIL_FROM: 'Kerb' }, 'one address'],
])('settings %j are refused by name', (variables, words) => {
  expect(() => readEnvironment(variables)).toThrow(words)
  expect(() => readEnvironment(variables)).not.toThrow('secret')
})

test('one mailbox that takes nothing delays nobody else', async () => {
  const { db, people } = server.context
  await db.deleteFrom('mail_outbox').execute()
  let now = Date.now()
  const [sent, tried]: [string[], string[]] = [[], []]
  const post = async (to: string) => {
    tried.push(to)
    if (to.startsWith('khan')) throw Object.assign(new Error('full'), { responseCode: 452 })
    sent.push(to)
  }
  const mail = new Mail({ db, people, post, now: () => now })
  await mail.queue(db, [khan.person], now)
  await mail.flush()
  await mail.queue(db, [jones.person], now)
  await mail.flush()
  expect(sent).toEqual(['jones@school.example'])
  expect(tried).toEqual(['khan@school.example', 'jones@school.example'])
  expect(mail.state).toEqual({ state: 'fails', detail: '452' })
  now += 2 * MINUTE
  await mail.flush()
  now += MINUTE // The second pause is longer.
  await mail.flush()
  expect(tried.filter((to) => to.startsWith('khan'))).toHaveLength(2)
  now += 73 * HOUR
  await mail.flush()
  expect(mail.state).toEqual({ state: 'works' })
})

test('nothing is sent to an account that is closed', async () => {
  const { db, people } = server.context
  await db.deleteFrom('mail_outbox').execute()
  const sent: string[] = []
  const mail = new Mail({ db, people, post: async (to) => void sent.push(to) })
  await mail.queue(db, [khan.person, jones.person], Date.now())
  await setDisabled(db, khan.person, true, Date.now())
  await mail.flush()
  expect(sent).toEqual(['jones@school.example'])
  expect(await db.selectFrom('mail_outbox').select('person').execute()).toEqual([])
})
