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
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { type Bytes, keyIdOf, toBase64url, utf8 } from '../../lib/protocol/bytes.ts'
import type { Row } from '../../lib/protocol/rows.ts'
import { importRowKey, importSealKey, sealRow, wrapSessionKey } from '../../lib/protocol/seal.ts'
import { NONCE_HEADER, signRequest } from '../../lib/protocol/signature.ts'
import type { SessionKey } from '../../lib/protocol/wire.ts'
import { openDatabase } from '../../server/db/open.ts'
import { openSqlite } from '../../server/db/sqlite.ts'
import { createToken } from '../../server/enrolment/tokens.ts'
import { ROW_COLUMNS } from '../../server/ingest/decode.ts'

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

interface Device {
  readonly id: string
  readonly spki: Bytes
  readonly pair: CryptoKeyPair
  readonly sessionKey: SessionKey
  readonly rowKey: CryptoKey
  nonce: string
  seq: number
}

interface Server {
  readonly child: ChildProcess
  readonly port: number
  readonly sealKey: CryptoKey
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

const agent = new Agent({ keepAlive: true, maxSockets: INSTALLATIONS })

function send(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: Uint8Array,
): Promise<{ status: number; text: string; nonce: string }> {
  return new Promise((done, failed) => {
    const call = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', failed)
      response.on('end', () => {
        const nonce = String(response.headers[NONCE_HEADER.toLowerCase()] ?? '')
        done({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString(), nonce })
      })
    })
    call.on('error', failed)
    call.end(body)
  })
}

async function signed(
  server: Server,
  device: Device,
  path: string,
  body: Bytes,
  gzip: boolean,
): Promise<string> {
  const headers = await signRequest(device.pair.privateKey, {
    method: 'POST',
    path,
    query: '',
    body,
    nonce: device.nonce,
    keyId: device.id,
  })
  const sent = await send(
    server.port,
    'POST',
    path,
    {
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': String(body.length),
      ...(gzip ? { 'Content-Encoding': 'gzip' } : {}),
    },
    body,
  )
  device.nonce = sent.nonce
  if (sent.status === 503) {
    // Overloaded, and said so: a device comes back, and the time it waits counts.
    await setTimeout(100)
    return signed(server, device, path, body, gzip)
  }
  if (sent.status !== 200) throw new Error(`${path}: ${sent.status} ${sent.text}`)
  return sent.text
}

async function enrol(server: Server, token: string): Promise<Device> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey))
  const id = await keyIdOf(spki)
  const raw = crypto.getRandomValues(new Uint8Array(32))
  const { nonce } = await send(server.port, 'GET', '/v1/nonce', {})
  const device: Device = {
    id,
    spki,
    pair,
    sessionKey: await wrapSessionKey(server.sealKey, id, 's1', raw),
    rowKey: await importRowKey(raw),
    nonce,
    seq: 0,
  }
  const claim = { platform: 'Linux', browser: 'Chromium 156', extension: '0.1.0', ephemeral: false }
  const ask = utf8(JSON.stringify({ token, publicKey: toBase64url(spki), claim }))
  await signed(server, device, '/v1/enrol', ask, false)
  return device
}

/** A mix as a school day makes it: mostly visits with their stays, some blocks and searches. */
function makeRow(device: number, seq: number): Row {
  const at = Date.UTC(2026, 10, 20, 9) + seq * 4000
  const base = {
    seq,
    at,
    who: { name: `pupil${device}-${seq % 3}@school.example`, from: 'profile' as const },
  }
  const host = `www${seq % 211}.site${(seq * 7) % 997}.example.org`
  if (seq % 20 === 0) {
    return {
      ...base,
      kind: 'search',
      host: 'www.google.com',
      path: '/search',
      categories: ['search'],
      action: 'allow',
      reason: 'category',
      terms: `how do volcanoes erupt ${seq}`,
    }
  }
  if (seq % 10 === 5) {
    return {
      ...base,
      kind: 'blocked',
      host,
      path: `/play/${seq}`,
      categories: ['games'],
      action: 'block',
      reason: 'category',
      target: 'page',
    }
  }
  if (seq % 2 === 1) return { ...base, kind: 'stay', visit: seq - 1, seconds: seq % 300 }
  return { ...base, kind: 'visit', host, categories: ['education'], action: 'allow', reason: 'never-block' }
}

/** Sealed and compressed before the clock starts: that is the devices' work, and there are a thousand of those. */
async function prepare(device: Device, index: number): Promise<Bytes> {
  const rows = await Promise.all(
    Array.from({ length: BATCH }, (_, i) =>
      sealRow(
        { id: device.sessionKey.id, rowKey: device.rowKey },
        device.id,
        makeRow(index, device.seq + i + 1),
      ),
    ),
  )
  device.seq += BATCH
  const body = { written: device.seq, keys: [device.sessionKey], rows }
  return new Uint8Array(gzipSync(JSON.stringify(body)))
}

/** Rows a second through the server, in this round. */
async function throughServer(server: Server, devices: readonly Device[]): Promise<number> {
  const bodies: Bytes[][] = []
  for (const [i, device] of devices.entries()) {
    const own: Bytes[] = []
    for (let n = 0; n < BATCHES; n++) own.push(await prepare(device, i))
    bodies.push(own)
  }
  const start = performance.now()
  await Promise.all(
    devices.map(async (device, i) => {
      for (const body of bodies[i] ?? []) await signed(server, device, '/v1/activity', body, true)
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
    agent.destroy()
    server.child.kill('SIGTERM')
    if (server.child.exitCode === null) await once(server.child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
}

if (!(await main())) {
  console.error(`below the bar of ${BAR} of raw`)
  process.exitCode = 1
}
