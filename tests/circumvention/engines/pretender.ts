/** Stands between a browser and its school server, and answers for the policy what it is told to. */
import { createServer, request } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { freePort, listen, stop } from '../../rig/listen.ts'

export class Pretender {
  readonly address: string
  /** The last policy that went through as it was. */
  seen = Buffer.alloc(0)
  /** In place of the policy; null: the truth. */
  lie: Buffer | null = null
  /** How often the lie was told. */
  told = 0
  readonly #server: Server

  private constructor(server: Server, port: number) {
    this.#server = server
    this.address = `http://127.0.0.1:${port}`
  }

  static async before(address: string): Promise<Pretender> {
    const port = await freePort()
    const server = createServer((asked, answer) => pretender.#hand(asked, answer, address))
    const pretender = new Pretender(server, port)
    await listen(server, port)
    return pretender
  }

  #hand(asked: IncomingMessage, answer: ServerResponse, address: string): void {
    const { hostname, port } = new URL(address)
    const { method, url = '/' } = asked
    const isPolicy = method === 'GET' && url.startsWith('/v1/policy')
    // What is told comes whole and plain, so that it can be kept.
    const { 'if-none-match': _etag, 'accept-encoding': _encoding, ...headers } = asked.headers
    const onward = request(
      { hostname, port, method, path: url, headers: isPolicy ? headers : asked.headers },
      (told) => {
        if (!isPolicy) {
          answer.writeHead(told.statusCode ?? 502, told.headers)
          told.pipe(answer)
          return
        }
        const parts: Buffer[] = []
        told.on('data', (part: Buffer) => parts.push(part))
        told.on('end', () => {
          if (this.lie === null) this.seen = Buffer.concat(parts)
          else this.told++
          const body = this.lie ?? this.seen
          answer.writeHead(told.statusCode ?? 502, {
            'content-type': told.headers['content-type'] ?? 'application/json',
          })
          answer.end(body)
        })
      },
    )
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  }

  close(): Promise<void> {
    return stop(this.#server)
  }
}
