/**
 * `npm run bench:console -- --rows 2000000`: the console on a year of a school of 1,200, 20 million rows
 * (console/school.ts). First timelines, the first page and previews, one after the other over loopback HTTP; then, on a
 * copy with the server as in production, lessons and rows while previews, exports, retention and backups run, and the
 * same on an empty school without any of that. A smaller school is a quick try and is held to no bar.
 */
import { cpSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
// Before everything that looks at the clock.
import { CLOCKED } from './console/clock.ts'
import { buildApp } from '../../server/app.ts'
import { openContext } from '../../server/context.ts'
import { databaseFile, readEnvironment } from '../../server/environment.ts'
import { temporaryFolder } from '../rig/paths.ts'
import { type Busy, measureBusy } from './console/busy.ts'
import { dashboards } from './console/dashboard.ts'
import { LEAD } from './console/furnish.ts'
import { draftChanges, preview } from './console/preview.ts'
import { type BigSchool, bigSchool } from './console/school.ts'
import { CLASS, openStage } from './console/stage.ts'
import { timelines } from './console/timeline.ts'
import { sessionOf, Visitor } from './console/visitor.ts'
import { measureWithout } from './console/without.ts'
import { hangUp } from './ingest-devices.ts'
import { median, percentile } from './statistics.ts'

const USUAL = 20_000_000
const BARS = {
  timeline_p95_ms: 300,
  dashboard_p95_ms: 1_000,
  preview_p95_ms: 5_000,
  lesson_p95_ms_during_preview: 500,
  ingest_ack_p95_ms_during_work: 500,
}
const PUPILS_LOOKED_AT = Number(process.env['KERB_BENCH_PUPILS'] ?? 40)
const ROUNDS = Number(process.env['KERB_BENCH_ROUNDS'] ?? 12)
const BUSY_MS = Number(process.env['KERB_BENCH_BUSY_SECONDS'] ?? 90) * 1000

const p95 = (times: readonly number[]): number => Math.round(percentile(times, 0.95))
const tell = (what: string, times: readonly number[]): void => {
  const said = times.length === 0 ? 'never' : `median ${Math.round(median(times))} ms, p95 ${p95(times)} ms`
  console.log(`${what}: ${said} (${times.length}, load ${loadavg()[0]?.toFixed(1)})`)
}

/** Processor time since it was asked last, of the server and its asker: what a busy machine does not change much. */
function processorTime(): (of: number) => number {
  let last = process.cpuUsage()
  return (of) => {
    const { user, system } = process.cpuUsage(last)
    last = process.cpuUsage()
    return Math.round((user + system) / 1000 / of)
  }
}

/** Page by page, with nothing else to do. */
async function pages(school: BigSchool) {
  const context = await openContext(readEnvironment(school.variables))
  const app = await buildApp(context)
  try {
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const { person: staff, secret } = await sessionOf(context, LEAD)
    const visitor = new Visitor(`http://127.0.0.1:${port}`, secret)
    const perOne = processorTime()
    const looked = await timelines({ context, visitor, staff, pupils: school.pupils }, PUPILS_LOOKED_AT)
    const timeline_ms = perOne(PUPILS_LOOKED_AT * looked.size)
    for (const [name, times] of looked) tell(`timeline, ${name}`, times)
    const { whole, parts } = await dashboards(visitor, ROUNDS)
    const dashboard_ms = perOne(ROUNDS)
    tell('dashboard', whole)
    for (const [path, times] of [...parts].toSorted((a, b) => median(b[1]) - median(a[1])).slice(0, 5))
      tell(`  ${path}`, times)
    await draftChanges(visitor)
    perOne(1)
    const previewed = []
    for (let i = 0; i < ROUNDS; i += 1) previewed.push(await preview(visitor))
    const previews = previewed.map(({ took }) => took)
    tell(`preview of ${previewed[0]?.looked} visits`, previews)
    const processor = { timeline_ms, dashboard_ms, preview_ms: perOne(ROUNDS) }
    return { timelines: [...looked.values()].flat(), dashboards: whole, previews, processor }
  } finally {
    await app.close()
  }
}

/** @param from whose database it has; none: an empty school's, with nothing to do beside it */
async function busyOn(from: BigSchool | undefined): Promise<Busy & { readonly deleted: number }> {
  const folder = temporaryFolder('bench-busy')
  if (from) cpSync(from.folder, folder, { recursive: true })
  const stage = await openStage(folder, from ? undefined : CLASS)
  const rows = (): number =>
    stage.school.query<{ rows: number }>(
      `SELECT coalesce(sum(json_array_length(head, '$.rows')), 0) AS rows FROM evidence_entries WHERE kind = 'removed'`,
    )[0]?.rows ?? 0
  try {
    const before = rows()
    const busy = await measureBusy(stage, BUSY_MS, from !== undefined)
    return { ...busy, deleted: rows() - before }
  } finally {
    await stage.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function main(rows: number): Promise<boolean> {
  // Whatever is started from here on has this clock.
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} ${CLOCKED}`
  const school = await bigSchool(rows)
  const { megabytes, builtInSeconds } = school
  const how = builtInSeconds === null ? 'was there' : `built in ${builtInSeconds} s`
  console.log(`${rows} rows of ${school.pupils} pupils, ${megabytes} MB, ${how}`)
  const alone = await pages(school)
  const without = measureWithout(databaseFile(readEnvironment(school.variables)))
  console.log(`without what they rely on: ${JSON.stringify(without)}`)
  const idle = await busyOn(undefined)
  tell('lesson in an empty school', idle.lesson)
  tell('rows acknowledged in an empty school', idle.ack)
  const busy = await busyOn(school)
  tell('lesson during work', busy.lesson)
  tell('rows acknowledged during work', busy.ack)
  for (const what of ['previews', 'exports', 'backups'] as const) tell(`${what} meanwhile`, busy[what])
  console.log(`${busy.deleted} steps of retention meanwhile`)
  const figures = {
    rows,
    megabytes,
    built_s: builtInSeconds,
    timeline_p95_ms: p95(alone.timelines),
    dashboard_p95_ms: p95(alone.dashboards),
    preview_p95_ms: p95(alone.previews),
    lesson_p95_ms_during_preview: p95(busy.lesson),
    ingest_ack_p95_ms_during_work: p95(busy.ack),
    lesson_p95_ms_empty_school: p95(idle.lesson),
    ingest_ack_p95_ms_empty_school: p95(idle.ack),
    processor: alone.processor,
    without,
    load: Number(loadavg()[0]?.toFixed(1)),
  }
  const over = Object.entries(BARS).filter(([name, bar]) => figures[name as keyof typeof BARS] > bar)
  const isSmall = rows < USUAL
  for (const [name, bar] of over) console.error(`${name} is above its bar of ${bar}`)
  if (isSmall) console.log('a quick try, no measurement')
  console.log(JSON.stringify(figures))
  return isSmall || over.length === 0
}

const { values } = parseArgs({ options: { rows: { type: 'string', default: String(USUAL) } } })
try {
  if (!(await main(Number(values.rows)))) process.exitCode = 1
} finally {
  hangUp()
}
