/** Starts and stops loopback servers. */
import { createServer } from 'node:net'
import type { Server } from 'node:net'

/** Listens on a free loopback port (or the one given) and returns it. */
export const listen = (server: Server, port = 0): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('The server has no port'))
      else resolve(address.port)
    })
  })

/** Stops at once: open connections are cut. */
export const stop = (server: Server & { closeAllConnections?: () => void }): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections?.()
  })

/** A loopback port that is free now: for an address that must be told before anything listens there. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await stop(server)
  return port
}
