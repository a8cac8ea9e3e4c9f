/** Behind a proxy that brings the TLS, this server speaks plain HTTP: to that proxy and to nobody else. */
import { isIP } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { blockListOf, type Environment, isLoopback } from './environment.ts'
import { Refusal } from './errors.ts'

/**
 * Refuses whoever is neither the trusted proxy nor this machine, before anything of the request is read. The
 * connection's own address counts: a forwarded one is what somebody else says. Does nothing with TLS of our own, and
 * without a proxy the server listens on this machine only.
 */
export function onlyFromProxy(
  app: FastifyInstance,
  { tls, trustedProxy }: Pick<Environment, 'tls' | 'trustedProxy'>,
): void {
  if (tls || trustedProxy.length === 0) return
  const proxies = blockListOf(trustedProxy)
  app.addHook('onRequest', async (request, reply) => {
    const peer = (request.raw.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
    const version = isIP(peer)
    if (version && (isLoopback(peer) || proxies.check(peer, version === 4 ? 'ipv4' : 'ipv6'))) return
    // What follows on this connection would cross the network in clear as well.
    reply.header('Connection', 'close')
    throw new Refusal(
      403,
      'proxy',
      'This server speaks plain HTTP to its proxy only: use the https address of the school server.',
    )
  })
}
