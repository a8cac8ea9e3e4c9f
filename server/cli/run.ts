/** What the commands share: the same environment as the server, the same database, plain answers. */
import { openDatabase, type Database } from '../db/open.ts'
import { databaseFile, type Environment, readEnvironment } from '../environment.ts'
import { dataKeyOf } from '../keys/data-key.ts'
import { Vault } from '../keys/vault.ts'

export interface Command {
  readonly environment: Environment
  readonly db: Database
  readonly vault: Vault
}

/** Said to the person who runs a command; ends it with 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`)
/** Beside what is asked for. */
export const aside = (line: string): void => void process.stderr.write(`${line}\n`)

/** Runs a command with the database open. It may run while the server does: SQLite takes turns. */
export const run = (work: (command: Command, args: readonly string[]) => Promise<void>): Promise<void> =>
  runClosed(async (environment, args) => {
    const vault = new Vault(dataKeyOf(environment).key)
    const db = await openDatabase(databaseFile(environment), aside)
    try {
      await work({ environment, db, vault }, args)
    } finally {
      await db.destroy()
    }
  })

/** Runs a command that opens the database itself, or must not. */
export async function runClosed(
  work: (environment: Environment, args: readonly string[]) => Promise<void>,
): Promise<void> {
  process.umask(0o077)
  try {
    await work(readEnvironment(process.env), process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
