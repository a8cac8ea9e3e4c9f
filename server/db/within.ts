import type { Database } from './open.ts'

/** Runs `work` in the caller's transaction when there is one, otherwise in one of its own. */
export const within = <T>(db: Database, work: (trx: Database) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work)
