/**
 * node:sqlite under Kysely: its SqliteDialect expects the shape of better-sqlite3, which differs in how parameters
 * are passed. Prepared statements are kept by their text (measured: half of the time of a single insert).
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Distinct texts kept prepared. Kysely's texts are few; bulk inserts have a handful of sizes. */
const KEPT_STATEMENTS = 500

/** Waits for another process (a publishing command, a backup) instead of failing at once. Milliseconds. */
export const BUSY_TIMEOUT = 5000

/** Opens a database file as the server uses it everywhere: WAL, every commit on disk, foreign keys held. */
export function openSqlite(file: string, options: { readOnly?: boolean } = {}): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT, readOnly: options.readOnly ?? false })
  if (!options.readOnly) {
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = FULL')
  }
  database.exec('PRAGMA foreign_keys = ON')
  // Deleted activity is overwritten, not left in free pages.
  database.exec('PRAGMA secure_delete = ON')
  database.exec('PRAGMA cache_size = -32768')
  return database
}

/** The shape that Kysely's SqliteDialect drives. */
export class KyselySqlite implements SqliteDatabase {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, SqliteStatement>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  prepare(sql: string): SqliteStatement {
    const kept = this.#statements.get(sql)
    if (kept) return kept
    // A transaction that reads first and writes later would fail when another process wrote in between.
    const statement = adapt(this.#database.prepare(sql === 'begin' ? 'begin immediate' : sql))
    if (this.#statements.size >= KEPT_STATEMENTS) this.#statements.clear()
    this.#statements.set(sql, statement)
    return statement
  }

  close(): void {
    this.#statements.clear()
    this.#database.close()
  }
}

function adapt(statement: StatementSync): SqliteStatement {
  const spread = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...spread(parameters)),
    run: (parameters) => statement.run(...spread(parameters)),
    iterate: (parameters) => statement.iterate(...spread(parameters)),
  }
}
