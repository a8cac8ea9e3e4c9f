/** What members do at a concern among themselves: notes, who has it in hand, cases, files for the case log. Each request is signed with a member's key. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { caseListSchema } from '../../lib/protocol/concern-cases.ts'
import { handRequestSchema } from '../../lib/protocol/concern-hands.ts'
import { noteRequestSchema } from '../../lib/protocol/concern-notes.ts'
import { concernAcceptedSchema } from '../../lib/protocol/concerns.ts'
import type { Context } from '../context.ts'
import { Proof } from '../device/proof.ts'
import { casesFor } from '../safeguarding/cases.ts'
import { noteExport } from '../safeguarding/exports.ts'
import { handOn } from '../safeguarding/hands.ts'
import { handOnward } from '../safeguarding/onward.ts'
import { addNote } from '../safeguarding/notes.ts'
import { signedErrors, signedHooks } from './device-hooks.ts'
import { BODY, CONCERNS, MEMBER, meOf, ofConcern, tags, whose } from './member-requests.ts'

export const caseWorkRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  signedHooks(app, context, new Proof(context), () => BODY)

  app.route({
    method: 'POST',
    url: `${CONCERNS}/:concern/notes`,
    config: MEMBER,
    bodyLimit: BODY,
    schema: {
      tags,
      summary: 'A note of the team, sealed to the readers. It is only ever added',
      params: ofConcern,
      body: noteRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({
      state: await addNote(context, whose(request), { ...request.body, kind: 'note' }, Date.now()),
    }),
  })

  app.route({
    method: 'POST',
    url: `${CONCERNS}/:concern/cases`,
    config: MEMBER,
    bodyLimit: BODY,
    schema: {
      tags,
      summary: 'A record that joins this concern with others into a case, sealed to who may read all of them',
      params: ofConcern,
      body: noteRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({
      state: await addNote(context, whose(request), { ...request.body, kind: 'case' }, Date.now()),
    }),
  })

  app.route({
    method: 'GET',
    url: '/v1/safeguarding/cases',
    config: MEMBER,
    schema: {
      tags,
      summary: 'The last record of a case at each concern, sealed',
      response: { 200: caseListSchema, ...signedErrors },
    },
    handler: async (request) => casesFor(context, meOf(request)),
  })

  app.route({
    method: 'POST',
    url: `${CONCERNS}/:concern/hand`,
    config: MEMBER,
    bodyLimit: BODY,
    schema: {
      tags,
      summary: 'Take a concern in hand, or hand it to another reader, who is told that one waits',
      params: ofConcern,
      body: handRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({ state: await handOn(context, whose(request), request.body, Date.now()) }),
  })

  app.route({
    method: 'POST',
    url: `${CONCERNS}/:concern/onward`,
    config: MEMBER,
    bodyLimit: BODY,
    schema: {
      tags,
      summary: 'Hand it on to those who were to read it later, with a sealed reason: they may from now on',
      params: ofConcern,
      body: noteRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({
      state: await handOnward(context, whose(request), request.body, Date.now()),
    }),
  })

  app.route({
    method: 'POST',
    url: `${CONCERNS}/:concern/exported`,
    config: MEMBER,
    schema: {
      tags,
      summary: 'A concern is about to be taken into a file on the member’s device: recorded',
      params: ofConcern,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({ state: await noteExport(context, whose(request), Date.now()) }),
  })
}
