/**
 * A copy of the database as it is at one moment, while the server goes on writing. One read transaction is held for the
 * whole copy: without it every commit of the server would make SQLite begin the copy anew.
 */
import { backup, DatabaseSync } from 'node:sqlite'
import { openSqlite } from '../db/sqlite.ts'
import { BackupError } from './cipher.ts'
import type { Progress } from './pace.ts'

/** Pages of a step: 4 MB. */
const STEP = 1024

/** Writes a copy of the database in `file` to `to`. Throws Cancelled. */
export async function snapshot(file: string, to: string, progress: Progress): Promise<void> {
  const database = openSqlite(file, { readOnly: true })
  try {
    database.exec('BEGIN')
    // A transaction begins to read at its first question.
    const { pages } = database.prepare('SELECT page_count AS pages FROM pragma_page_count').get() as {
      pages: number
    }
    database.prepare('SELECT count(*) FROM sqlite_master').get()
    progress.begin('copy', pages)
    await backup(database, to, {
      rate: STEP,
      progress: ({ totalPages, remainingPages }) => {
        progress.reach(totalPages - remainingPages)
        progress.rest()
      },
    })
    database.exec('ROLLBACK')
  } finally {
    database.close()
  }
}

/**
 * Writes a copy anew to `to`, without what stands in the unused parts of its pages. Nobody else has it open, so whoever
 * writes in the database itself is not held up; it cannot rest in the middle.
 */
export function tidy(copy: string, to: string): void {
  const database = openSqlite(copy, { readOnly: true })
  try {
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
}

/** Goes through the whole copy. Throws a BackupError when something in it is damaged. */
export function checkDatabase(file: string, kind: 'quick' | 'whole'): void {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const check = kind === 'quick' ? 'quick_check' : 'integrity_check'
    const rows = database
      .prepare(`PRAGMA ${check}(3)`)
      .all()
      .map((row) => String(Object.values(row)[0]))
    if (rows.join() !== 'ok')
      throw new BackupError(`The database is damaged: ${rows.join('; ').slice(0, 200)}`)
    const broken = database.prepare('PRAGMA foreign_key_check').all().length
    if (kind === 'whole' && broken > 0) throw new BackupError(`The database has ${broken} broken references.`)
  } finally {
    database.close()
  }
}

/** What the copy says of itself. */
export function describeDatabase(file: string): { readonly shape: string; readonly epoch: number } {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    const shape = database.prepare('SELECT max(name) AS name FROM kysely_migration').get()
    const epoch = database.prepare("SELECT value FROM meta WHERE key = 'epoch'").get()
    return { shape: String(shape?.['name']), epoch: Number(epoch?.['value'] ?? 1) }
  } finally {
    database.close()
  }
}
