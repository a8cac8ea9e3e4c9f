/** What is noted of a batch: which installation signed which digests, and what the server holds against them. */
import { describe, expect, it, vi } from 'vitest'
import { batchDigest, digestText, newSalt, provedRow, rowDigest } from '../../lib/protocol/evidence.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { type ProvedSeal, sealRow } from '../../lib/protocol/seal.ts'
import type { SealedRow } from '../../lib/protocol/wire.ts'
import { Mail } from '../mail/mail.ts'
import { eachAt } from '../testing-clock.ts'
import { memberCookie } from '../testing-staff.ts'
import { type Sent, visit } from '../testing.ts'
import { closeDays } from './days.ts'
import { headsTold } from './heads.ts'
import {
  type BatchHead,
  digestAt,
  followed,
  isSigned,
  pathsOf,
  readBody,
  rootOf,
  rowDigest as provedDigest,
  sha256,
  UNREAD,
} from './verifier/proof.ts'
import { BEGIN, DAY, EvidenceStage, searched } from './testing-evidence.ts'

let stage: EvidenceStage
eachAt(BEGIN + DAY / 4, async () => {
  stage = await EvidenceStage.open()
  return stage.server
})

async function entries() {
  const { db } = stage.server.context
  const rows = await db.selectFrom('evidence_entries').selectAll().orderBy('id').execute()
  return rows.map(({ head, body }) => ({
    head: JSON.parse(head) as BatchHead,
    body: readBody(body ?? new Uint8Array()),
  }))
}
const post = (rows: readonly SealedRow[], query: string): Promise<Sent> =>
  stage.amy.send(
    'POST',
    `/v1/activity${query}`,
    { written: 9, keys: [stage.amy.sessionKey], rows },
    { gzip: true },
  )

it('the device and the verifier make the same digest of every kind of row', async () => {
  const base = { seq: 7, at: BEGIN + 0.5, who: { name: ' Amy@School.example', from: 'profile' } } as const
  const place = { host: 'a.test', categories: ['games', 'chat'], action: 'block', reason: 'x' } as const
  const rows: Row[] = [
    { ...base, kind: 'visit', ...place, categories: [...place.categories] },
    { ...base, kind: 'stay', visit: 6, seconds: 1.5 },
    { ...base, kind: 'title', visit: 6, title: 'Ünï\ud800code' },
    { ...base, kind: 'lost', from: 1, to: 6, reason: 'full' },
    { seq: 8, at: BEGIN, kind: 'start', version: '1', browser: 'Chromium' },
  ]
  for (const row of rows) {
    const salt = newSalt()
    const r = provedRow(row)
    // By hand: the verifier in packs of years ago has this order.
    const tuple = [
      ...([r.seq, r.at, r.kind, r.who, r.from, r.host, r.categories] as const),
      ...([r.action, r.reason, r.target, r.first, r.second, r.secret] as const),
    ] as const
    expect(sha256(digestText('i', salt, r))).toEqual(provedDigest('i', salt, tuple))
    expect(await rowDigest('i', { ...row, salt })).toBe(provedDigest('i', salt, tuple).toString('base64url'))
  }
})

describe('a batch', () => {
  it('is signed by the installation that wrote it: what its rows say is what the device gave', async () => {
    await stage.amy.activity([visit(1), searched(2, 'volcano')])
    const [{ head, body } = { head: null, body: null }] = await entries()
    if (!head || !body) throw new Error('no entry')
    expect(head).toMatchObject({ installation: stage.amy.id, seqs: [[1, 2]], stored: null })
    expect([body.own, body.given?.length]).toEqual([null, 64])
    expect(isSigned(head, body, stage.amy.spki)).toBe(true)
    // Another key, another order, another digest, another number.
    expect(isSigned(head, body, stage.ben.spki)).toBe(false)
    const given = Buffer.from(body.given ?? [])
    const turned = Buffer.concat([given.subarray(32), given.subarray(0, 32)])
    expect(isSigned(head, { ...body, given: turned }, stage.amy.spki)).toBe(false)
    given[3] = (given[3] ?? 0) ^ 1
    expect(isSigned(head, { ...body, given }, stage.amy.spki)).toBe(false)
    expect(
      isSigned(
        {
          ...head,
          seqs: [
            [1, 1],
            [3, 3],
          ],
        },
        body,
        stage.amy.spki,
      ),
    ).toBe(false)
  })

  it('of an earlier version is proved by the server’s own digests, and signed by nobody', async () => {
    const rows = [await sealRow(stage.amy.rowSeal, stage.amy.id, visit(1))]
    expect((await post(rows, '')).status).toBe(200)
    const [one] = await entries()
    expect(one?.body).toMatchObject({ given: null, signed: null })
    expect((await stage.check()).problems).toEqual([])
  })

  it.each([
    ['names no digest', async () => ''],
    ['names another', async () => `?rows=${'A'.repeat(43)}`],
    [
      'names it in other letters',
      async (rows: ProvedSeal[]) => `?rows=${await batchDigest(rows)}`.replace('rows', '%72ows'),
    ],
    ['names more', async (rows: ProvedSeal[]) => `?rows=${await batchDigest(rows)}&more=1`],
  ])('that %s is stored, proved and not signed', async (_what, query) => {
    const rows = [await stage.amy.seal(visit(1))]
    expect((await post(rows, await query(rows))).status).toBe(200)
    const [one] = await entries()
    expect(one?.body.signed).toBeNull()
    expect((await stage.check()).problems).toEqual([])
  })

  it('whose clock is wrong is proved as it was sealed and as it is stored', async () => {
    const rows = [await stage.amy.seal(visit(1)), await stage.amy.seal(visit(2, { at: 5 }))]
    await post(rows, `?rows=${await batchDigest(rows)}`)
    const [one] = await entries()
    if (!one) throw new Error('no entry')
    expect(isSigned(one.head, one.body, stage.amy.spki)).toBe(true)
    expect(one.body.own?.subarray(0, 32)).toEqual(one.body.given?.subarray(0, 32))
    expect(one.body.own?.subarray(32)).not.toEqual(one.body.given?.subarray(32))
    expect((await stage.check()).problems).toEqual([])
  })

  it('with a row that cannot be read keeps the place of it, and is signed by nobody', async () => {
    const rows = [await stage.amy.seal(visit(1)), { ...(await stage.amy.seal(visit(2))), key: 'nobody' }]
    await post(rows, `?rows=${await batchDigest(rows)}`)
    const [one] = await entries()
    if (!one) throw new Error('no entry')
    expect([digestAt(one.body, 0).equals(UNREAD), digestAt(one.body, 1).equals(UNREAD)]).toEqual([
      false,
      true,
    ])
    expect(one.body.signed).toBeNull()
    expect((await stage.check()).problems).toEqual([])
  })

  it('that comes again is noted once, and one that overlaps for what was new', async () => {
    await stage.amy.activity([visit(1), visit(3)])
    await stage.amy.activity([visit(1), visit(3)])
    await stage.amy.activity([visit(2), visit(3), visit(4)])
    expect((await entries()).map(({ head }) => head.stored)).toEqual([
      null,
      [
        [0, 0],
        [2, 2],
      ],
    ])
    expect(await stage.check()).toMatchObject({ rows: 4, problems: [] })
  })

  it('says nothing of a row to whoever steals the file: its salt is not in it', async () => {
    await stage.amy.activity([visit(1)])
    const { db } = stage.server.context
    const { salt } = await db.selectFrom('rows').select('salt').executeTakeFirstOrThrow()
    const [one] = await entries()
    const tuple = provedRow(visit(1))
    const tried = sha256(digestText(stage.amy.id, salt ?? '', tuple))
    expect(one && digestAt(one.body, 0).equals(tried)).toBe(false)
  })
})

it('a row that holds what no database keeps is no sign of a change', async () => {
  const rows = [
    visit(1, { host: 'a\0b' }),
    visit(2, { host: 'c\ud800', who: { name: 'x\0\ud800', from: 'profile' } }),
  ]
  await stage.amy.activity(rows)
  expect(await stage.check()).toMatchObject({ rows: 2, problems: [] })
})

it('a path leads from every entry of a day to its root, and from nothing else', () => {
  for (const count of [1, 2, 3, 5, 8, 13]) {
    const all = Array.from({ length: count }, (_, i) => sha256(`entry ${i}`))
    const root = rootOf(all)
    const paths = pathsOf(all, [...all.keys()])
    for (const [place, entry] of all.entries()) {
      expect(followed(entry, place, count, paths[place] ?? [])).toEqual(root)
      expect(followed(sha256('other'), place, count, paths[place] ?? [])).not.toEqual(root)
      if (count > 1) expect(followed(entry, (place + 1) % count, count, paths[place] ?? [])).not.toEqual(root)
    }
  }
})

it('the head of a day goes to the leads and to one governor, and says nothing about anybody', async () => {
  const { server } = stage
  const { db, vault } = server.context
  const sent: { to: string; text: string }[] = []
  const mail = new Mail({
    db,
    people: server.context.people,
    post: async (to, { text }) => void sent.push({ to, text }),
  })
  await memberCookie(server, 'lead@school.example', ['dsl'])
  await memberCookie(server, 'first@school.example', ['governor'])
  vi.setSystemTime(Date.now() + 1000)
  await memberCookie(server, 'second@school.example', ['governor'])
  await memberCookie(server, 'teacher@school.example', ['teacher'])
  await stage.day(1, BEGIN)
  await closeDays({ db, vault, mail }, BEGIN + DAY)
  await mail.flush()
  expect(sent.map(({ to }) => to).toSorted()).toEqual(['first@school.example', 'lead@school.example'])
  const heads = await headsTold(db)
  expect(heads).toMatch(/^2026-11-20 {2}[0-9a-f]{64}$/)
  for (const { text } of sent) {
    expect(text).toContain(heads)
    expect(text).not.toContain('@')
  }
})
