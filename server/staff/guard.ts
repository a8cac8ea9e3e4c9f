/** Who may use the staff routes, and from where: a session in a strict cookie, and only from the console itself. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { LONGEST, type Session, sessionOf } from './sessions.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The administrator's session, on routes that need one. */
    session: Session | null
  }
}

/** `__Host-` binds the cookie to this host and to TLS; without TLS (loopback only) browsers would drop it. */
const cookieName = (secure: boolean): string => (secure ? '__Host-kerb' : 'kerb')

export class Guard {
  readonly #context: Context
  readonly #secure: boolean

  constructor(context: Context) {
    this.#context = context
    const { tls, trustedProxy } = context.environment
    this.#secure = tls !== undefined || trustedProxy.length > 0
  }

  /** The session of a request, or null. */
  session(request: FastifyRequest): Promise<Session | null> {
    return sessionOf(this.#context.db, request.cookies[cookieName(this.#secure)], Date.now())
  }

  /** Throws unless an administrator's session is behind the request. */
  async need(request: FastifyRequest): Promise<Session> {
    const session = await this.session(request)
    if (!session) {
      throw new Refusal(401, 'sign-in', 'Sign in with a link made by npm run admin-link on the server.')
    }
    return session
  }

  setCookie(reply: FastifyReply, secret: string): void {
    reply.setCookie(cookieName(this.#secure), secret, {
      httpOnly: true,
      sameSite: 'strict',
      secure: this.#secure,
      path: '/',
      maxAge: LONGEST / 1000,
    })
  }

  clearCookie(reply: FastifyReply): void {
    reply.clearCookie(cookieName(this.#secure), { path: '/', secure: this.#secure, sameSite: 'strict' })
  }
}

/**
 * Refuses changes that another site's page asks for. SameSite=Strict already keeps the cookie back there; this also
 * holds for a sub-domain of the school, which counts as the same site.
 */
export function needSameOrigin(request: FastifyRequest): void {
  if (request.method === 'GET') return
  const fetchSite = request.headers['sec-fetch-site']
  const origin = request.headers.origin
  const ok =
    fetchSite === undefined ? origin === `${request.protocol}://${request.host}` : fetchSite === 'same-origin'
  if (!ok) {
    throw new Refusal(
      403,
      'origin',
      'Changes are taken from the console only: send Origin or Sec-Fetch-Site.',
    )
  }
}

/** Who did it, for the audit. */
export const actorOf = (request: FastifyRequest): string =>
  `administrator:${request.session?.id ?? 'unknown'}`
