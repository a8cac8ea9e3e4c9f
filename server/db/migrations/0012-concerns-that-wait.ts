/** What a pupil adds waits to be opened as the concern itself did, so waiting is no longer the state “sent” alone. */
import { type Kysely, sql } from 'kysely'

const STATEMENTS = [
  // Since when something of the pupil's waits unopened, as finely as this concern's times are kept.
  `ALTER TABLE concerns ADD COLUMN waits INTEGER`,
  // How often its readers were told again since then. "reminded" stays: whom it went on to may read it for good.
  `ALTER TABLE concerns ADD COLUMN told INTEGER NOT NULL DEFAULT 0`,
  `UPDATE concerns SET waits = received, told = reminded WHERE state = 'sent'`,
  `CREATE INDEX concerns_that_wait ON concerns (waits) WHERE waits IS NOT NULL`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
