/** A pack of evidence: whole as it is made, told as soon as anything in it is changed, harmless whatever was visited. */
import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { describe, expect, it, vi } from 'vitest'
import type { Row } from '../../../lib/protocol/rows.ts'
import { AMY, TEN } from '../../lessons/testing-lessons.ts'
import { DAY, HEAD, LEAD, LookStage, search, seen, stopped } from '../../record/testing-looks.ts'
import { eachAt } from '../../testing-clock.ts'
import { run } from '../../testing-retention.ts'
import { closeDays } from '../days.ts'
import { readZip } from '../read-zip.ts'
import { packFiles } from './pack.ts'
import { type PackedRow, type Verified, verifyPack } from '../verifier/pack.ts'
import type { RowTuple } from '../verifier/proof.ts'

let stage: LookStage
eachAt(TEN, async () => {
  stage = await LookStage.open()
  return stage.school
})

const verified = (files: ReadonlyMap<string, Uint8Array>): Verified =>
  verifyPack((name) => files.get(name) ?? null)

/** A pack of a look of the lead's, over the route and made in its thread. */
async function fetched(query = '', what: 'pack' | 'copy' = 'pack', more: Record<string, unknown> = {}) {
  const look = await stage.look(more)
  const sent = await stage.school.ask(LEAD, 'GET', `/admin/record-looks/${look.id}/${what}${query}`)
  expect([sent.statusCode, sent.headers['content-type']]).toEqual([200, 'application/zip'])
  return readZip(sent.rawPayload)
}

/** The same of Amy's last weeks, without route, thread and zip. */
async function pack(days = 7, person?: number, why = 'A friend is worried.', most?: number) {
  const now = Date.now()
  const { files } = await packFiles(stage.school.server.context, {
    person: person ?? (await stage.numberOf(AMY)),
    since: now - days * DAY,
    until: now,
    hasBeside: false,
    as: 'zip',
    ...(most !== undefined && { most }),
    about: {
      pupil: AMY,
      made: now,
      by: LEAD,
      why,
      timeZone: 'Europe/London',
      keptDays: { visits: 30, notable: 365 },
    },
  })
  return new Map([...files].map(([name, text]) => [name, Buffer.from(text)]))
}
async function nextDay(): Promise<void> {
  vi.setSystemTime(TEN + DAY)
  await stage.school.signIn(LEAD, ['dsl'])
  await closeDays(stage.school.server.context, TEN + DAY)
}
const textOf = (files: ReadonlyMap<string, Uint8Array>, name: string) =>
  Buffer.from(files.get(name) ?? []).toString('utf8')

const WEEK: Row[] = [
  seen(1),
  search(2, 'how to make a volcano'),
  stopped(3),
  { ...seen(1), seq: 4, kind: 'stay', visit: 1, seconds: 90 },
]

const CHANGES: Readonly<Record<string, (row: PackedRow) => PackedRow>> = {
  'a word': (one) => ({ ...one, row: one.row.with(12, '{"terms":"other"}') as unknown as RowTuple }),
  'a time': (one) => ({ ...one, row: one.row.with(1, 5) as unknown as RowTuple }),
  'who it was': (one) => ({
    ...one,
    row: one.row.with(3, 'ben.pupil@school.example') as unknown as RowTuple,
  }),
  'a place': (one) => ({ ...one, place: one.place + 1 }),
  'which browser': (one) => ({ ...one, installation: 'x'.repeat(43) }),
}

describe('a pack', () => {
  it('is whole: every row is signed by the browser that wrote it and stands in a day that was mailed', async () => {
    await stage.amy.activity(WEEK)
    await nextDay()
    const found = verified(await fetched())
    expect(found).toMatchObject({ rows: 4, signed: 4, underHead: 4, problems: [] })
    const { db, signing } = stage.school.server.context
    const [day] = await db.selectFrom('evidence_days').select(['day', 'head']).execute()
    expect(found.heads).toEqual([{ day: day?.day, head: Buffer.from(day?.head ?? []).toString('hex') }])
    expect(found.school).toBe(await signing.pinned())
  })

  it('says in the file that it does not hold all of it, where it does not, and is whole all the same', async () => {
    await stage.amy.activity(WEEK)
    expect(textOf(await pack(7, undefined, 'Why', 4), 'read-me.txt')).not.toContain('NOT ALL')
    const files = await pack(7, undefined, 'Why', 3)
    expect(textOf(files, 'read-me.txt')).toContain('NOT ALL OF IT: this pack holds the newest 3 rows')
    expect(textOf(files, 'record.html')).toContain('3 (the newest: there are more in this span)')
    expect(verified(files)).toMatchObject({ rows: 3, problems: [] })
  })

  it('says which rows stand under no head yet', async () => {
    await stage.amy.activity(WEEK)
    expect(verified(await pack())).toMatchObject({ rows: 4, signed: 4, underHead: 0, problems: [] })
  })

  it('stays whole when other rows of its batches are gone', async () => {
    await stage.amy.activity(WEEK)
    await nextDay()
    vi.setSystemTime(TEN + 40 * DAY)
    await run(stage.school.server, TEN + 40 * DAY)
    await stage.school.signIn(LEAD, ['dsl'])
    const found = verified(await pack(365))
    expect(found).toMatchObject({ rows: 2, signed: 2, underHead: 2, problems: [] })
  })

  it('in which a row is changed is told, also when every sum is made again', async () => {
    await stage.amy.activity(WEEK)
    await nextDay()
    const files = await pack()
    const rows = JSON.parse(textOf(files, 'rows.json')) as PackedRow[]
    for (const [what, change] of Object.entries(CHANGES)) {
      const changed = Buffer.from(JSON.stringify(rows.map(change)))
      const { problems } = verified(new Map([...files, ['rows.json', changed]]))
      expect([what, problems[0]]).toEqual([what, 'rows.json was changed'])
      expect([what, problems.at(-1)]).toEqual([what, expect.stringMatching(/is not the row that came$/)])
    }
  })

  it('with another file in the place of any, or none, is told', async () => {
    await stage.amy.activity(WEEK)
    await nextDay()
    const files = await pack()
    expect(verified(files).problems).toEqual([])
    for (const [name, whole] of files) {
      const other = Buffer.concat([whole.subarray(0, 40), Buffer.from('x'), whole.subarray(40)])
      expect([name, verified(new Map([...files, [name, other]])).problems]).not.toEqual([name, []])
      const without = new Map(files)
      without.delete(name)
      expect([name, verified(without).problems]).not.toEqual([name, []])
    }
  })

  it('is checked by the program in it, which needs nothing but Node', async () => {
    await stage.amy.activity(WEEK)
    await nextDay()
    const folder = join(stage.school.server.folder, 'pack')
    for (const [name, bytes] of await pack()) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), bytes)
    }
    const check = async (...words: string[]) =>
      promisify(execFile)(process.execPath, words, { cwd: folder }).then(
        ({ stdout }) => stdout,
        (error: { stdout: string; stderr: string }) => `failed: ${error.stdout}${error.stderr}`,
      )
    expect(await check('verifier/verify.mjs')).toContain('This pack is whole')
    const cli = fileURLToPath(new URL('../../cli/evidence.ts', import.meta.url))
    expect(await check(cli, 'verify', folder)).toContain('4 are signed by the browser installation')
    writeFileSync(join(folder, 'rows.csv'), 'other')
    expect(await check('verifier/verify.mjs')).toMatch(
      /^failed: This pack does not hold:\n- rows.csv was changed/,
    )
    expect(await check(cli, 'verify', folder)).toMatch(/^failed: /)
  }, 60_000)
})

describe('what is hostile', () => {
  const HOSTILE =
    '=cmd|"/c calc"!A1<script>alert(1)</script>"><img src=x onerror=alert(1)> https://evil.example/x\u202E\r\n+1'

  it('runs in no table and no page, and is a link nowhere', async () => {
    const name = '=1+1<b>@school.example'
    const mallory = await stage.school.device(name)
    await mallory.heartbeat()
    const who = { name, from: 'profile' } as const
    await mallory.activity([
      { ...search(1, HOSTILE), who },
      { ...seen(2, { host: 'evil.example' }), who },
      { ...stopped(3, '@sum(a1).evil.example'), path: '/<script>', who } as Row,
      { seq: 4, at: TEN - 1000, who, kind: 'title', visit: 2, title: HOSTILE },
    ])
    await nextDay()
    const files = await pack(7, await stage.numberOf(name), HOSTILE)
    expect(verified(files).problems).toEqual([])
    for (const table of ['rows.csv', 'case-log.csv']) {
      const cells = parse(textOf(files, table), { bom: true }).flat()
      expect(cells.length).toBeGreaterThan(10)
      expect(cells.filter((cell) => /^\s*[=+\-@|\t\r]/.test(cell))).toEqual([])
      expect(cells.filter((cell) => /:\/\/|evil\.example|[\r\n\u202E]/.test(cell))).toEqual([])
    }
    const page = textOf(files, 'record.html')
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toMatch(/<(?:script|img|a|b|iframe|link|svg|object)\b/i)
    expect(page.replace(/<style>.*<\/style>/s, '')).not.toMatch(/:\/\/|evil\.example|href|\u202E/)
  })
})

describe('who may', () => {
  it('nobody without a look of their own that is open', async () => {
    const look = await stage.look()
    for (const what of ['pack', 'copy']) {
      const url = `/admin/record-looks/${look.id}/${what}`
      expect((await stage.school.ask(HEAD, 'GET', url)).statusCode).toBe(403)
      await stage.school.signIn('second@school.example', ['dsl'])
      expect((await stage.school.ask('second@school.example', 'GET', url)).statusCode).toBe(404)
    }
    vi.setSystemTime(TEN + DAY)
    await stage.school.signIn(LEAD, ['dsl'])
    expect((await stage.school.ask(LEAD, 'GET', `/admin/record-looks/${look.id}/pack`)).statusCode).toBe(403)
  })

  it('a pack reaches no further back than its look, and holds nobody else', async () => {
    const ben = await stage.school.device('ben.pupil@school.example')
    await ben.activity([
      seen(1, { who: { name: 'ben.pupil@school.example', from: 'profile' }, host: 'bens.test' }),
    ])
    await stage.amy.activity([seen(1, { at: TEN - 9 * DAY, host: 'long-ago.test' }), seen(2)])
    const files = await fetched('?since=0')
    expect(verified(files).rows).toBe(1)
    const all = [...files].map(([name]) => textOf(files, name)).join('')
    expect(all).not.toMatch(/long-ago|bens/)
  })
})
