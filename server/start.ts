/** `npm run server`: listens, until it is told to stop. */
import { watchFile, unwatchFile } from 'node:fs'
import type { Server as TlsServer } from 'node:tls'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { type Context, openContext } from './context.ts'
import {
  type Environment,
  EnvironmentError,
  isLoopback,
  readEnvironment,
  readTls,
  refusalToListen,
} from './environment.ts'
import { FleetWatch } from './fleet/watch.ts'
import { Jobs } from './jobs/jobs.ts'
import { Watch } from './safeguarding/watch.ts'
import { CheckSchedule } from './self-check/schedule.ts'

/** A stop waits this long for requests to end. Milliseconds. */
const STOP_WITHIN = 15_000

const say = (line: string): void => void process.stdout.write(`${line}\n`)
/** Beside what `--show-keys` is asked for. */
const aside = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  // Whatever is written from here on (database, keys) is for this account only.
  process.umask(0o077)
  const environment = readEnvironment(process.env)
  // Where SQLite puts the copy while it writes the database anew: records must not pass through a shared folder.
  process.env['SQLITE_TMPDIR'] ??= environment.dataDir
  const refusal = refusalToListen(environment)
  if (refusal) throw new EnvironmentError(refusal)
  const context = await openContext(environment, aside)
  if (process.argv.includes('--show-keys')) {
    await showKeys(context)
    await context.close()
    return
  }
  const app = await buildApp(context)
  const jobs = new Jobs(context, app.log)
  // Hooks of this kind run last in, first out: before the database is closed.
  app.addHook('onClose', () => jobs.stop())
  const watch = new Watch(context, app.log)
  app.addHook('onClose', () => watch.stop())
  const fleetWatch = new FleetWatch(context, app.log)
  app.addHook('onClose', () => fleetWatch.stop())
  const checks = new CheckSchedule(context, app.log)
  app.addHook('onClose', () => checks.stop())
  await app.listen({ host: environment.host, port: environment.port })
  const stopWatching = watchCertificate(app, environment)
  announce(context, app)
  await showKeys(context)
  stopOnSignals(app, stopWatching)
  watch.start()
  fleetWatch.start()
  checks.start()
  context.lists.start()
  context.alerts.start()
  await context.backups.start(Date.now())
  await jobs.start()
}

/** Says in plain words where the server can be reached and what that means. */
function announce(context: Context, app: FastifyInstance): void {
  const { environment } = context
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : environment.port
  const host = environment.host.includes(':') ? `[${environment.host}]` : environment.host
  say(`Kerb school server: ${environment.tls ? 'https' : 'http'}://${host}:${port}`)
  if (isLoopback(environment.host)) {
    say(
      'Listening on this machine only: no other device can reach it. To serve a school, see docs/server.md.',
    )
  }
  if (environment.trustedProxy.length > 0) {
    say(`Forwarded addresses are believed from ${environment.trustedProxy.join(', ')} only.`)
  }
  for (const notice of context.notices) say(notice)
}

/** What managed configuration pins: one line a key, to be pasted as the server's public keys. */
async function showKeys(context: Context): Promise<void> {
  say(await context.signing.pinned())
  say(await context.seal.pinned())
}

/** Takes renewed certificate files into use without a restart. A half-written pair keeps the old one. */
function watchCertificate(app: FastifyInstance, environment: Environment): () => void {
  const { tls } = environment
  if (!tls) return () => undefined
  const renew = () => {
    try {
      ;(app.server as unknown as TlsServer).setSecureContext(readTls(tls))
      app.log.info('certificate files read again')
    } catch (error) {
      app.log.warn({ err: error }, 'the new certificate files cannot be used; the old ones stay')
    }
  }
  // Polled, because renewal tools replace files and folders by links, which fs.watch loses sight of.
  for (const file of [tls.cert, tls.key])
    watchFile(file, { interval: environment.certificateEvery, persistent: false }, renew)
  return () => {
    for (const file of [tls.cert, tls.key]) unwatchFile(file, renew)
  }
}

/** Finishes what was begun, closes the database, ends. A second signal, or too long a wait, ends at once. */
function stopOnSignals(app: FastifyInstance, before: () => void): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    before()
    setTimeout(() => process.exit(1), STOP_WITHIN).unref()
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof EnvironmentError ? `${error.message}\n` : `${String(error)}\n`)
  if (!(error instanceof EnvironmentError) && error instanceof Error) process.stderr.write(`${error.stack}\n`)
  process.exitCode = 1
})
