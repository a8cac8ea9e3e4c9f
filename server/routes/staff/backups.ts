/** Backups, for whoever looks after the network: how they stand, one more now, and that the keys are kept apart. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { backupsSchema } from '../../../lib/protocol/backup.ts'
import { keepKeys } from '../../backup/state.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const tags = ['backups']
const response = { 200: backupsSchema, ...errors }

export const backupRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { backups, db, environment } = context
  backups.onError((error) =>
    app.log.error({ err: error }, 'a backup was not made, or an old one not deleted'),
  )

  app.route({
    method: 'GET',
    url: '/admin/backups',
    config: NETWORK,
    schema: { tags, summary: 'Backups, and what is wrong with them', response },
    handler: async () => backups.state(Date.now()),
  })

  app.route({
    method: 'POST',
    url: '/admin/backups',
    config: NETWORK,
    schema: { tags, summary: 'Make a backup now', response },
    handler: async (request) => {
      const now = Date.now()
      const before = await backups.state(now)
      // Whoever presses twice, or as another does, looks at the one that is being made.
      if (before.running) return before
      // What becomes of it is in its record.
      void backups.begin('hand', now).catch((error: unknown) => app.log.error({ err: error }, 'backup'))
      await note(db, actorOf(request), 'backup', '')
      return backups.state(now)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/backups/running',
    config: NETWORK,
    schema: { tags, summary: 'Cancel the backup that is being made', response },
    handler: async (request) => {
      // Done by itself in the same moment, it is there and well.
      if (backups.cancel()) await note(db, actorOf(request), 'backup-cancel', '')
      return backups.state(Date.now())
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/backups/keys-kept',
    config: NETWORK,
    schema: { tags, summary: 'Note that a copy of the keys as they are now is kept apart', response },
    handler: async (request) => {
      const now = Date.now()
      await keepKeys(db, environment, now)
      await note(db, actorOf(request), 'keys-kept', '')
      return backups.state(now)
    },
  })
}
