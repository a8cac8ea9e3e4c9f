/** The agreement's texts: published, withdrawn, brought back. For network managers and safeguarding leads. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { agreementNameSchema } from '../../../lib/policy/agreement.ts'
import { agreementTextSchema, LONGEST_BODY, MOST_PDF_BYTES } from '../../../lib/protocol/agreement.ts'
import { newTextSchema, publicationsSchema } from '../../../lib/protocol/agreement-staff.ts'
import { z } from '../../../lib/zod.ts'
import { publications, publishAgain, publishText, textOf, withdrawText } from '../../agreement/texts.ts'
import type { Context } from '../../context.ts'
import { byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const PUBLISHER = { who: 'staff', roles: ['network', 'dsl'] } as const
const tags = ['agreement']
const params = z.object({ text: agreementNameSchema })
/** A PDF as base64url, and words in which every character may take six. */
const LARGEST = Math.ceil((MOST_PDF_BYTES * 4) / 3) + LONGEST_BODY * 6 + 64 * 1024

export const agreementTextRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const history = async () => ({ publications: await publications(context) })

  app.route({
    method: 'GET',
    url: '/admin/agreement/texts',
    config: PUBLISHER,
    schema: {
      tags,
      summary: 'What was published, newest first',
      response: { 200: publicationsSchema, ...errors },
    },
    handler: history,
  })

  app.route({
    method: 'GET',
    url: '/admin/agreement/texts/:text',
    config: PUBLISHER,
    schema: {
      tags,
      summary: 'A text as it was published',
      params,
      response: { 200: agreementTextSchema, ...errors },
    },
    handler: async (request) => textOf(context, request.params.text),
  })

  app.route({
    method: 'POST',
    url: '/admin/agreement/texts',
    config: PUBLISHER,
    bodyLimit: LARGEST,
    schema: {
      tags,
      summary: 'Put a text in force for an audience, in place of the one that is',
      body: newTextSchema,
      response: { 200: publicationsSchema, ...errors },
    },
    handler: async (request) => {
      await publishText(context, request.body, byOf(request), Date.now())
      return history()
    },
  })

  for (const [url, summary, act] of [
    ['/admin/agreement/texts/:text/withdraw', 'Take a text out of force', withdrawText],
    ['/admin/agreement/texts/:text/again', 'Bring an earlier text back into force', publishAgain],
  ] as const) {
    app.route({
      method: 'POST',
      url,
      config: PUBLISHER,
      schema: { tags, summary, params, response: { 200: publicationsSchema, ...errors } },
      handler: async (request) => {
        await act(context, request.params.text, byOf(request), Date.now())
        return history()
      },
    })
  }
}
