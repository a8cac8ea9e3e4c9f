/** Previews of the draft, and the versions of the policy with the way back. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Version } from '../../../lib/policy/document.ts'
import {
  previewSchema,
  rollBackSchema,
  versionChangesSchema,
  versionParam,
  versionsSchema,
} from '../../../lib/protocol/policy-editor.ts'
import { publishedSchema } from '../../../lib/protocol/staff.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { readDraft } from '../../policy/draft.ts'
import { rollBack } from '../../policy/publish.ts'
import { changesOf, listVersions } from '../../policy/versions.ts'
import { actorOf, byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const tags = ['policy']
const preview = z.string().check(z.regex(/^[\w-]{1,40}$/, 'the name of a preview'))

export const policyVersionRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { previews } = context
  previews.onError((error) => app.log.error({ err: error }, 'a preview of the policy was not made'))

  app.route({
    method: 'POST',
    url: '/admin/policy/previews',
    config: NETWORK,
    schema: {
      tags,
      summary: 'What would the draft have done with the last week’s visits?',
      body: z.object({ mark: z.string().check(z.maxLength(64)) }),
      response: { 200: previewSchema, ...errors },
    },
    handler: async (request) => {
      const draft = await readDraft(context)
      const begun = previews.begin(draft, request.body.mark, request.staff.session.id, Date.now())
      await note(context.db, actorOf(request), 'policy-preview', '')
      return begun
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/policy/previews/:preview',
    config: NETWORK,
    schema: {
      tags,
      summary: 'How far a preview is, or what came of it',
      params: z.object({ preview }),
      response: { 200: previewSchema, ...errors },
    },
    handler: async (request) => previews.look(request.params.preview, request.staff.session.id),
  })

  app.route({
    method: 'DELETE',
    url: '/admin/policy/previews/:preview',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Call a preview off',
      params: z.object({ preview }),
      response: { 204: z.undefined(), ...errors },
    },
    handler: async (request, reply) => {
      previews.drop(request.params.preview, request.staff.session.id)
      return reply.code(204).send()
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/policy/versions',
    config: NETWORK,
    schema: { tags, summary: 'Who published what, and why', response: { 200: versionsSchema, ...errors } },
    handler: async () => ({ versions: await listVersions(context) }),
  })

  app.route({
    method: 'GET',
    url: '/admin/policy/versions/:version',
    config: NETWORK,
    schema: {
      tags,
      summary: 'What a version changed, and what going back to it would change',
      params: z.object({ version: versionParam }),
      response: { 200: versionChangesSchema, ...errors },
    },
    handler: async (request) => changesOf(context, versionOf(request.params.version)),
  })

  app.route({
    method: 'POST',
    url: '/admin/policy/roll-back',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Publish an earlier version’s content anew',
      body: rollBackSchema,
      response: { 200: publishedSchema, ...errors },
    },
    handler: async (request) => {
      const { version, published: at } = await rollBack(context, request.body, byOf(request))
      context.live.hub.newsToAll()
      return { version, at, remarks: [] }
    },
  })
}

function versionOf(text: string): Version {
  const [epoch = 0, number = 0] = text.split('.').map(Number)
  return { epoch, number }
}
