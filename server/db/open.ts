/** Opens the school's database and brings it to the newest shape. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import * as ground from './migrations/0001-ground.ts'
import * as retention from './migrations/0002-retention.ts'
import * as decisionsAndForks from './migrations/0003-decisions-and-forks.ts'
import * as references from './migrations/0004-references.ts'
import * as sharedDevices from './migrations/0005-shared-devices.ts'
import * as staff from './migrations/0006-staff.ts'
import * as classes from './migrations/0007-classes.ts'
import * as lessons from './migrations/0008-lessons.ts'
import * as liveLessons from './migrations/0009-live-lessons.ts'
import * as pageRequests from './migrations/0010-page-requests.ts'
import * as concerns from './migrations/0011-concerns.ts'
import * as concernsThatWait from './migrations/0012-concerns-that-wait.ts'
import * as agreement from './migrations/0013-agreement.ts'
import * as found from './migrations/0014-found.ts'
import * as recordLooks from './migrations/0015-record-looks.ts'
import * as lists from './migrations/0016-lists.ts'
import * as lockedLists from './migrations/0017-locked-lists.ts'
import * as alerts from './migrations/0018-alerts.ts'
import * as policyEditor from './migrations/0019-policy-editor.ts'
import * as backups from './migrations/0020-backups.ts'
import * as evidence from './migrations/0021-evidence.ts'
import * as proof from './migrations/0022-proof.ts'
import * as concernNotes from './migrations/0023-concern-notes.ts'
import * as concernWork from './migrations/0024-concern-work.ts'
import * as claimedGroups from './migrations/0025-claimed-groups.ts'
import * as secondYes from './migrations/0026-second-yes.ts'
import * as dayCounts from './migrations/0027-day-counts.ts'
import * as keeping from './migrations/0028-keeping.ts'
import * as selfCheckPlans from './migrations/0029-self-check-plans.ts'
import * as concernHanded from './migrations/0030-concern-handed.ts'
import * as auditByTime from './migrations/0031-audit-by-time.ts'
import * as longWork from './migrations/0032-long-work.ts'
import * as erasureReached from './migrations/0033-erasure-reached.ts'
import type { Schema } from './schema.ts'
import { KyselySqlite, openSqlite } from './sqlite.ts'

export type Database = Kysely<Schema>

const MIGRATIONS = {
  '0001-ground': ground,
  '0002-retention': retention,
  '0003-decisions-and-forks': decisionsAndForks,
  '0004-references': references,
  '0005-shared-devices': sharedDevices,
  '0006-staff': staff,
  '0007-classes': classes,
  '0008-lessons': lessons,
  '0009-live-lessons': liveLessons,
  '0010-page-requests': pageRequests,
  '0011-concerns': concerns,
  '0012-concerns-that-wait': concernsThatWait,
  '0013-agreement': agreement,
  '0014-found': found,
  '0015-record-looks': recordLooks,
  '0016-lists': lists,
  '0017-locked-lists': lockedLists,
  '0018-alerts': alerts,
  '0019-policy-editor': policyEditor,
  '0020-backups': backups,
  '0021-evidence': evidence,
  '0022-proof': proof,
  '0023-concern-notes': concernNotes,
  '0024-concern-work': concernWork,
  '0025-claimed-groups': claimedGroups,
  '0026-second-yes': secondYes,
  '0027-day-counts': dayCounts,
  '0028-keeping': keeping,
  '0029-self-check-plans': selfCheckPlans,
  '0030-concern-handed': concernHanded,
  '0031-audit-by-time': auditByTime,
  '0032-long-work': longWork,
  '0033-erasure-reached': erasureReached,
}

/** Whether this Kerb can bring a database whose newest change is this one up to date. */
export const knowsShape = (newest: string): boolean => newest in MIGRATIONS

/** Takes a line for whoever waits for the server. */
export type Say = (line: string) => void
const nobody: Say = () => undefined

/**
 * The database in `file` (made when absent, readable by its owner only), migrated. `:memory:` works in tests.
 * @param say told before and after changes to a database that was there: they may take minutes, without an answer
 */
export async function openDatabase(file: string, say = nobody): Promise<Database> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: new KyselySqlite(openSqlite(file)) }),
  })
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => MIGRATIONS },
    // For databases between 0027 and 0026, which came after it. A test holds the order from here on.
    allowUnorderedMigrations: true,
  })
  try {
    await bringUpToDate(migrator, say)
  } catch (error) {
    await database.destroy()
    throw new Error(`the database ${file} could not be brought up to date`, { cause: error })
  }
  return database
}

async function bringUpToDate(migrator: Migrator, say: Say): Promise<void> {
  const all = await migrator.getMigrations()
  const { length } = all.filter(({ executedAt }) => executedAt === undefined)
  const isOld = length > 0 && length < all.length
  if (isOld)
    say(
      `The database is of an earlier Kerb, and is brought up to date: ${length} of ${all.length} changes. A large one takes minutes. Do not stop it; devices keep their rows meanwhile.`,
    )
  const began = Date.now()
  const { error } = await migrator.migrateToLatest()
  if (error) throw new Error('a change could not be made', { cause: error })
  if (isOld) say(`The database is up to date, after ${Math.ceil((Date.now() - began) / 1000)} s.`)
}
