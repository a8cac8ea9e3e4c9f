/**
 * `npm run bench:ingest`: rows a second through authenticated HTTP into the durable store, beside raw inserts of the
 * same rows in the same run. The server is the production one in a process of its own; 20 installations with real
 * keys seal, sign and send batches of 500 over loopback HTTP, each waiting for its acknowledgement. Raw: prepared
 * node:sqlite inserts of the same decoded rows into the same tables and indexes, 500 a transaction, same pragmas.
 * Both are repeated in turns and the medians are compared, so that a busy moment of the machine hits both.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { importSealKey } from '../../lib/protocol/seal.ts'
import { openDatabase } from '../../server/db/open.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { createToken } from '../../server/enrolment/tokens.ts'
import { ROW_COLUMNS } from '../../server/ingest/row-values.ts'
import { type Address, type Batch, type Device, enrol, hangUp, prepare, signed } from './ingest-devices.ts'

const INSTALLATIONS = 20
const BATCH = 500
const ROUNDS = Number(process.env.KERB_BENCH_ROUNDS ?? 3)
/** Batches of one installation in one round: 20 × 5 × 500 = 50,000 rows a round. */
const BATCHES = 5
const BAR = 0.3

const folder = mkdtempSync(join(tmpdir(), 'kerb-bench-'))
const environment = {
  ...process.env,
  KERB_DATA: join(folder, 'data'),
  KERB_KEYS: join(folder, 'keys'),
  KERB_HOST: '127.0.0.1',
  KERB_PORT: '0',
  KERB_LOG_LEVEL: 'error',
}

interface Server extends Address {
  readonly child: ChildProcess
}

async function startServer(): Promise<Server> {
  const child = spawn(process.execPath, ['server/start.ts'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let port = 0
  for await (const line of createInterface({ input: child.stdout })) {
    port = Number(/:(\d+)$/.exec(line)?.[1] ?? port)
    if (!line.startsWith('seal:')) continue
    const sealKey = await importSealKey(line.slice('seal:'.length))
    if (!sealKey || port === 0) break
    return { child, port, sealKey }
  }
  throw new Error('the server did not start')
}

/** Rows a second through the server, in this round. */
async function throughServer(server: Server, devices: readonly Device[]): Promise<number> {
  const bodies: Batch[][] = []
  for (const [i, device] of devices.entries()) {
    const own: Batch[] = []
    for (let n = 0; n < BATCHES; n++) own.push(await prepare(device, i, BATCH))
    bodies.push(own)
  }
  const start = performance.now()
  await Promise.all(
    devices.map(async (device, i) => {
      for (const { path, body } of bodies[i] ?? []) await signed(server, device, path, body, true)
    }),
  )
  return (INSTALLATIONS * BATCHES * BATCH * 1000) / (performance.now() - start)
}

type Value = string | number | Uint8Array | null
const quoted = ROW_COLUMNS.map((c) => `"${c}"`).join(', ')

/** The rows that the last round stored, as the server decoded them. */
function decodedRows(): Value[][] {
  const source = new DatabaseSync(join(environment.KERB_DATA, 'kerb.sqlite'), { readOnly: true })
  const statement = source.prepare(
    `SELECT ${quoted} FROM rows ORDER BY (seq - 1) / ${BATCH}, installation, seq`,
  )
  const rows = statement.all().map((row) => ROW_COLUMNS.map((c) => row[c] as Value))
  source.close()
  return rows.slice(-INSTALLATIONS * BATCHES * BATCH)
}

/** Rows a second of bare prepared inserts into a fresh file with the same tables, indexes and pragmas. */
async function raw(rows: readonly Value[][], round: number): Promise<number> {
  const file = join(folder, `raw-${round}.sqlite`)
  await (await openDatabase(file)).destroy()
  const source = new DatabaseSync(join(environment.KERB_DATA, 'kerb.sqlite'), { readOnly: true })
  const installations = source.prepare('SELECT * FROM installations').all()
  const people = source.prepare('SELECT * FROM people').all()
  const tokens = source.prepare('SELECT * FROM tokens').all()
  source.close()
  const target = openSqlite(file)
  for (const [table, all] of [
    ['tokens', tokens],
    ['people', people],
    ['installations', installations],
  ] as const) {
    for (const row of all) {
      const columns = Object.keys(row)
      const marks = columns.map(() => '?').join(', ')
      target
        .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`)
        .run(...Object.values(row))
    }
  }
  const insert = target.prepare(
    `INSERT INTO rows (${quoted}) VALUES (${ROW_COLUMNS.map(() => '?').join(', ')})`,
  )
  const start = performance.now()
  for (let i = 0; i < rows.length; i += BATCH) {
    target.exec('BEGIN IMMEDIATE')
    for (const row of rows.slice(i, i + BATCH)) insert.run(...row)
    target.exec('COMMIT')
  }
  const perSecond = (rows.length * 1000) / (performance.now() - start)
  target.close()
  return perSecond
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

async function main(): Promise<boolean> {
  const db = await openDatabase(join(environment.KERB_DATA, 'kerb.sqlite'))
  const { token } = await createToken(db, 'bench', null)
  const server = await startServer()
  try {
    const devices: Device[] = []
    for (let i = 0; i < INSTALLATIONS; i++) devices.push(await enrol(server, token))
    await db.updateTable('installations').set({ state: 'confirmed', state_reason: 'click' }).execute()
    // The first round warms both up and is not counted.
    const served: number[] = []
    const bare: number[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const there = await throughServer(server, devices)
      const beside = await raw(decodedRows(), round)
      if (round > 0) {
        served.push(there)
        bare.push(beside)
      }
      console.log(`round ${round}: served ${Math.round(there)} rows/s, raw ${Math.round(beside)} rows/s`)
    }
    const { count } = await db
      .selectFrom('counted_rows')
      .select((e) => e.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    const expected = INSTALLATIONS * BATCHES * BATCH * (ROUNDS + 1)
    if (count !== expected) throw new Error(`${count} rows are stored, not ${expected}`)
    const ratio = median(served) / median(bare)
    console.log(
      JSON.stringify({ rows_per_s: Math.round(median(served)), ratio_to_raw: Number(ratio.toFixed(3)) }),
    )
    return ratio >= BAR
  } finally {
    await db.destroy()
    hangUp()
    server.child.kill('SIGTERM')
    if (server.child.exitCode === null) await once(server.child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
}

if (!(await main())) {
  console.error(`below the bar of ${BAR} of raw`)
  process.exitCode = 1
}
