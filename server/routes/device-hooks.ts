/** What all signed routes share: the nonce for the next request, who signed this one, and its body. */
import type { FastifyInstance } from 'fastify'
import { errorSchema } from '../../lib/protocol/wire.ts'
import { NONCE_HEADER } from '../../lib/protocol/signature.ts'
import type { Context } from '../context.ts'
import { readJson, unpack } from '../device/body.ts'
import type { Proof } from '../device/proof.ts'
import type { MemberKey } from '../../lib/protocol/safeguarding-keys.ts'
import type { Installation } from '../enrolment/installations.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The installation that signed this request; null before that is known, and when it enrols. */
    installation: Installation | null
    /** The safeguarding member whose key signed this request. */
    member: MemberKey | null
  }
  interface FastifyContextConfig {
    /**
     * Who may call: nobody in particular, a key that asks, an installation that is known, a safeguarding key in force,
     * staff with a role.
     */
    readonly who?: 'anybody' | 'key' | 'installation' | 'member' | 'staff' | 'loopback'
    /** Requests are not counted: when one came is nobody's to know. */
    readonly isUncounted?: boolean
  }
}

/** Every refusal of a signed route has the wire's error shape. */
export const signedErrors = { '4xx': errorSchema, '5xx': errorSchema } as const

/** @param most what a body may unpack to; null leaves bodies of that route as they are */
export function signedHooks(
  app: FastifyInstance,
  { nonces }: Pick<Context, 'nonces'>,
  proof: Proof,
  most: (url: string) => number | null,
): void {
  app.decorateRequest('installation', null)
  app.decorateRequest('member', null)
  // In onSend, so that refusals carry one too: a device with a stale nonce goes on without another round.
  app.addHook('onSend', async (_request, reply) => {
    reply.header(NONCE_HEADER, nonces.issue())
    reply.header('Cache-Control', 'no-store')
  })
  app.addHook('preValidation', async (request) => {
    const { config, url } = request.routeOptions
    if (config.who === 'installation') request.installation = await proof.installation(request)
    if (config.who === 'member') request.member = await proof.member(request)
    const limit = most(url ?? '')
    if (request.rawBody === null || limit === null) return
    request.body = readJson(await unpack(request.rawBody, request.headers['content-encoding'], limit))
  })
}
