/** What the console speaks: /admin, and signing in: /signin. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Context } from '../context.ts'
import { readJson, unpack } from '../device/body.ts'
import { Guard } from '../staff/guard.ts'
import { agreementImportRoutes } from './staff/agreement-import.ts'
import { agreementListRoutes } from './staff/agreement-list.ts'
import { agreementTextRoutes } from './staff/agreement-texts.ts'
import { alertRoutes } from './staff/alerts.ts'
import { alertSettingRoutes } from './staff/alert-settings.ts'
import { backupRoutes } from './staff/backups.ts'
import { classImportRoutes } from './staff/class-imports.ts'
import { classRoutes } from './staff/classes.ts'
import { documentRoutes } from './staff/documents.ts'
import { exceptionRoutes } from './staff/exceptions.ts'
import { expectedRoutes } from './staff/expected.ts'
import { evidenceRoutes } from './staff/evidence.ts'
import { fleetRoutes } from './staff/fleet.ts'
import { foundRoutes } from './staff/found.ts'
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
  await app.register(sessionRoutes, { context, guard })
  await app.register(providerRoutes, { context, guard })
  await app.register(passkeySignInRoutes, { context, guard })
  await app.register(passkeyRoutes, { context, guard })
  await app.register(memberRoutes, { context })
  await app.register(fleetRoutes, { context })
  await app.register(expectedRoutes, { context })
  await app.register(backupRoutes, { context })
  await app.register(foundRoutes, { context })
  await app.register(listRoutes, { context })
  await app.register(listCorrectionRoutes, { context })
  await app.register(tokenRoutes, { context })
  await app.register(rolloutRoutes, { context })
  await app.register(documentRoutes, { context })
  await app.register(policyDraftRoutes, { context })
  await app.register(policyVersionRoutes, { context })
  await app.register(exceptionRoutes, { context })
  await app.register(classRoutes, { context })
  await app.register(classImportRoutes, { context })
  await app.register(lessonRoutes, { context })
  await app.register(lessonActionRoutes, { context })
  await app.register(lessonLiveRoutes, { context, guard })
  await app.register(ownBrowserRoutes, { context })
  await app.register(lessonStartRoutes, { context })
  await app.register(lessonSetRoutes, { context })
  await app.register(lessonCoverRoutes, { context })
  await app.register(safeguardingStaffRoutes, { context })
  await app.register(recordLookRoutes, { context })
  await app.register(evidenceRoutes, { context })
  await app.register(publicPageStaffRoutes, { context })
  await app.register(selfCheckStaffRoutes, { context })
  await app.register(reviewRoutes, { context })
  await app.register(lockedHitRoutes, { context })
  await app.register(alertRoutes, { context })
  await app.register(alertSettingRoutes, { context })
  await app.register(siteRequestRoutes, { context })
  await app.register(pageRequestRoutes, { context })
  await app.register(lessonRequestRoutes, { context })
  await app.register(agreementTextRoutes, { context })
  await app.register(agreementListRoutes, { context })
  await app.register(agreementImportRoutes, { context })
}
