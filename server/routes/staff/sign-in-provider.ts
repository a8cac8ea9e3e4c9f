/** Signing in through the school's provider: away to it, and back. */
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { answerFor, Refusal } from '../../errors.ts'
import { arrive, type NotStaff } from '../../staff/accounts.ts'
import type { Guard } from '../../staff/guard.ts'
import { identityOf } from '../../staff/oidc-claims.ts'
import { type PlainPage, plainPage } from '../../staff/plain-page.ts'
import { newChecks, Provider } from '../../staff/provider.ts'
import { begin } from '../../staff/sign-in.ts'
import { SignInCookie } from '../../staff/sign-in-cookie.ts'
import { finishTransaction, openTransaction, sealTransaction } from '../../staff/transactions.ts'
import { errors } from './errors.ts'

const PURPOSE = 'provider'
/** A path of this server: nothing that a browser would read as another site's address. */
const returnTo = z
  .string()
  .check(z.maxLength(200), z.regex(/^\/(?![/\\])[\w\-./~?#=&%]*$/, 'a path of this server, such as /'))
const transactionSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo,
})
const callbackSchema = z.object({ state: z.string().check(z.maxLength(200)) })

const REFUSED: Readonly<Record<NotStaff, string>> = {
  'no-role':
    'The school’s sign-in service knows you, but you have no role in Kerb. Ask whoever looks after Kerb at your school.',
  disabled: 'Your access to Kerb has been switched off. Ask whoever looks after Kerb at your school.',
  unproved:
    'The sign-in service does not vouch for your address, so we cannot tell who you are here. Ask whoever looks after Kerb at your school.',
  'other-account':
    'Somebody with this address signs in to Kerb with another account. If that was an earlier account of yours, ask whoever looks after Kerb to reset your sign-in.',
}

export const providerRoutes: FastifyPluginAsyncZod<{ context: Context; guard: Guard }> = async (
  app,
  { context, guard },
) => {
  const { db, vault, environment } = context
  const provider = environment.oidc && new Provider(environment.oidc)
  const cookie = new SignInCookie('signin', 'lax', guard.secure)
  const page = (reply: FastifyReply, code: number, content: PlainPage) =>
    reply
      .code(code)
      .type('text/html; charset=utf-8')
      .serializer((text: string) => text)
      .send(plainPage(content))
  const configured = () => {
    if (provider) return provider
    throw new Refusal(
      404,
      'no-provider',
      'No sign-in service is set up here: see KERB_OIDC_ISSUER in docs/server.md.',
    )
  }

  // People look at these addresses, so what goes wrong is a page.
  app.setErrorHandler((error: Error, request, reply) => {
    const { status, message, error: code, retryAfter } = answerFor(error)
    if (status >= 500)
      request.log.error({ err: error.cause instanceof Error ? error.cause : error, code }, 'sign-in failed')
    if (retryAfter !== undefined) reply.header('Retry-After', String(retryAfter))
    return page(reply, status, {
      title: 'You are not signed in',
      text: message,
      to: { path: '/', words: 'Back to signing in' },
    })
  })

  app.route({
    method: 'GET',
    url: '/signin/start',
    config: { who: 'anybody' },
    schema: {
      tags: ['staff'],
      summary: 'Sends the browser to the school’s provider',
      querystring: z.object({ returnTo: z._default(returnTo, '/') }),
      response: { 303: z.undefined(), ...errors },
    },
    handler: async (request, reply) => {
      const own = new URL(configured().settings.redirect)
      // Under another name of this server the cookie would not be there when the browser comes back.
      if (request.host !== own.host) {
        const there = new URL('/signin/start', own)
        there.searchParams.set('returnTo', request.query.returnTo)
        return reply.redirect(there.href, 303)
      }
      const checks = newChecks()
      const address = await configured().address(checks)
      const { returnTo } = request.query
      cookie.set(reply, sealTransaction(vault, PURPOSE, { ...checks, returnTo }, Date.now()))
      return reply.redirect(address.href, 303)
    },
  })

  app.route({
    method: 'GET',
    url: '/signin/callback',
    config: { who: 'anybody', rateLimit: { max: 600, timeWindow: '1 minute' } },
    schema: {
      tags: ['staff'],
      summary: 'Where the provider sends the browser back to',
      response: { 200: z.string(), ...errors },
    },
    handler: async (request, reply) => {
      const now = Date.now()
      const from = configured()
      const under = openTransaction(vault, PURPOSE, transactionSchema, cookie.read(request), now)
      const said = callbackSchema.safeParse(request.query)
      // Before anything is asked or ended: another page can send a browser here, but knows no state.
      if (!under || !said.success || said.data.state !== under.value.state) {
        throw new Refusal(
          400,
          'sign-in-lost',
          'This sign-in was not begun in this browser, or took too long. Start again.',
        )
      }
      if (!(await finishTransaction(db, under, now))) {
        throw new Refusal(400, 'sign-in-used', 'This sign-in was used already. Start again.')
      }
      cookie.clear(reply)
      const claims = await from.claims(request.url.slice(request.url.indexOf('?')), under.value)
      const arrival = await arrive(context, identityOf(from.settings, claims), now)
      if ('refused' in arrival) throw new Refusal(403, arrival.refused, REFUSED[arrival.refused])
      await begin(context, guard, { request, reply }, { person: arrival.person, how: 'provider' }, now)
      // Not a redirect: the browser counts it as coming from the provider and would leave the strict cookie out.
      return page(reply, 200, {
        title: 'You are signed in',
        text: 'One moment…',
        to: { path: under.value.returnTo, words: 'Go on' },
        atOnce: true,
      })
    },
  })
}
