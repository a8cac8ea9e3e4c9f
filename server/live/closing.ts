/** Lets go of everything that stays open, so that a server which is told to stop does. */
import type { FastifyInstance } from 'fastify'
import type { Streams } from './streams.ts'

/** A peer that does not answer the close by then is cut off. Milliseconds. */
const CLOSES_WITHIN = 2_000
/** The end is going away; a device comes back. */
const GOING_AWAY = 1001

/** Registered before the plugin for WebSockets, which would close them without saying why. */
export function closeWhatStaysOpen(app: FastifyInstance, streams: Streams): void {
  app.addHook('preClose', async () => {
    const { clients } = app.websocketServer
    for (const client of clients) client.close(GOING_AWAY)
    // What is open keeps the process at work till then; with nothing left it need not wait.
    setTimeout(() => clients.forEach((client) => client.terminate()), CLOSES_WITHIN).unref()
    await streams.endAll()
  })
}
