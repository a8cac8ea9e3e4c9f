/** The yearly review: who answers for it, what was found, what is to be done, the pack; and figures for governors. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  answerSchema,
  doneActionSchema,
  newActionSchema,
  newReviewSchema,
  numbersSchema,
  peopleSchema,
  reviewStateSchema,
} from '../../../lib/protocol/review.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { policyInForce } from '../../documents/documents.ts'
import { countNumbers } from '../../numbers/count.ts'
import { gather } from '../../review/evidence.ts'
import { PACK_STYLE, reviewPack } from '../../review/pack.ts'
import { addAction, addReview, endAction, readReview, setAnswer, setPeople } from '../../review/state.ts'
import { actorOf } from '../../staff/guard.ts'
import { asPage, asStyle, styleOf } from '../pages.ts'
import { errors } from './errors.ts'

const READ = { who: 'staff', roles: ['network', 'dsl', 'head', 'governor'] } as const
const WRITE = { who: 'staff', roles: ['network', 'dsl', 'head'] } as const
const tags = ['review']
const number = z.string().check(z.regex(/^\d{1,15}$/, 'a number'))
const response = { 200: reviewStateSchema, ...errors }
const STYLE_SHEET = styleOf(new URL('../../review/pack.css', import.meta.url))

export const reviewRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const state = () => readReview(context, Date.now())

  app.route({
    method: 'GET',
    url: '/admin/review',
    config: READ,
    schema: { tags, summary: 'Who answers for it, reviews, and what the school says to each row', response },
    handler: state,
  })

  app.route({
    method: 'POST',
    url: '/admin/review/people',
    config: WRITE,
    schema: {
      tags,
      summary: 'Write down who answers for filtering and monitoring',
      body: peopleSchema,
      response,
    },
    handler: async (request) => {
      await setPeople(context, request.body, actorOf(request), Date.now())
      return state()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/review/answers',
    config: WRITE,
    schema: { tags, summary: 'The school’s own words to a row', body: answerSchema, response },
    handler: async (request) => {
      await setAnswer(context, request.body, actorOf(request), Date.now())
      return state()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/reviews',
    config: WRITE,
    schema: { tags, summary: 'Record a review that was held', body: newReviewSchema, response },
    handler: async (request) => {
      await addReview(context, request.body, actorOf(request), Date.now())
      return state()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/reviews/:review/actions',
    config: WRITE,
    schema: {
      tags,
      summary: 'What is to be done after a review, by whom and when',
      params: z.object({ review: number }),
      body: newActionSchema,
      response,
    },
    handler: async (request) => {
      await addAction(context, Number(request.params.review), request.body, actorOf(request))
      return state()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/review-actions/:action/done',
    config: WRITE,
    schema: {
      tags,
      summary: 'It is done, and what came of it',
      params: z.object({ action: number }),
      body: doneActionSchema,
      response,
    },
    handler: async (request) => {
      const { action } = request.params
      await endAction(context, Number(action), request.body.outcome, actorOf(request), Date.now())
      return state()
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/numbers',
    config: READ,
    schema: {
      tags,
      summary: 'Figures by week: nobody’s name, no site',
      response: { 200: numbersSchema, ...errors },
    },
    handler: async () => countNumbers(context.db, Date.now()),
  })

  app.route({
    method: 'GET',
    url: '/admin/review/pack',
    config: READ,
    schema: { tags, summary: 'The review pack, to read and print', response: { 200: z.string(), ...errors } },
    handler: async (request, reply) => {
      const now = Date.now()
      // What a publication's note says may speak of a pupil: it is for those who may know.
      const mayKnow = request.staff.roles.some(
        (role) => role === 'dsl' || role === 'head' || role === 'network',
      )
      const evidence = await gather(context, await countNumbers(context.db, now), mayKnow, now)
      await note(context.db, actorOf(request), 'review-pack', mayKnow ? 'with-reasons' : 'numbers')
      const policy = await policyInForce(context)
      const page = reviewPack({
        school: policy?.school.name ?? 'the school',
        state: await state(),
        evidence,
        by: mayKnow ? 'the school’s leaders' : 'governors',
      })
      asPage(reply)
      return reply.send(page)
    },
  })

  app.route({
    method: 'GET',
    url: PACK_STYLE,
    config: READ,
    schema: { tags, summary: 'How the review pack looks', response: { 200: z.string(), ...errors } },
    handler: async (_request, reply) => {
      asStyle(reply)
      return reply.send(STYLE_SHEET)
    },
  })
}
