/** Stands between a browser and the school server, and hands on what it is told to in place of the safeguarding keys. */
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { Ledger } from '../../../lib/protocol/safeguarding-keys.ts'
import { listen, stop } from '../../rig/listen.ts'

export class LyingServer {
  readonly #server: Server
  readonly address: string
  /** In place of the real ledger. Null: the truth. */
  lie: Ledger | null = null

  private constructor(server: Server, port: number) {
    this.#server = server
    this.address = `http://127.0.0.1:${port}`
  }

  static async before(address: string): Promise<LyingServer> {
    const server = createServer((asked, answer) => hand(asked, answer))
    const { hostname, port } = new URL(address)
    // The live channel goes through as it is.
    server.on('upgrade', (asked, here) => {
      const there = connect(Number(port), hostname, () => {
        const headers = asked.rawHeaders.flatMap((name, i) =>
          i % 2 === 0 ? [`${name}: ${asked.rawHeaders[i + 1]}`] : [],
        )
        there.write(`GET ${asked.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
        here.pipe(there).pipe(here)
      })
      there.on('error', () => here.destroy())
      here.on('error', () => there.destroy())
    })
    const lying = new LyingServer(server, await listen(server))
    const hand = (asked: IncomingMessage, answer: ServerResponse): void => {
      const { method, headers, url = '/' } = asked
      const onward = request({ hostname, port, method, headers, path: url }, (told) => {
        if (method === 'GET' && url === '/v1/safeguarding' && lying.lie !== null) {
          told.resume()
          const { 'content-length': _length, 'content-encoding': _encoding, ...rest } = told.headers
          answer.writeHead(200, { ...rest, 'content-type': 'application/json' })
          answer.end(JSON.stringify({ ledger: lying.lie }))
          return
        }
        answer.writeHead(told.statusCode ?? 502, told.headers)
        told.pipe(answer)
      })
      onward.on('error', () => answer.destroy())
      asked.pipe(onward)
    }
    return lying
  }

  async close(): Promise<void> {
    const stopped = stop(this.#server)
    this.#server.closeAllConnections()
    await stopped
  }
}
