/** The thread that writes the database anew. */
import { workerData } from 'node:worker_threads'
import { openSqlite } from '../db/sqlite.ts'
import { atLeisure } from '../threads/at-leisure.ts'

atLeisure('nobody')
const database = openSqlite((workerData as { file: string }).file)
try {
  database.exec('VACUUM')
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
} finally {
  database.close()
}
