// The check from outside: node outside.mjs https://kerb.school.example
// One file without a dependency, so that it can be copied to any machine that is where pupils are at home: a laptop on a
// phone's hotspot. Prints a line for each check, and ends with 1 when one failed.
import { lookup } from 'node:dns/promises'
import { request as askPlain } from 'node:http'
import { request as askTls } from 'node:https'
import { randomBytes } from 'node:crypto'

const PATIENCE = 10_000
/** Certificates are renewed a month before their end; two weeks before, somebody has to look. Days. */
const RENEW = 14
/** A clock that is wrong by more makes lessons and unblocks end at the wrong moment. Milliseconds. */
const CLOCK = 30_000
const PRIVATE =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|f[cd]|fe80:)/i
const LOOPBACK = /^(127\.|::1$)/

const base = new URL(process.argv[2] ?? 'about:blank')
if (!/^https?:$/.test(base.protocol)) {
  console.error('Say which server: node outside.mjs https://kerb.school.example')
  process.exit(2)
}

/** One request, to its end. */
function ask(path, headers = {}) {
  return new Promise((done, failed) => {
    const send = base.protocol === 'https:' ? askTls : askPlain
    const request = send(new URL(path, base), { headers, timeout: PATIENCE }, (response) => {
      const certificate = response.socket.getPeerCertificate?.()
      const pieces = []
      response.on('data', (piece) => pieces.push(piece))
      response.on('end', () =>
        done({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(pieces),
          certificate,
        }),
      )
      response.on('error', failed)
    })
    request.on('upgrade', (response, socket) => {
      socket.destroy()
      done({ status: response.statusCode, headers: response.headers, body: Buffer.alloc(0) })
    })
    request.on('timeout', () => request.destroy(new Error(`no answer within ${PATIENCE / 1000} s`)))
    request.on('error', failed)
    request.end()
  })
}

/** Each gives words when it is well, and throws when it is not. */
const CHECKS = {
  async 'name resolves to an address that can be reached from here'() {
    const found = await lookup(base.hostname, { all: true })
    const inside = found.filter(({ address }) => PRIVATE.test(address))
    if (inside.length > 0)
      throw new Error(`${inside[0].address} is inside a network: devices at home cannot reach it`)
    return found.map(({ address }) => address).join(', ')
  },
  async 'certificate is trusted and lasts'() {
    const { certificate } = await ask('/healthz')
    if (base.protocol === 'http:') {
      const [{ address }] = await lookup(base.hostname, { all: true })
      if (LOOPBACK.test(address)) return 'none needed on this machine itself'
      throw new Error('plain http: devices refuse it')
    }
    const days = Math.floor((Date.parse(certificate.valid_to) - Date.now()) / 86_400_000)
    if (days < RENEW) throw new Error(`it ends in ${days} days and was not renewed`)
    return `${days} days left, from ${certificate.issuer?.O ?? certificate.issuer?.CN ?? 'unknown'}`
  },
  async 'server and its database answer'() {
    const { status } = await ask('/healthz')
    if (status !== 200) throw new Error(`/healthz answered ${status}`)
    return 'yes'
  },
  async 'browsers are told to come by TLS only'() {
    const { headers } = await ask('/healthz')
    if (base.protocol === 'http:') return 'not on this machine itself'
    if (!headers['strict-transport-security'])
      throw new Error('no Strict-Transport-Security: does a proxy drop it?')
    return headers['strict-transport-security']
  },
  async 'clock is right'() {
    const { status, body } = await ask('/v1/nonce')
    if (status !== 200) throw new Error(`/v1/nonce answered ${status}: does a proxy change paths?`)
    const apart = Math.abs(JSON.parse(body.toString()).time - Date.now())
    if (apart > CLOCK) throw new Error(`it and this machine are ${Math.round(apart / 1000)} s apart`)
    return `${apart} ms apart`
  },
  async 'WebSockets come through, for lessons'() {
    const { status } = await ask('/v1/live', {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    })
    if (status !== 101) throw new Error(`/v1/live answered ${status}: let the proxy pass Upgrade`)
    return 'yes'
  },
  async 'figures are not for outside'() {
    const { status, body } = await ask('/metrics')
    const isHere = LOOPBACK.test((await lookup(base.hostname)).address)
    if (status === 200 && !isHere) throw new Error(`/metrics answered ${body.length} bytes to the outside`)
    return isHere ? 'asked on the machine itself' : 'yes'
  },
  async 'package is hosted (skip it if yours is in a store)'() {
    const feed = await ask('/extension/update.xml')
    if (feed.status === 404) return 'not hosted here'
    const [, codebase] = /codebase="([^"]+)"/.exec(feed.body.toString()) ?? []
    if (feed.status !== 200 || !codebase) throw new Error(`/extension/update.xml answered ${feed.status}`)
    const url = new URL(codebase)
    if (url.host !== base.host) throw new Error(`it points at ${url.host}: make it again with --base-url`)
    const { status, headers } = await ask(url.pathname)
    if (status !== 200) throw new Error(`${url.pathname} answered ${status}`)
    if (headers['content-type'] !== 'application/x-chrome-extension')
      throw new Error(`it is served as ${headers['content-type']}: browsers would not install it`)
    return url.pathname
  },
}

let failed = 0
for (const [name, check] of Object.entries(CHECKS)) {
  try {
    console.log(`ok    ${name}: ${await check()}`)
  } catch (error) {
    failed += 1
    console.log(`WRONG ${name}: ${error.message || error.code}`)
  }
}
console.log(failed === 0 ? 'All is well from here.' : `${failed} to put right.`)
process.exitCode = failed === 0 ? 0 : 1
