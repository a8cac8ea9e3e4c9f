/** The thread in which packs are made: it reads the database by itself, so that nobody waits for a long one. */
import { workerData } from 'node:worker_threads'
import { Kysely, SqliteDialect } from 'kysely'
import { People } from '../../db/people.ts'
import type { Schema } from '../../db/schema.ts'
import { KyselySqlite, openSqlite } from '../../db/sqlite.ts'
import { SigningKeys } from '../../keys/signing.ts'
import { Vault } from '../../keys/vault.ts'
import { answering } from '../../threads/answering.ts'
import { atLeisure } from '../../threads/at-leisure.ts'
import { inTurn } from '../../threads/in-turn.ts'
import { Cancelled } from '../../threads/progress.ts'
import { type MadePack, makePack, type PackJob } from './pack.ts'
import { cancelled, type PackParts } from './packs.ts'

const { file, keysDir, dataKey } = workerData as PackParts
const vault = new Vault(dataKey)
const db = new Kysely<Schema>({
  dialect: new SqliteDialect({ database: new KyselySqlite(openSqlite(file, { readOnly: true })) }),
})
const parts = { db, vault, people: new People(vault), signing: new SigningKeys(keysDir) }

atLeisure('somebody')
const make = inTurn((job: PackJob): Promise<MadePack> => makePack(parts, job))
answering((job: PackJob) =>
  make(job).catch((error: unknown) => {
    // As a refusal it crosses from one thread to the other with its kind.
    throw error instanceof Cancelled ? cancelled() : error
  }),
)
