/** The real school server as a process of its own, on a folder and a loopback port of its own. */
import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import type { PolicyDocument } from '../../lib/policy/document.ts'
import { databaseFile, readEnvironment } from '../../server/environment.ts'
import { newDatabase } from '../../server/testing-database.ts'
import { freePort } from './listen.ts'
import { Office } from './office.ts'
import { ROOT, temporaryFolder } from './paths.ts'
import { until } from './until.ts'

const execute = promisify(execFile)

export interface SchoolOptions {
  /** Used again as it is, and kept by `close`. Left out: a fresh one, removed by `close`. */
  readonly folder?: string
  readonly port?: number
  /** Further environment variables of the server and its commands. */
  readonly environment?: Readonly<Record<string, string>>
}

/** One stored row, as far as it is not sealed. */
export interface StoredRow {
  readonly installation: string
  readonly seq: number
  readonly kind: string
  readonly host: string | null
  readonly action: string | null
  readonly reason: string | null
  readonly at: number
}

export interface School {
  /** For `serverAddress`. */
  readonly address: string
  /** For `serverKeys`: the public keys that managed values pin. */
  readonly keys: readonly string[]
  /** For `enrolmentToken`. */
  readonly token: string
  readonly folder: string
  readonly pid: number
  /** Runs one of the server's commands beside it: `command('policy', 'history')`. Returns what it prints. */
  command(name: 'policy' | 'enrol' | 'backup', ...args: readonly string[]): Promise<string>
  /** Publishes a policy document; devices take it at their next heartbeat. */
  publish(document: PolicyDocument, why?: string): Promise<void>
  /** Confirms installations as they ask, up to `most`, for an hour. */
  openWindow(most: number): Promise<void>
  /** Rows as SQLite holds them, read beside the running server. */
  rows(): StoredRow[]
  /** Any read-only question to the database. */
  query<T>(sql: string, ...values: (string | number)[]): T[]
  /** SIGKILL: a power cut. */
  kill(): Promise<void>
  /** SIGTERM, and waits for the graceful end. */
  stop(): Promise<void>
  /** Starts again on the same folder and port. */
  start(): Promise<void>
  close(): Promise<void>
}

export async function startSchool(options: SchoolOptions = {}): Promise<School> {
  const folder = options.folder ?? temporaryFolder('school')
  const port = options.port ?? (await freePort())
  const address = `http://127.0.0.1:${port}`
  const environment = {
    ...process.env,
    KERB_DATA: join(folder, 'data'),
    KERB_KEYS: join(folder, 'keys'),
    KERB_BACKUPS: join(folder, 'backups'),
    KERB_PORT: String(port),
    KERB_LOG_LEVEL: 'warn',
    ...options.environment,
  }
  let running: ChildProcess | undefined
  let said = ''

  const command: School['command'] = async (name, ...args) => {
    const script = `server/cli/${name}.ts`
    const { stdout } = await execute(process.execPath, [script, ...args], { cwd: ROOT, env: environment })
    return stdout.trim()
  }
  const start = async (): Promise<void> => {
    said = ''
    // It ends when this process does, however this one ends.
    const command = ['--pdeathsig', 'KILL', process.execPath, 'server/start.ts']
    const child = spawn('setpriv', command, { cwd: ROOT, env: environment })
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    running = child
    const up = async () => {
      if (child.exitCode !== null) return 'ended'
      return (await fetch(`${address}/healthz`)).ok && 'up'
    }
    const state = await until(up, { what: 'the school server to answer', within: 120_000 })
    if (state === 'ended') throw new Error(`The school server ended at once. It said:\n${said}`)
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = running
    if (!child) return
    running = undefined
    child.kill(signal)
    await until(() => child.exitCode !== null || child.signalCode !== null, {
      what: 'the school server to end',
    })
  }
  const query: School['query'] = <T>(sql: string, ...values: (string | number)[]): T[] => {
    const database = new DatabaseSync(join(folder, 'data/kerb.sqlite'), { readOnly: true })
    try {
      return database.prepare(sql).all(...values) as T[]
    } finally {
      database.close()
    }
  }

  mkdirSync(folder, { recursive: true })
  const read = readEnvironment(environment)
  await newDatabase(databaseFile(read))
  await start()
  const office = new Office(read)
  const keys = await office.keys()
  const token = await office.token('rig')
  return {
    address,
    keys,
    token,
    folder,
    get pid() {
      if (running?.pid === undefined) throw new Error('The school server is not running')
      return running.pid
    },
    command,
    publish: (document, why = '') => office.publish(document, why),
    openWindow: (most) => office.openWindow(most),
    rows: () =>
      query<StoredRow>(
        `SELECT i.installation, r.seq, r.kind, r.host, r.action, r.reason, r.at
         FROM rows r JOIN installations i ON i.id = r.installation ORDER BY r.installation, r.seq`,
      ),
    query,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    start,
    close: async () => {
      await end('SIGTERM')
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}
