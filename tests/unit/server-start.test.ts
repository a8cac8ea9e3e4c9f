/** The server as a process: where it listens and refuses to, what it says, TLS and its renewal, and how it stops. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEnvironment, refusalToListen } from '../../server/environment.ts'
import { FIRST_CERTIFICATE, SECOND_CERTIFICATE } from '../fixtures/certificates.ts'
import { ROOT } from '../rig/paths.ts'

let folder: string
let running: ChildProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kerb-start-'))
})
afterEach(async () => {
  if (running && running.exitCode === null && running.signalCode === null) {
    running.kill('SIGKILL')
    await once(running, 'exit')
  }
  running = undefined
  rmSync(folder, { recursive: true, force: true })
})

interface Started {
  readonly said: () => string
  /** Port once it listens; `null` when it ended instead. */
  readonly port: Promise<number | null>
  readonly ended: Promise<number | null>
  readonly child: ChildProcess
}

function start(variables: Readonly<Record<string, string>> = {}): Started {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('KERB_'))
  const child = spawn(process.execPath, ['server/start.ts'], {
    cwd: ROOT,
    env: {
      ...Object.fromEntries(own),
      KERB_DATA: join(folder, 'data'),
      KERB_KEYS: join(folder, 'keys'),
      KERB_PORT: '0',
      KERB_LOG_LEVEL: 'warn',
      ...variables,
    },
  })
  running = child
  let text = ''
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const port = new Promise<number | null>((done) => {
    const listen = (part: Buffer) => {
      text += part.toString()
      // The seal key is the last line of what it says at the start.
      const found = /school server: https?:\/\/\S+:(\d+)/.exec(text)?.[1]
      if (found && text.includes('seal:')) done(Number(found))
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('close', () => done(null))
  })
  return { said: () => text, port, ended, child }
}

/** The common name of the certificate that the server shows. */
const certificateOf = (port: number) =>
  new Promise<string>((done, failed) => {
    const options = {
      host: '127.0.0.1',
      port,
      path: '/healthz',
      rejectUnauthorized: false,
      agent: false as const,
    }
    request(options, (response) => {
      const { subject } = (response.socket as TLSSocket).getPeerCertificate()
      expect(response.headers['strict-transport-security']).toMatch(/max-age=\d{8}/)
      response.resume().on('end', () => done(String(subject.CN)))
    })
      .on('error', failed)
      .end()
  })

const writeCertificate = ({ cert, key }: { cert: string; key: string }) => {
  writeFileSync(join(folder, 'tls.crt'), cert)
  writeFileSync(join(folder, 'tls.key'), key)
}
const TLS = () => ({ KERB_TLS_CERT: join(folder, 'tls.crt'), KERB_TLS_KEY: join(folder, 'tls.key') })

describe('npm run server', { timeout: 60_000 }, () => {
  it('with nothing configured listens on this machine only, and says so and its keys', async () => {
    const server = start()
    const port = await server.port
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    expect(server.said()).toContain('this machine only')
    expect(server.said()).toMatch(/^sign:[\w-]{59}$/m)
    expect(server.said()).toMatch(/^seal:[\w-]+$/m)
    expect(server.said()).toContain('A data key was made in')
    for (const name of readdirSync(join(folder, 'data'))) {
      expect(statSync(join(folder, 'data', name)).mode & 0o077).toBe(0)
    }
  })

  it('says what it did at its wordiest, and never who did what', async () => {
    const server = start({ KERB_LOG_LEVEL: 'trace' })
    const base = `http://127.0.0.1:${await server.port}`
    const who = 'amy.pupil@school.example'
    const body = JSON.stringify({ token: 'a-token-nobody-may-read', claim: { person: who }, publicKey: who })
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${who}`,
      cookie: `kerb=${who}`,
    }
    const answers = await Promise.all([
      fetch(`${base}/v1/nonce?who=${who}`, { headers }),
      fetch(`${base}/${who}`),
      fetch(`${base}/v1/enrol`, { method: 'POST', headers, body }),
      fetch(`${base}/v1/enrol`, { method: 'POST', headers, body: `{${who}` }),
      fetch(`${base}/v1/activity?q=${who}`, { method: 'POST', headers, body }),
      fetch(`${base}/admin/session`, { method: 'POST', headers, body: JSON.stringify({ link: who }) }),
    ])
    for (const answer of answers.slice(1)) expect(answer.status).toBeGreaterThanOrEqual(400)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.said()).not.toMatch(/amy|a-token-nobody|Bearer/)
  })

  it('refuses to serve other machines without TLS or a named proxy, and touches nothing', async () => {
    const server = start({ KERB_HOST: '0.0.0.0' })
    expect(await server.ended).toBe(1)
    expect(server.said()).toContain('KERB_TLS_CERT')
    expect(server.said()).toContain('KERB_TRUSTED_PROXY')
    expect(readdirSync(folder)).toEqual([])
  })

  it('does not make a new data key where the school named one that is not there', async () => {
    const server = start({ KERB_DATA_KEY_FILE: '/nowhere/data.key' })
    expect(await server.ended).toBe(1)
    expect(server.said()).toContain('KERB_DATA_KEY_FILE')
  })

  it('serves TLS with HSTS and takes a renewed certificate without a restart', async () => {
    writeCertificate(FIRST_CERTIFICATE)
    const server = start({ ...TLS(), KERB_CERTIFICATE_SECONDS: '1' })
    const port = (await server.port) ?? 0
    expect(await certificateOf(port)).toBe('one.kerb.test')
    // Half of a renewal: the pair does not fit, the old one stays.
    writeFileSync(join(folder, 'tls.crt'), SECOND_CERTIFICATE.cert)
    await expect.poll(() => server.said(), { timeout: 10_000 }).toContain('cannot be used')
    expect(await certificateOf(port)).toBe('one.kerb.test')
    writeCertificate(SECOND_CERTIFICATE)
    // The other half; its time differs even where files keep whole seconds.
    utimesSync(join(folder, 'tls.key'), new Date(), new Date(Date.now() + 2000))
    await expect.poll(() => certificateOf(port), { timeout: 10_000 }).toBe('two.kerb.test')
  })

  it('stops when told to: finishes, closes its database, ends with 0', async () => {
    const server = start()
    const port = await server.port
    expect((await fetch(`http://127.0.0.1:${port}/v1/nonce`)).status).toBe(200)
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    // A database that was closed leaves no write-ahead log behind.
    expect(readdirSync(join(folder, 'data')).sort()).toEqual(['kerb.sqlite', 'lists'])
  })
})

describe('the environment', () => {
  it.each([
    '0.0.0.0',
    '::',
    '192.0.2.1',
    'kerb.school.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
  ])('may not say %s without TLS or a named proxy', (KERB_HOST) => {
    expect(refusalToListen(readEnvironment({ KERB_HOST }))).toContain(KERB_HOST)
    expect(refusalToListen(readEnvironment({ KERB_HOST, KERB_TLS_CERT: 'c', KERB_TLS_KEY: 'k' }))).toBeNull()
    expect(refusalToListen(readEnvironment({ KERB_HOST, KERB_TRUSTED_PROXY: '10.0.0.2' }))).toBeNull()
  })

  it.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('may say %s', (KERB_HOST) => {
    expect(refusalToListen(readEnvironment({ KERB_HOST }))).toBeNull()
  })

  it.each([
    [{ KERB_PORT: '99999' }, 'KERB_PORT'],
    [{ KERB_PORT: '0x10' }, 'KERB_PORT'],
    [{ KERB_TLS_CERT: 'x' }, 'KERB_TLS_KEY'],
    [{ KERB_TRUSTED_PROXY: 'proxy' }, 'KERB_TRUSTED_PROXY'],
    [{ KERB_SITE_ADDRESSES: '10.0.0.0/8, 10.0.0.0/99' }, '10.0.0.0/99'],
    [{ KERB_DATA_KEY: 'short' }, 'KERB_DATA_KEY'],
    [{ KERB_DATA_KEY: 'A'.repeat(43), KERB_DATA_KEY_FILE: 'x' }, 'KERB_DATA_KEY_FILE'],
    [{ KERB_PUBLIC_URL: 'kerb' }, 'KERB_PUBLIC_URL'],
    [{ KERB_LOG_LEVEL: 'loud' }, 'KERB_LOG_LEVEL'],
    [{ KERB_DATA: 'same', KERB_KEYS: 'same' }, 'KERB_KEYS'],
  ])('is refused by name: %j', (variables, name) => {
    expect(() => readEnvironment(variables)).toThrow(name)
  })
})
