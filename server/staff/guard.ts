/** Who may use the staff routes, and from where: a session in a strict cookie, and only from the console itself. */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Role } from './roles.ts'
import { LONGEST, type Session, sessionOf } from './sessions.ts'

/** Who is behind a request. */
export interface Staff {
  readonly session: Session
  /** A number of `people`; null for the administrator's one-time link. */
  readonly person: number | null
  readonly roles: readonly Role[]
}

declare module 'fastify' {
  interface FastifyRequest {
    /** On routes of `who: 'staff'` only; elsewhere reading it throws. */
    readonly staff: Staff
  }
  interface FastifyContextConfig {
    /** With `who: 'staff'`: any one of these roles suffices. */
    readonly roles?: readonly [Role, ...Role[]]
  }
}

const known = new WeakMap<FastifyRequest, Staff>()

/** `__Host-` binds the cookie to this host and to TLS; without TLS (loopback only) browsers would drop it. */
const cookieName = (secure: boolean): string => (secure ? '__Host-kerb' : 'kerb')

export class Guard {
  readonly #context: Context
  readonly secure: boolean

  constructor(context: Context) {
    this.#context = context
    const { tls, trustedProxy } = context.environment
    this.secure = tls !== undefined || trustedProxy.length > 0
  }

  /** Watches over every route of `app`: no route starts without saying who may use it. */
  watch(app: FastifyInstance): void {
    app.decorateRequest('staff', {
      getter(this: FastifyRequest) {
        const staff = known.get(this)
        if (!staff) throw new Error('request.staff was read on a route that is not for staff')
        return staff
      },
    })
    app.addHook('onRoute', needAccess)
    // Before the body is read: a stranger cannot make the server read megabytes.
    app.addHook('onRequest', async (request) => {
      needSameOrigin(request)
      const { who, roles } = request.routeOptions.config
      if (who === 'staff') known.set(request, await this.#need(request, roles ?? []))
    })
  }

  /** The session of a request, or null. `used` false: nobody is there, and it is not kept open by this. */
  session(
    request: FastifyRequest,
    used = request.headers['kerb-unattended'] === undefined,
  ): Promise<Session | null> {
    const secret = request.cookies[cookieName(this.secure)]
    return sessionOf(this.#context.db, secret, Date.now(), used)
  }

  async #need(request: FastifyRequest, roles: readonly Role[]): Promise<Staff> {
    const session = await this.session(request)
    if (!session)
      throw new Refusal(401, 'sign-in', 'You are not signed in, or your session has ended: sign in.')
    if (!roles.some((role) => session.roles.includes(role))) {
      throw new Refusal(
        403,
        'role',
        `This needs the role ${roles.join(' or ')}; you have ${session.roles.join(' and ')}.`,
      )
    }
    return { session, person: session.person, roles: session.roles }
  }

  setCookie(reply: FastifyReply, secret: string): void {
    reply.setCookie(cookieName(this.secure), secret, {
      httpOnly: true,
      sameSite: 'strict',
      secure: this.secure,
      path: '/',
      maxAge: LONGEST / 1000,
    })
  }

  clearCookie(reply: FastifyReply): void {
    reply.clearCookie(cookieName(this.secure), { path: '/', secure: this.secure, sameSite: 'strict' })
  }
}

/** Throws when a route does not say who may use it. */
export function needAccess({ method, url, config }: RouteOptions): void {
  const { who, roles } = config ?? {}
  const declared = who === 'staff' ? roles !== undefined && roles.length > 0 : who !== undefined
  if (!declared)
    throw new Error(`${String(method)} ${url} does not say who may use it: give config.who, config.roles`)
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

/** Who acts, as what they do is kept. */
export interface By {
  /** A number of `people`; null for the one-time link. */
  readonly person: number | null
  /** For the audit. */
  readonly actor: string
}

/** Who acts by a request. */
export const byOf = (request: FastifyRequest): By => ({
  person: request.staff.person,
  actor: actorOf(request),
})

/** Who did it, for the audit. */
export const actorOf = (request: FastifyRequest): string => {
  const { person, session } = request.staff
  return person === null ? `administrator:${session.id}` : `staff:${person}`
}
