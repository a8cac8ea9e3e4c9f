/** The policy and the lists: history, and the way of a new one (check, compare, publish), as the command has it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { describeChange, isAboutPerson } from '../../../lib/policy/compare.ts'
import {
  changesSchema,
  checkedSchema,
  documentBodySchema,
  historySchema,
  publishedSchema,
} from '../../../lib/protocol/staff.ts'
import type { Context } from '../../context.ts'
import { checkAndPublish, checkLists, checkPolicy, policyChanges } from '../../documents/check.ts'
import { history } from '../../documents/documents.ts'
import { Refusal } from '../../errors.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const MIB = 1024 * 1024
/** A policy names every pupil; lists hold a million hosts. */
const LIMITS = { policy: 4 * MIB, lists: 64 * MIB } as const
const SHOWN = 50

export const documentRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db, vault } = context
  for (const kind of ['policy', 'lists'] as const) {
    app.route({
      method: 'GET',
      url: `/admin/${kind}/history`,
      config: NETWORK,
      schema: {
        tags: ['staff'],
        summary: `What was published as ${kind}`,
        response: { 200: historySchema, ...errors },
      },
      handler: async () => ({
        published: (await history(db, vault, kind, SHOWN)).map((h) => ({
          version: { epoch: h.epoch, number: h.number },
          at: h.published,
          by: h.published_by,
          note: h.note,
        })),
      }),
    })

    app.route({
      method: 'POST',
      url: `/admin/${kind}/check`,
      config: NETWORK,
      bodyLimit: LIMITS[kind],
      schema: {
        tags: ['staff'],
        summary: `Is this ${kind} document in order?`,
        body: documentBodySchema,
        response: { 200: checkedSchema, ...errors },
      },
      handler: async (request) => {
        const raw = request.body.document
        const checked = kind === 'policy' ? checkPolicy(raw) : await checkLists(db, vault, raw)
        return checked.ok
          ? { ok: true, problems: [], remarks: [...checked.remarks] }
          : { ok: false, problems: [...checked.problems], remarks: [] }
      },
    })

    app.route({
      method: 'POST',
      url: `/admin/${kind}/publish`,
      config: NETWORK,
      bodyLimit: LIMITS[kind],
      schema: {
        tags: ['staff'],
        summary: `Publish this ${kind} document`,
        body: documentBodySchema,
        response: { 200: publishedSchema, ...errors },
      },
      handler: async (request) => {
        const { document, note } = request.body
        const by = { actor: actorOf(request), note }
        const done = await checkAndPublish(db, vault, kind, document, by)
        if (!done.ok)
          throw new Refusal(422, 'invalid', done.problems.slice(0, 20).join('\n'), { field: 'document' })
        return { version: done.published.version, at: done.published.published, remarks: [...done.remarks] }
      },
    })
  }

  app.route({
    method: 'POST',
    url: '/admin/policy/diff',
    config: NETWORK,
    bodyLimit: LIMITS.policy,
    schema: {
      tags: ['staff'],
      summary: 'What would publishing this policy change?',
      body: documentBodySchema,
      response: { 200: changesSchema, ...errors },
    },
    handler: async (request) => {
      const checked = checkPolicy(request.body.document)
      const none = { changes: [], aboutPeople: 0, first: false }
      if (!checked.ok) return { ok: false, problems: [...checked.problems], ...none }
      const changes = await policyChanges(db, vault, checked.document)
      if (changes === 'first') return { ok: true, problems: [], ...none, first: true }
      const open = changes.filter((change) => !isAboutPerson(change))
      return {
        ok: true,
        problems: [],
        changes: open.map(describeChange),
        aboutPeople: changes.length - open.length,
        first: false,
      }
    },
  })
}
