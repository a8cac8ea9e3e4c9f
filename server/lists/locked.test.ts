/** The locked slot on the server: what devices are given, who is told of a hit, and that no role reads any of it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLocked } from '../../lib/lists/locked/locked.ts'
import { readLockedSource } from '../../lib/lists/locked/source.ts'
import { openEnvelope } from '../../lib/protocol/envelope.ts'
import { toBase64url } from '../../lib/protocol/bytes.ts'
import { lockedDocumentSchema } from '../../lib/protocol/locked-document.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { ROLES } from '../../lib/protocol/staff-roles.ts'
import { envelopeSchema } from '../../lib/protocol/wire.ts'
import { canonical } from '../../lib/verdict/address.ts'
import { databaseFile } from '../environment.ts'
import { memberCookie, SAME_ORIGIN } from '../testing-staff.ts'
import { TestDevice, testServer, type TestServer } from '../testing.ts'
import { keepLocked, removeLocked } from './locked-removal.ts'
import { loadLocked, lockedInForce, lockedLists, LockedRefused, renewLocked } from './locked.ts'
import { lockedHits, tellLeads } from './locked-hits.ts'

const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
const MINUTE = 60_000

function source(hosts: readonly string[], id = 'member') {
  const read = readLockedSource(`# list: ${id}\n# category: illegal-csam\n${hosts.map(sha).join('\n')}`)
  if (!read.ok) throw new Error(read.problems.join())
  return read.source
}
const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `bad-${i}.example`)

let server: TestServer
let device: TestDevice
beforeEach(async () => {
  server = await testServer()
  device = await TestDevice.confirmed(server)
})
afterEach(() => server.close())

describe('what devices are given', () => {
  it('is signed, hashed under a key of the school’s, and finds what the member’s list names', async () => {
    await loadLocked(server.context, source(['bad.example', 'worse.example']))
    const beat = await device.heartbeat()
    expect(beat.body).toMatchObject({ locked: { number: 1 } })
    const { status, body, response } = await device.send('GET', '/v1/locked')
    expect([status, response.headers['etag']]).toEqual([200, expect.stringMatching(/^"/)])
    const spki = toBase64url((await server.context.signing.current()).spki)
    const opened = await openEnvelope('locked', envelopeSchema.parse(body), [spki])
    if (!opened.ok) throw new Error(opened.error)
    const text = JSON.stringify(opened.payload)
    expect(text).not.toMatch(new RegExp(`bad|worse|${sha('bad.example').slice(0, 12)}`))
    const locked = openLocked(lockedDocumentSchema.parse(opened.payload))
    const address = canonical('https://www.worse.example/x')
    expect(address && locked.find(address)).toEqual({ list: 'member', entry: 2, category: 'illegal-csam' })
  })

  it('goes to nobody whom the school has not confirmed', async () => {
    await loadLocked(server.context, source(['bad.example']))
    const stranger = await TestDevice.make(server)
    await stranger.enrol()
    expect((await stranger.send('GET', '/v1/locked')).status).toBe(403)
    expect((await stranger.heartbeat()).body).not.toHaveProperty('locked')
  })

  it('is not switched off by a shorter list, nor by none; another list leaves it as it is', async () => {
    await loadLocked(server.context, source(many(100)))
    await expect(loadLocked(server.context, source(many(79)))).rejects.toThrow(LockedRefused)
    await expect(loadLocked(server.context, source(['co.uk']))).rejects.toThrow(LockedRefused)
    await loadLocked(server.context, source(many(80)))
    await loadLocked(server.context, source(['x.example'], 'another'))
    const counts = (await lockedLists(server.context)).map(({ id, entries }) => [id, entries])
    expect(counts).toEqual([
      ['member', 80],
      ['another', 1],
    ])
    expect((await loadLocked(server.context, source(many(2)), { smaller: true })).before).toBe(80)
    expect(await renewLocked(server.context)).toMatchObject({ number: 5 })
  })

  it('holds both of two lists that are loaded at once', async () => {
    await Promise.all([
      loadLocked(server.context, source(['bad.example'])),
      loadLocked(server.context, source(['x.example'], 'another')),
      renewLocked(server.context),
    ])
    const ids = (await lockedLists(server.context)).map(({ id }) => id)
    expect(ids.toSorted()).toEqual(['another', 'member'])
  })
})

describe('taking a list out', () => {
  const DAY = 24 * 60 * MINUTE
  const ids = async () => (await lockedLists(server.context)).map(({ id }) => id)

  it('is told to the leads, waits three days, and is on record', async () => {
    const { db } = server.context
    await loadLocked(server.context, source(['bad.example']))
    const now = Date.now()
    await expect(removeLocked(server.context, 'member', now)).rejects.toThrow('no safeguarding lead')
    const lead = await memberCookie(server, 'lead@school.example', ['dsl'])
    await expect(removeLocked(server.context, 'other', now)).rejects.toThrow(LockedRefused)
    expect(await removeLocked(server.context, 'member', now)).toEqual({ state: 'asked', from: now + 3 * DAY })
    const letters = await db.selectFrom('mail_outbox').select(['person', 'about']).execute()
    expect(letters).toEqual([{ person: lead.person, about: 'locked-removal' }])
    expect(await removeLocked(server.context, 'member', now + 2 * DAY)).toMatchObject({ state: 'waits' })
    expect(await ids()).toEqual(['member'])
    expect(await removeLocked(server.context, 'member', now + 3 * DAY)).toMatchObject({ state: 'done' })
    expect(await ids()).toEqual([])
    expect(await lockedInForce(server.context)).toMatchObject({ lists: [], removed: ['member'] })
    const audit = await db.selectFrom('audit').select(['actor', 'action', 'subject']).execute()
    expect(audit.filter(({ action }) => action.endsWith('remove-locked-list'))).toEqual([
      { actor: 'command', action: 'ask-remove-locked-list', subject: 'member' },
      { actor: 'command', action: 'remove-locked-list', subject: 'member' },
    ])
    // What is loaded again is no list that was taken out, and a word from before counts no more.
    await loadLocked(server.context, source(['bad.example']))
    expect(await lockedInForce(server.context)).not.toHaveProperty('removed')
    expect(await removeLocked(server.context, 'member', now + 4 * DAY)).toMatchObject({ state: 'asked' })
  })

  it('is forgotten when somebody says so, and when nobody does it', async () => {
    await memberCookie(server, 'lead@school.example', ['dsl'])
    await loadLocked(server.context, source(['bad.example']))
    const now = Date.now()
    await removeLocked(server.context, 'member', now)
    await keepLocked(server.context, 'member', now + DAY)
    await expect(keepLocked(server.context, 'member', now + DAY)).rejects.toThrow(LockedRefused)
    expect(await removeLocked(server.context, 'member', now + 4 * DAY)).toMatchObject({ state: 'asked' })
    expect(await removeLocked(server.context, 'member', now + 30 * DAY)).toMatchObject({ state: 'asked' })
    expect(await ids()).toEqual(['member'])
  })
})

const hit = (seq: number, at = Date.now()): Row => ({
  seq,
  at,
  kind: 'blocked',
  host: '',
  categories: ['illegal-csam'],
  action: 'block',
  reason: 'illegal',
  target: 'page',
  listed: { list: 'member', entry: 41 },
  who: { name: 'amy@school.example', from: 'profile' },
})

describe('a hit', () => {
  it('is told to every lead by mail, once in a quarter of an hour', async () => {
    const lead = await memberCookie(server, 'lead@school.example', ['dsl'])
    await memberCookie(server, 'net@school.example', ['network'])
    const letters: unknown[] = []
    const queue = server.context.mail.queue.bind(server.context.mail)
    server.context.mail.queue = async (trx, people, now, about) => {
      letters.push([people, about])
      return queue(trx, people, now, about)
    }
    await device.activity([hit(1)])
    await device.activity([hit(2)])
    expect(letters).toEqual([[[lead.person], 'illegal']])
    expect(await tellLeads(server.context, Date.now() + 14 * MINUTE)).toBe(false)
    expect(await tellLeads(server.context, Date.now() + 16 * MINUTE)).toBe(true)
    expect(await tellLeads(server.context, Date.now() + 60 * MINUTE)).toBe(false)
    expect((await lockedHits(server.context)).hits).toMatchObject([
      { list: 'member', entry: 41, category: 'illegal-csam', who: 'amy@school.example' },
      { list: 'member', entry: 41 },
    ])
  })

  it('waits for a lead where there is none', async () => {
    await device.activity([hit(1)])
    expect(await tellLeads(server.context, Date.now())).toBe(false)
    await memberCookie(server, 'lead@school.example', ['dsl'])
    expect(await tellLeads(server.context, Date.now())).toBe(true)
  })

  it('is read by the lead alone, and on record that it was', async () => {
    await device.activity([hit(1)])
    for (const role of ROLES) {
      const { cookie } = await memberCookie(server, `${role}@school.example`, [role])
      const sent = await server.app.inject({ url: '/admin/illegal', headers: { ...SAME_ORIGIN, cookie } })
      expect([role, sent.statusCode]).toEqual([role, role === 'dsl' ? 200 : 403])
    }
    const audit = await server.context.db.selectFrom('audit').select('action').execute()
    expect(audit.map(({ action }) => action)).toContain('read-illegal')
  })
})

it('a stolen database says nothing of a list, nor of a hit', async () => {
  await loadLocked(server.context, source(['bad.example']))
  await device.activity([hit(1)])
  const file = databaseFile(server.context.environment)
  const bytes = [file, `${file}-wal`].map((one) => readFileSync(one, 'latin1')).join('')
  // The list's name stands in the audit, with whoever loaded it.
  expect(bytes).not.toMatch(/bad\.example|"entries"|"entry"/)
  expect(bytes).not.toContain(sha('bad.example'))
})
