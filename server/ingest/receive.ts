/** A batch of activity, from its proven request to its acknowledgement. */
import type { activityResponseSchema } from '../../lib/protocol/wire.ts'
import type { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import type { Installation } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'
import type { SignedBatch } from '../evidence/verifier/proof.ts'
import { epochOf } from '../keys/epoch.ts'
import { tellLeads } from '../lists/locked-hits.ts'
import { storeBatch } from './store.ts'

type Answer = z.infer<typeof activityResponseSchema>

/** What an installation that nobody confirmed may leave here: a few days of rows, not a full disk. */
export const MOST_UNCONFIRMED_ROWS = 10_000
const MOST_UNCONFIRMED_IN_ALL = 500_000

export async function receive(
  context: Pick<Context, 'db' | 'people' | 'decoder' | 'metrics' | 'found' | 'alerts' | 'mail'>,
  installation: Installation,
  raw: Buffer | null,
  encoding: string | undefined,
  now: number,
  signed?: SignedBatch,
): Promise<Answer> {
  const { db } = context
  if (raw === null) throw new Refusal(400, 'body', 'The body is empty: send JSON.')
  if (installation.state === 'refused') {
    throw new Refusal(
      403,
      'refused',
      'This installation was refused by the school: it may not send activity.',
    )
  }
  if (installation.state !== 'confirmed') await checkRoom(context, installation)
  const { id } = installation
  const batch = await context.decoder.decode(raw, {
    id,
    installation: installation.installation,
    encoding,
    now,
    signed,
  })
  const stored = await storeBatch(db, context.people, id, batch, now)
  if (stored.found) context.found.soon()
  if (stored.signals) context.alerts.soon()
  if (stored.locked) await tellLeads(context, now)
  context.metrics.rows.inc(stored.added)
  context.metrics.unreadable.inc(stored.unreadable)
  return {
    acknowledged: stored.acknowledged,
    epoch: await epochOf(db),
    time: Date.now(),
    unreadable: batch.unreadable.map((u) => u.row.seq),
  }
}

async function checkRoom({ db }: Pick<Context, 'db'>, installation: Installation): Promise<void> {
  const { rows } = await db
    .selectFrom('rows')
    .select((e) => e.fn.countAll<number>().as('rows'))
    .where('installation', '=', installation.id)
    .executeTakeFirstOrThrow()
  const { all } = await db
    .selectFrom('installations')
    .select((e) => e.fn.coalesce(e.fn.sum<number>('stored'), e.lit(0)).as('all'))
    .where('state', 'in', ['waiting', 'held'])
    .executeTakeFirstOrThrow()
  if (rows < MOST_UNCONFIRMED_ROWS && all < MOST_UNCONFIRMED_IN_ALL) return
  throw new Refusal(
    429,
    'rate',
    'Nobody has confirmed this installation yet: keep the rows until somebody has.',
    {
      retryAfter: 600,
    },
  )
}
