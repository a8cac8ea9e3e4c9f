/** A cable between a browser and a server on this machine, that can be cut. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { listen, stop } from './listen.ts'

export class Wire {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #port: number
  readonly address: string

  private constructor(server: Server, port: number) {
    this.#server = server
    this.#port = port
    this.address = `http://127.0.0.1:${port}`
    server.on('connection', (socket) => this.#sockets.add(socket))
  }

  static async to(port: number): Promise<Wire> {
    const server = createServer((here) => {
      const there = connect(port, '127.0.0.1')
      here.on('error', () => there.destroy())
      here.on('close', () => there.destroy())
      there.on('error', () => here.destroy())
      there.on('close', () => here.destroy())
      here.pipe(there).pipe(here)
    })
    return new Wire(server, await listen(server))
  }

  async cut(): Promise<void> {
    const stopped = stop(this.#server)
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
    await stopped
  }

  async mend(): Promise<void> {
    await listen(this.#server, this.#port)
  }

  close(): Promise<void> {
    return this.cut()
  }
}
