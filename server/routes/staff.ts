/** What the console speaks: /admin, and signing in: /signin. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Context } from '../context.ts'
import { readJson, unpack } from '../device/body.ts'
import { Guard } from '../staff/guard.ts'
import { named } from './named.ts'
import { agreementImportRoutes } from './staff/agreement-import.ts'
import { agreementListRoutes } from './staff/agreement-list.ts'
import { agreementTextRoutes } from './staff/agreement-texts.ts'
import { alertRoutes } from './staff/alerts.ts'
import { alertSettingRoutes } from './staff/alert-settings.ts'
import { auditRoutes } from './staff/audit.ts'
import { backupRoutes } from './staff/backups.ts'
import { classImportRoutes } from './staff/class-imports.ts'
import { classRoutes } from './staff/classes.ts'
import { documentRoutes } from './staff/documents.ts'
import { exceptionRoutes } from './staff/exceptions.ts'
import { expectedRoutes } from './staff/expected.ts'
import { evidenceRoutes } from './staff/evidence.ts'
import { fleetRoutes } from './staff/fleet.ts'
import { foundRoutes } from './staff/found.ts'
import { keepingRoutes } from './staff/keeping.ts'
import { lessonCoverRoutes } from './staff/lesson-cover.ts'
import { lessonSetRoutes } from './staff/lesson-sets.ts'
import { lessonStartRoutes } from './staff/lesson-start.ts'
import { lessonActionRoutes } from './staff/lesson-actions.ts'
import { lessonLiveRoutes } from './staff/lesson-live.ts'
import { lessonRoutes } from './staff/lessons.ts'
import { lockedHitRoutes } from './staff/locked-hits.ts'
import { ownBrowserRoutes } from './staff/own-browser.ts'
import { listCorrectionRoutes } from './staff/list-corrections.ts'
import { listRoutes } from './staff/lists.ts'
import { memberRoutes } from './staff/members.ts'
import { packRoutes } from './staff/packs.ts'
import { lessonRequestRoutes, pageRequestRoutes } from './staff/page-requests.ts'
import { passkeyRoutes } from './staff/passkeys.ts'
import { publicPageStaffRoutes } from './staff/public-page.ts'
import { policyDraftRoutes } from './staff/policy-draft.ts'
import { policyVersionRoutes } from './staff/policy-versions.ts'
import { recordLookRoutes } from './staff/record-looks.ts'
import { rolloutRoutes } from './staff/rollout.ts'
import { safeguardingStaffRoutes } from './staff/safeguarding.ts'
import { reviewRoutes } from './staff/review.ts'
import { selfCheckStaffRoutes } from './staff/self-checks.ts'
import { sessionRoutes } from './staff/session.ts'
import { passkeySignInRoutes } from './staff/sign-in-passkey.ts'
import { providerRoutes } from './staff/sign-in-provider.ts'
import { siteRequestRoutes } from './staff/site-requests.ts'
import { tokenRoutes } from './staff/tokens.ts'

/** Signing in, and what holds a session open: they are given the guard itself. */
const GUARDED = named(sessionRoutes, providerRoutes, passkeySignInRoutes, passkeyRoutes, lessonLiveRoutes)

const ROUTES = named(
  memberRoutes,
  fleetRoutes,
  expectedRoutes,
  backupRoutes,
  foundRoutes,
  listRoutes,
  listCorrectionRoutes,
  tokenRoutes,
  rolloutRoutes,
  documentRoutes,
  policyDraftRoutes,
  policyVersionRoutes,
  exceptionRoutes,
  classRoutes,
  classImportRoutes,
  lessonRoutes,
  lessonActionRoutes,
  ownBrowserRoutes,
  lessonStartRoutes,
  lessonSetRoutes,
  lessonCoverRoutes,
  safeguardingStaffRoutes,
  recordLookRoutes,
  packRoutes,
  evidenceRoutes,
  publicPageStaffRoutes,
  keepingRoutes,
  selfCheckStaffRoutes,
  reviewRoutes,
  lockedHitRoutes,
  alertRoutes,
  alertSettingRoutes,
  siteRequestRoutes,
  pageRequestRoutes,
  lessonRequestRoutes,
  agreementTextRoutes,
  agreementListRoutes,
  agreementImportRoutes,
  auditRoutes,
)

export const staffRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const guard = new Guard(context)
  guard.watch(app)
  await app.register(rateLimit, { global: false })
  app.addHook('preValidation', async (request) => {
    if (request.rawBody === null) return
    const most = request.routeOptions.bodyLimit ?? request.rawBody.length
    request.body = readJson(await unpack(request.rawBody, request.headers['content-encoding'], most))
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store')
  })
  for (const routes of GUARDED) await app.register(routes, { context, guard })
  for (const routes of ROUTES) await app.register(routes, { context })
}
