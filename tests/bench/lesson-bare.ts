/** What `npm run bench:lesson` is compared with: a bare WebSocket server that sends to all and counts the answers. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { answer } from './lesson/calls.ts'
import { WITHIN } from './lesson/settings.ts'

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
const listening = once(server, 'listening')

async function address(): Promise<string> {
  await listening
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Sends a text to all. Resolves with how long each answer took, in milliseconds, once all have answered. */
async function broadcast(text: string): Promise<number[]> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(new Error(`no answer of all within ${WITHIN} ms`)), WITHIN)
  const took: number[] = []
  const start = performance.now()
  for (const client of server.clients) {
    client.once('message', (data: Buffer) => {
      JSON.parse(data.toString())
      if (took.push(performance.now() - start) === server.clients.size) resolve()
    })
    client.send(text)
  }
  await promise.finally(() => clearTimeout(timer))
  return took
}

const handlers = { address, broadcast }
export type Bare = typeof handlers
answer(handlers)
