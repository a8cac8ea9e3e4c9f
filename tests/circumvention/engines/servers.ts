/** What stands behind an engine's page: its files, a bare server, a wisp server. All on the test's own internet. */
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import type { Duplex } from 'node:stream'
import type { Guest } from '../../rig/web.ts'
import { engineModule } from './installed.ts'
import { answerNames } from './names.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** A file: its text or bytes, or where it lies. */
export type Content = string | { readonly file: string; readonly change?: (text: string) => string }

/** Answers for the paths it knows. */
export const files = (site: Readonly<Record<string, Content>>): Guest => ({
  request: (request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname
    const content = site[path]
    if (content === undefined) return false
    const type = TYPES[extname(path)] ?? 'text/html; charset=utf-8'
    response.writeHead(200, {
      'content-type': type,
      'service-worker-allowed': '/',
      'cache-control': 'no-store',
    })
    response.end(bytes(content))
    return true
  },
})

function bytes(content: Content): string | Buffer {
  if (typeof content === 'string') return content
  const raw = readFileSync(content.file)
  return content.change ? content.change(raw.toString()) : raw
}

interface BareServer {
  shouldRoute(request: IncomingMessage): boolean
  routeRequest(request: IncomingMessage, response: ServerResponse): Promise<void>
  routeUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>
}

/** tomphttp's bare server, version 3 of its protocol among others. */
export async function bareServer(path: string): Promise<Guest> {
  answerNames()
  const { createBareServer } = await engineModule<{
    readonly createBareServer: (path: string, options: object) => BareServer
  }>('@tomphttp/bare-server-node')
  const bare = createBareServer(path, { blockLocal: false })
  return {
    request: (request, response) => {
      if (!bare.shouldRoute(request)) return false
      void bare.routeRequest(request, response)
      return true
    },
    upgrade: (request, socket, head) => void bare.routeUpgrade(request, socket, head),
  }
}

interface Wisp {
  readonly server: {
    routeRequest(request: IncomingMessage, socket: Duplex, head: Buffer): void
    readonly options: Record<string, unknown>
  }
  readonly logging?: { set_level(level: unknown): void; readonly NONE: unknown }
}

/** A wisp server: TCP through one WebSocket. */
export async function wispServer(): Promise<Guest> {
  answerNames()
  const { server, logging } = await engineModule<Wisp>('@mercuryworkshop/wisp-js/server')
  Object.assign(server.options, { allow_loopback_ips: true, allow_private_ips: true })
  logging?.set_level(logging.NONE)
  return { upgrade: (request, socket, head) => server.routeRequest(request, socket, head) }
}

/** Several guests of one host: the first that takes a request on answers it. */
export const together = (...guests: readonly Guest[]): Guest => ({
  request: (request, response) => guests.some((guest) => guest.request?.(request, response)),
  upgrade: (request, socket, head) => {
    const guest = guests.find((one) => 'upgrade' in one)
    if (guest?.upgrade) guest.upgrade(request, socket, head)
    else socket.destroy()
  },
})
