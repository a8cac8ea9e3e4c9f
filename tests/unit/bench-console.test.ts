/** The school of `npm run bench:console` is stored as devices would have sent it: what proves rows proves these. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DAY } from '../../lib/time/zone.ts'
import { databaseFile } from '../../server/environment.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { checkChain } from '../../server/evidence/check.ts'
import { isSigned, readBody } from '../../server/evidence/verifier/proof.ts'
import { timeline } from '../../server/record/timeline.ts'
import { testServer, type TestServer } from '../../server/testing.ts'
import { Filler, newSender, type Sender } from '../bench/console/fill.ts'
import { pupilName, rowOf, schoolDays, timeOf } from '../bench/console/pupils.ts'
import { random } from '../bench/statistics.ts'

const END = Date.UTC(2026, 6, 17, 15, 30)
const DAYS = 3
const ROWS = 40
let server: TestServer
let sender: Sender

beforeAll(async () => {
  server = await testServer()
  const { db: database, people, environment } = server.context
  const person = await people.numberOf(database, pupilName(1))
  const db = openSqlite(databaseFile(environment))
  sender = newSender(1)
  db.prepare(`INSERT INTO installations (id, installation, public_key, state, state_reason, state_since, platform, browser,
    extension, ephemeral, first_seen, last_seen, asked_from, place)
    VALUES (1, ?, ?, 'confirmed', 'click', 0, '', '', '', 0, 0, 0, '', 'on-site')`).run(
    sender.installation,
    sender.spki,
  )
  // As in the bench: the person's number is put in afterwards.
  db.exec('PRAGMA foreign_keys = OFF')
  const filler = new Filler(db, server.context.vault)
  const next = random(1)
  for (const [day, morning] of schoolDays(END).slice(-DAYS).entries()) {
    const rows = Array.from({ length: ROWS }, (_, i) =>
      rowOf({ pupil: 1, seq: day * ROWS + i + 1, at: timeOf(morning, i, ROWS) }, next),
    )
    filler.batch(sender, rows, morning + DAY / 2)
  }
  db.prepare('UPDATE rows SET person = ?').run(person)
  db.close()
})
afterAll(() => server.close())

it('every row fits its salt, its digest and the signature of its installation', async () => {
  expect(await checkChain(server.context, END)).toMatchObject({ rows: DAYS * ROWS, problems: [] })
  const entries = await server.context.db.selectFrom('evidence_entries').select(['head', 'body']).execute()
  expect(entries).toHaveLength(DAYS)
  for (const { head, body } of entries)
    expect(isSigned(JSON.parse(head), readBody(body ?? new Uint8Array()), sender.spki)).toBe(true)
})

it('a lead reads it, words and all', async () => {
  const { people, db } = server.context
  const person = await people.numberOf(db, pupilName(1))
  const { rows } = await timeline(server.context, { person, since: 0 }, {})
  expect(rows).toHaveLength(50)
  const searched = await timeline(server.context, { person, since: 0 }, { terms: 'how does' })
  expect(searched.rows.length).toBeGreaterThan(0)
  expect(searched.rows.every(({ row }) => row.kind === 'search' && row.terms?.startsWith('how does'))).toBe(
    true,
  )
})
