/** Concerns that nobody opens: when they count as left alone, who is told then, and what the mail says. */
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import {
  member,
  type Member,
  endKey,
  vouch,
  write,
  type Writing,
} from '../../tests/fixtures/safeguarding-stage.ts'
import { Mail, postThrough } from '../mail/mail.ts'
import { readMail } from '../mail/settings.ts'
import { readEnvironment } from '../environment.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { escalate, MOST_REMINDERS } from './escalate.ts'
import { isOverdue, timeWithin } from './times.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (text: string) => Date.parse(text)
const school = {
  times: { hours: [{ days: [1, 2, 3, 4, 5], from: 480, to: 960 }], openWithin: 60 },
  zone: 'Europe/London',
}
/** A Friday in winter, half past two. */
const FRIDAY = at('2026-11-27T14:30:00Z')

describe('the set time', () => {
  const concern = { today: 0, unnamed: 0, received: FRIDAY, reminded: 0 }
  test.each([
    ['59 minutes later', '2026-11-27T15:29:00Z', false],
    ['an hour later', '2026-11-27T15:30:00Z', true],
  ])('runs while the team reads: %s', (_what, now, overdue) => {
    expect(isOverdue(concern, school, at(now))).toBe(overdue)
  })
  test.each([
    ['Sunday', '2026-11-29T12:00:00Z', false],
    ['Monday, before it is an hour', '2026-11-30T08:29:00Z', false],
    ['Monday, after half an hour', '2026-11-30T08:30:00Z', true],
  ])('stands still while nobody reads: %s', (_what, now, overdue) => {
    expect(isOverdue({ ...concern, received: at('2026-11-27T15:30:00Z') }, school, at(now))).toBe(overdue)
  })
  test('runs at any hour when help is needed today', () => {
    const night = { ...concern, today: 1, received: at('2026-11-28T02:00:00Z') }
    expect(isOverdue(night, school, at('2026-11-28T02:59:00Z'))).toBe(false)
    expect(isOverdue(night, school, at('2026-11-28T03:00:00Z'))).toBe(true)
  })
  test('begins at the end of the hour where only the hour is kept', () => {
    const hidden = { ...concern, unnamed: 1, received: at('2026-11-27T10:00:00Z') }
    expect(isOverdue(hidden, school, at('2026-11-27T11:59:00Z'))).toBe(false)
    expect(isOverdue(hidden, school, at('2026-11-27T12:00:00Z'))).toBe(true)
  })
  test('is that much longer after each time of telling', () => {
    expect(
      isOverdue(
        { ...concern, received: at('2026-11-27T08:00:00Z'), reminded: 1 },
        school,
        at('2026-11-27T09:59:00Z'),
      ),
    ).toBe(false)
    expect(
      isOverdue(
        { ...concern, received: at('2026-11-27T08:00:00Z'), reminded: 1 },
        school,
        at('2026-11-27T10:00:00Z'),
      ),
    ).toBe(true)
  })
  test('counts an hour that the clocks repeat, and all of the time in a zone that nobody knows', () => {
    const night = { hours: [{ days: [7], from: 0, to: 180 }] }
    expect(timeWithin(night, 'Europe/London', at('2026-10-24T12:00:00Z'), at('2026-10-25T12:00:00Z'))).toBe(
      4 * HOUR,
    )
    expect(timeWithin(night, 'Moon/Base', 0, 5 * HOUR)).toBe(5 * HOUR)
  })
})

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

const send = async (readers: readonly Member[], how?: Writing): Promise<string> => {
  const { request } = await write(readers, how)
  expect((await device.send('POST', '/v1/concerns', request)).status).toBe(200)
  await server.context.mail.flush()
  return request.id
}
/** Who would be mailed by it. */
async function told(work: (context: TestServer['context']) => Promise<unknown>): Promise<string[]> {
  const queued: number[] = []
  const mail = Object.create(server.context.mail) as Mail
  mail.queue = async (_trx, people) => void queued.push(...people)
  await work({ ...server.context, mail })
  return queued.map((person) => (person === khan.person ? 'khan' : 'jones')).toSorted()
}
const inADay = () => Date.now() + 48 * HOUR
const idsOf = async (who: Member) => (await who.inbox()).concerns.map(({ id }) => id)

test('goes to the later readers when nobody opened it, and not before', async () => {
  const id = await send([khan], { later: [jones], today: true })
  expect(await idsOf(jones)).toEqual([])
  await expect(jones.open(id)).rejects.toThrow('no such concern')
  expect(await escalate(server.context, Date.now() + 59 * MINUTE)).toBe(0)
  expect(await told((context) => escalate(context, Date.now() + 61 * MINUTE))).toEqual(['jones', 'khan'])
  expect(await idsOf(jones)).toEqual([id])
  expect((await jones.open(id)).state).toBe('seen')
  expect(await escalate(server.context, inADay())).toBe(0)
})

test('one that was opened goes nowhere', async () => {
  const id = await send([khan], { later: [jones], today: true })
  await khan.open(id)
  expect(await escalate(server.context, inADay())).toBe(0)
  expect(await idsOf(jones)).toEqual([])
})

test('its readers are told again and again, and not for ever', async () => {
  await send([khan], { today: true })
  for (let i = 1; i <= MOST_REMINDERS; i++)
    expect(await escalate(server.context, Date.now() + i * HOUR + MINUTE)).toBe(1)
  expect(await escalate(server.context, inADay())).toBe(0)
})

test('when the keys of all its first readers end, the later ones read it at once', async () => {
  const patel = await member(server, 'patel@school.example')
  await vouch(server, khan, patel)
  const id = await send([patel], { later: [jones] })
  await endKey(server, khan, patel)
  expect(await idsOf(jones)).toEqual([])
  expect(await escalate(server.context, Date.now())).toBe(1)
  expect(await idsOf(jones)).toEqual([id])
  // And one that comes after that.
  const next = await send([patel], { later: [jones] })
  expect((await idsOf(jones)).toSorted()).toEqual([id, next].toSorted())
})

interface Letter {
  readonly to: string
  readonly subject: string | undefined
  readonly text: string | undefined
}

/** A mail server on this machine that keeps what it is given. */
async function mailServer() {
  const letters: Letter[] = []
  const state = { refuses: false }
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) =>
      done(
        state.refuses
          ? Object.assign(new Error('no <khan@school.example> here'), { responseCode: 451 })
          : null,
      ),
    onData: (stream, session, done) => {
      const keep = async () => {
        const { subject, text } = await PostalMime.parse(Buffer.concat(await stream.toArray()))
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), subject, text })
        done()
      }
      void keep()
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const { port } = smtp.server.address() as { port: number }
  const settings = readMail(
    { KERB_MAIL_URL: `smtp://127.0.0.1:${port}`, KERB_MAIL_FROM: 'kerb@school.example' },
    [],
  )
  if (!settings) throw new Error('no settings')
  return {
    letters,
    state,
    post: postThrough(settings),
    close: () => new Promise<void>((done) => smtp.close(done)),
  }
}

test('mail says that a concern waits, to each reader alone, and nothing else', async () => {
  const id = await send([khan, jones], { words: 'unmistakable' })
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
