/**
 * Pupils' activity records. The safeguarding lead's alone, and never without a look that says why; the viewing log is
 * the head's too. Nobody else reads either: not a network manager, who looks after the machines, nor a governor.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  enquirySchema,
  findPupilsSchema,
  followRowLinkSchema,
  foundPupilsSchema,
  lookIdSchema,
  LOOKING_ROLES,
  lookSchema,
  looksQuerySchema,
  looksSchema,
  madeRowLinkSchema,
  newLookSchema,
  newRowLinkSchema,
  rowsQuerySchema,
  secondAnswerSchema,
  sharedRowSchema,
  timelineSchema,
} from '../../../lib/protocol/record-looks.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { findPupils } from '../../record/find-pupils.ts'
import { beginEnquiry, beginLook, endEnquiry, openLook, shownNow } from '../../record/looks.ts'
import { followRowLink, linkedRow, makeRowLink } from '../../record/row-links.ts'
import { answerSecond } from '../../record/second-yes.ts'
import { placeOf, textOf, timeline } from '../../record/timeline.ts'
import { readLook, viewingLog } from '../../record/viewing-log.ts'
import { aboveRow } from '../../record/window.ts'
import { actorOf, byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const LEAD = { who: 'staff', roles: LOOKING_ROLES } as const
const LOG = { who: 'staff', roles: ['dsl', 'head'] } as const
const tags = ['record']
const params = z.object({ look: lookIdSchema })

export const recordLookRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context

  app.route({
    method: 'GET',
    url: '/admin/pupils',
    config: LEAD,
    schema: {
      tags,
      summary: 'Find pupils by part of their name; nothing of what they did',
      querystring: findPupilsSchema,
      response: { 200: foundPupilsSchema, ...errors },
    },
    handler: async (request) => {
      const found = await findPupils(context, request.query.find)
      await note(db, actorOf(request), 'record-search', `people:${found.pupils.length}`)
      return { ...found, shown: await shownNow(context) }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/record-looks',
    config: LEAD,
    schema: {
      tags,
      summary: 'Begin a look at a pupil’s record: for half an hour, on record with its reason',
      body: newLookSchema,
      response: { 200: lookSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      const role = LOOKING_ROLES.find((one) => request.staff.roles.includes(one)) ?? LOOKING_ROLES[0]
      return readLook(context, await beginLook(context, byOf(request), role, request.body, now), now)
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/record-looks/:look/rows',
    config: LEAD,
    schema: {
      tags,
      summary: 'A page of the record that one’s own look opens',
      params,
      querystring: rowsQuerySchema,
      response: { 200: timelineSchema, ...errors },
    },
    handler: async (request) => {
      const look = await openLook(db, request.params.look, request.staff.person, Date.now())
      const { link } = request.query
      if (link === undefined) return timeline(context, look, request.query)
      const row = await linkedRow(context, look, link)
      if (typeof row === 'string') return { ...(await timeline(context, look, {})), shared: row }
      const above = await aboveRow(db, look, row)
      const page = await timeline(context, look, above === undefined ? {} : { before: textOf(above) })
      return { ...page, shared: textOf(row) }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/record-looks/:look/links',
    config: LEAD,
    schema: {
      tags,
      summary: 'Make a link to an entry that one’s own look shows; it opens nothing without a look',
      params,
      body: newRowLinkSchema,
      response: { 200: madeRowLinkSchema, ...errors },
    },
    handler: async (request) => {
      const look = await openLook(db, request.params.look, request.staff.person, Date.now())
      return { link: await makeRowLink(context, look, placeOf(request.body.place), actorOf(request)) }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/record-links',
    config: LEAD,
    schema: {
      tags,
      summary: 'Find out whom a link is about; nothing of what they did',
      body: followRowLinkSchema,
      response: { 200: sharedRowSchema, ...errors },
    },
    handler: async (request) => followRowLink(context, request.body.link, actorOf(request), Date.now()),
  })

  app.route({
    method: 'GET',
    url: '/admin/record-looks',
    config: LOG,
    schema: {
      tags,
      summary: 'The viewing log: who looked at whose record, when and why',
      querystring: looksQuerySchema,
      response: { 200: looksSchema, ...errors },
    },
    handler: async (request) => {
      const log = await viewingLog(context, request.query, Date.now())
      await note(db, actorOf(request), 'record-log', `looks:${log.looks.length}`)
      return log
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/record-looks/:look/enquiry',
    config: LEAD,
    schema: {
      tags,
      summary: 'Make a look part of an enquiry, before the pupil is shown it',
      params,
      body: enquirySchema,
      response: { 200: lookSchema, ...errors },
    },
    handler: async (request) => {
      const [{ look }, now] = [request.params, Date.now()]
      await beginEnquiry(context, look, byOf(request), request.body.words, now)
      return readLook(context, look, now)
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/record-looks/:look/second',
    config: LOG,
    schema: {
      tags,
      summary: 'Say yes or no to another’s look, where the policy wants a second person',
      params,
      body: secondAnswerSchema,
      response: { 200: lookSchema, ...errors },
    },
    handler: async (request) => {
      const [{ look }, now] = [request.params, Date.now()]
      await answerSecond(context, look, request.body.answer, byOf(request), now)
      return readLook(context, look, now)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/record-looks/:look/enquiry',
    config: LOG,
    schema: {
      tags,
      summary: 'Say that a look is part of an enquiry no more: the pupil is shown it',
      params,
      response: { 200: lookSchema, ...errors },
    },
    handler: async (request) => {
      const [{ look }, now] = [request.params, Date.now()]
      await endEnquiry(context, look, byOf(request), now)
      return readLook(context, look, now)
    },
  })
}
