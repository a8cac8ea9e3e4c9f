/**
 * `npm run bench:console`: pages of the console on a year of a school of 1,200, 20 million rows (big-school.ts). Over
 * loopback HTTP, as a lead's browser asks: each pupil's timeline is opened, gone on, and filtered by kind, site, what was
 * stopped and words searched for. What is asked for is another pupil each time, so that nothing is warm by chance.
 * KERB_BENCH_ROWS makes a smaller school for a quick try.
 */
import type { AddressInfo } from 'node:net'
import type { Timeline } from '../../lib/protocol/record-looks.ts'
import { buildApp } from '../../server/app.ts'
import { type Context, openContext } from '../../server/context.ts'
import { setRoles } from '../../server/staff/roles.ts'
import { startSession } from '../../server/staff/sessions.ts'
import { bigSchool, type BigSchool } from './big-school.ts'
import { median, percentile, random } from './statistics.ts'

const PUPILS_LOOKED_AT = Number(process.env['KERB_BENCH_PUPILS'] ?? 40)
const BAR = 300
const LEAD = 'lead@school.example'

/** Asks in the order in which a lead does; each goes on from the newest but the second. */
const ASKED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  first: {},
  older: {},
  stopped: { stopped: '1' },
  searches: { kind: 'search' },
  site: { host: 'site42.example' },
  'rare site': { host: 'site4999.example' },
  words: { terms: 'volcano' },
  'rare words': { terms: 'rocket work 77' },
}

async function sessionOf({ db, people }: Context): Promise<{ staff: number; cookie: string }> {
  const staff = await people.numberOf(db, LEAD)
  await setRoles(db, staff, 'administrator', ['dsl'], Date.now())
  const { secret } = await startSession(db, { person: staff, how: 'provider' }, Date.now())
  return { staff, cookie: `kerb=${secret}` }
}

/** A look that reaches over everything: the bench is about what it opens. */
async function lookAt({ db, vault }: Context, staff: number, person: number): Promise<string> {
  const id = String(person).padStart(22, '0')
  const now = Date.now()
  await db.deleteFrom('record_looks').where('id', '=', id).execute()
  await db
    .insertInto('record_looks')
    .values({
      id,
      at: now,
      until: now + 1_800_000,
      staff,
      role: 'dsl',
      person,
      since: 0,
      reason: 'check',
      words: vault.seal('bench', `record-look:${id}`),
      shown: 'role',
      enquiry: null,
      enquiry_by: null,
      enquiry_words: null,
      lifted: null,
      lifted_by: null,
    })
    .execute()
  return id
}

async function timelines(
  context: Context,
  { pupils }: BigSchool,
  base: string,
): Promise<Map<string, number[]>> {
  const { staff, cookie } = await sessionOf(context)
  const next = random(7)
  const took = new Map<string, number[]>(Object.keys(ASKED).map((name) => [name, []]))
  for (let i = 0; i < PUPILS_LOOKED_AT; i += 1) {
    const person = pupils[Math.floor(next() * pupils.length)] ?? 1
    const look = await lookAt(context, staff, person)
    let older: string | null = null
    for (const [name, query] of Object.entries(ASKED)) {
      const before: Record<string, string> = name === 'older' && older !== null ? { before: older } : {}
      const began = performance.now()
      const answer = await fetch(
        `${base}/admin/record-looks/${look}/rows?${new URLSearchParams({ ...query, ...before })}`,
        { headers: { cookie } },
      )
      const page = (await answer.json()) as Timeline
      took.get(name)?.push(performance.now() - began)
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${JSON.stringify(page)}`)
      if (name === 'first') {
        if (page.rows.length === 0) throw new Error('a pupil has no rows')
        older = page.next
      }
    }
  }
  await context.db.deleteFrom('record_looks').where('staff', '=', staff).execute()
  return took
}

async function main(): Promise<boolean> {
  const school = await bigSchool()
  const { rows, builtInSeconds, megabytes } = school
  const how = builtInSeconds === null ? 'was there' : `built in ${builtInSeconds} s`
  console.log(`${rows} rows, ${megabytes} MB, ${how}`)
  const context = await openContext(school.environment)
  const app = await buildApp(context)
  try {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const took = await timelines(context, school, `http://127.0.0.1:${port}`)
    for (const [name, times] of took)
      console.log(
        `${name}: median ${Math.round(median(times))} ms, p95 ${Math.round(percentile(times, 0.95))} ms`,
      )
    const all = [...took.values()].flat()
    const p95 = Math.round(percentile(all, 0.95))
    console.log(JSON.stringify({ rows, megabytes, built_s: builtInSeconds, timeline_p95_ms: p95 }))
    return p95 <= BAR
  } finally {
    await app.close()
  }
}

if (!(await main())) {
  console.error(`above the bar of ${BAR} ms`)
  process.exitCode = 1
}
