/** The test's internet: answers for every host over http and https on loopback, and keeps a log of each request. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { makeCertificate } from './certificate.ts'
import type { Addresses } from './launch-flags.ts'
import { listen, stop } from './listen.ts'
import { until } from './until.ts'

/** One request that reached the server. Times are epoch milliseconds. */
export interface Seen {
  readonly host: string
  /** With its query. */
  readonly path: string
  readonly method: string
  readonly secure: boolean
  readonly headers: IncomingMessage['headers']
  readonly at: number
  body: string
  /** When the last byte had been handed to the network; absent while it is being served or when it was cut off. */
  finishedAt?: number
}

export type Answer = string | ((request: Seen, response: ServerResponse) => void | Promise<void>)

/** A server of somebody else's making that answers for one host: whole requests, and sockets. */
export interface Guest {
  /** Whether it takes the request on; what it leaves is answered as for any host. */
  request?(request: IncomingMessage, response: ServerResponse): boolean
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): void
}

export interface TestWeb extends Addresses {
  readonly log: Seen[]
  /**
   * Registers what `host` + `path` answers: HTML, or a function that writes the response itself. `*` as the host
   * stands for every host. The path is matched without its query; a path that ends in `*` matches by prefix.
   */
  on(host: string, path: string, answer: Answer): void
  /** Lets a guest answer for a host. */
  hand(host: string, guest: Guest): void
  /** Requests so far for a host (exactly), optionally for one path. */
  seen(host: string, path?: string): Seen[]
  /** How many requests reached the server for these hosts or their sub-domains. */
  leaked(hosts: readonly string[]): number
  /** Waits for a request to this host and path to have been served. */
  served(host: string, path?: string): Promise<Seen>
  close(): Promise<void>
}

const page = (seen: Seen): string =>
  `<!doctype html><meta charset="utf-8"><title>${seen.host}</title><link rel="icon" href="data:,">` +
  `<h1>${seen.host}</h1><p>A page of the test web server.</p>`

const hostOf = (request: IncomingMessage): string =>
  (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()

const covers = (host: string, of: string): boolean => host === of || host.endsWith(`.${of}`)

export async function startWeb(): Promise<TestWeb> {
  const log: Seen[] = []
  const answers = new Map<string, Answer>()
  const guests = new Map<string, Guest>()

  const find = (host: string, path: string): Answer | undefined => {
    for (const name of [host, '*']) {
      const exact = answers.get(`${name} ${path}`)
      if (exact !== undefined) return exact
      const prefix = [...answers.keys()].find(
        (key) =>
          key.startsWith(`${name} `) && key.endsWith('*') && `${name} ${path}`.startsWith(key.slice(0, -1)),
      )
      if (prefix !== undefined) return answers.get(prefix)
    }
    return undefined
  }

  const serve = async (
    request: IncomingMessage,
    response: ServerResponse,
    secure: boolean,
  ): Promise<void> => {
    const host = hostOf(request)
    const path = request.url ?? '/'
    const { method = 'GET', headers } = request
    const seen: Seen = { host, path, method, secure, headers, at: Date.now(), body: '' }
    log.push(seen)
    response.once('finish', () => (seen.finishedAt = Date.now()))
    if (guests.get(host)?.request?.(request, response)) return
    for await (const chunk of request) seen.body += String(chunk)
    const answer = find(host, path.split('?')[0] ?? '/')
    if (typeof answer === 'function') {
      await answer(seen, response)
      return
    }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(answer ?? page(seen))
  }

  const listener = (secure: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    serve(request, response, secure).catch((error: unknown) => {
      // The browser may cut a request off half way: that one is over, the server goes on.
      response.destroy(error instanceof Error ? error : undefined)
    })
  }
  const certificate = makeCertificate()
  const plain = createServer(listener(false))
  const secure = createSecureServer({ key: certificate.key, cert: certificate.cert }, listener(true))
  for (const server of [plain, secure]) {
    server.on('upgrade', (request, socket, head) => {
      const guest = guests.get(hostOf(request))
      if (guest?.upgrade) guest.upgrade(request, socket, head)
      else socket.destroy()
    })
  }
  const [http, https] = await Promise.all([listen(plain), listen(secure)])

  const seen: TestWeb['seen'] = (host, path) =>
    log.filter((entry) => entry.host === host && (path === undefined || entry.path === path))
  return {
    http,
    https,
    spki: certificate.spki,
    log,
    on: (host, path, answer) => void answers.set(`${host} ${path}`, answer),
    hand: (host, guest) => void guests.set(host, guest),
    seen,
    leaked: (hosts) => log.filter((entry) => hosts.some((host) => covers(entry.host, host))).length,
    served: (host, path) =>
      until(() => seen(host, path).find((entry) => entry.finishedAt !== undefined), {
        what: `a request for ${host}${path ?? ''} to be served`,
      }),
    close: async () => {
      await Promise.all([stop(plain), stop(secure)])
    },
  }
}
