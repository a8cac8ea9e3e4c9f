/** The draft of the policy: edited by several people, published by one of them, for all or for one group first. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  draftSchema,
  editedSchema,
  editsSchema,
  policyPeopleQuerySchema,
  policyPeopleSchema,
  publishDraftSchema,
} from '../../../lib/protocol/policy-editor.ts'
import { publishedSchema } from '../../../lib/protocol/staff.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { addEdits, dropDraft, dropEdit, insistOn } from '../../policy/edit.ts'
import { publishDraft } from '../../policy/publish.ts'
import { findPeople, showDraft, showEdited } from '../../policy/show.ts'
import { byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const tags = ['policy']
/** A hundred edits, of which one may be a long list. */
const MOST_SENT = 2 * 1024 * 1024
const params = z.object({ edit: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a change')) })
const answers = { 200: draftSchema, ...errors }

export const policyDraftRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  app.route({
    method: 'GET',
    url: '/admin/policy/draft',
    config: NETWORK,
    schema: {
      tags,
      summary: 'The draft, what is wrong with it, and what it would change',
      response: answers,
    },
    handler: async () => showDraft(context),
  })

  app.route({
    method: 'POST',
    url: '/admin/policy/draft/edits',
    config: NETWORK,
    bodyLimit: MOST_SENT,
    schema: {
      tags,
      summary: 'Change the draft: all of these, or none where somebody else was first',
      body: editsSchema,
      response: { 200: editedSchema, ...errors },
    },
    handler: async (request) => {
      const conflicts = await addEdits(context, request.body.edits, byOf(request), Date.now())
      return showEdited(context, conflicts)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/policy/draft/edits/:edit',
    config: NETWORK,
    schema: { tags, summary: 'Take one change back', params, response: answers },
    handler: async (request) => {
      await dropEdit(context, Number(request.params.edit), byOf(request))
      return showDraft(context)
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/policy/draft/edits/:edit/keep',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Keep a change that no longer fits, over what stands there now',
      params,
      response: answers,
    },
    handler: async (request) => {
      await insistOn(context, Number(request.params.edit), byOf(request), Date.now())
      return showDraft(context)
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/policy/draft/drop',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Take every change back',
      body: z.object({ mark: z.string().check(z.maxLength(64)) }),
      response: answers,
    },
    handler: async (request) => {
      await dropDraft(context, request.body.mark, byOf(request))
      return showDraft(context)
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/policy/draft/publish',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Publish the draft, or one group’s part of it',
      body: publishDraftSchema,
      response: { 200: publishedSchema, ...errors },
    },
    handler: async (request) => {
      const { version, published: at } = await publishDraft(context, request.body, byOf(request))
      context.live.hub.newsToAll()
      return { version, at, remarks: [] }
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/policy/people',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Whom the draft puts into a group by name',
      querystring: policyPeopleQuerySchema,
      response: { 200: policyPeopleSchema, ...errors },
    },
    handler: async (request) => findPeople(context, request.query.find),
  })
}
