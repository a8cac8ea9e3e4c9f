/** The thread in which sites are checked: it reads policy and lists from the database itself, each version once. */
import { parentPort, workerData } from 'node:worker_threads'
import { Kysely, SqliteDialect } from 'kysely'
import type { CategoryLists } from '../../lib/lists/lists.ts'
import { shippedLists } from '../../lib/lists/load.ts'
import type { Schema } from '../db/schema.ts'
import { KyselySqlite, openSqlite } from '../db/sqlite.ts'
import { currentDocument, currentVersion, type DocumentKind } from '../documents/documents.ts'
import { Vault } from '../keys/vault.ts'
import { type CheckJob, SchoolRules } from './check.ts'
import type { CheckAnswer, CheckerParts } from './checker.ts'

const { file, dataKey } = workerData as CheckerParts
const vault = new Vault(dataKey)
const db = new Kysely<Schema>({
  dialect: new SqliteDialect({ database: new KyselySqlite(openSqlite(file, { readOnly: true })) }),
})

let lists: { readonly of: string; readonly content: CategoryLists } | undefined
let rules: { readonly of: string; readonly content: SchoolRules } | undefined

async function currentRules(): Promise<SchoolRules> {
  const listsVersion = await versionOf('lists')
  if (lists?.of !== listsVersion) {
    // The old ones go first: two lists of a million hosts are a great deal of memory.
    lists = rules = undefined
    lists = { of: listsVersion, content: shippedLists(await currentDocument(db, vault, 'lists')) }
  }
  const both = `${await versionOf('policy')} ${listsVersion}`
  if (rules?.of !== both) {
    const document = await currentDocument(db, vault, 'policy')
    rules = { of: both, content: new SchoolRules(document, lists.content) }
  }
  return rules.content
}

async function versionOf(kind: DocumentKind): Promise<string> {
  const version = await currentVersion(db, kind)
  return version ? `${version.epoch}.${version.number}` : 'none'
}

async function answer(number: number, job: CheckJob): Promise<CheckAnswer> {
  try {
    return { number, closed: (await currentRules()).check(job) }
  } catch (error) {
    return { number, failure: error instanceof Error ? error.message : String(error) }
  }
}

// One after the other: two that come at once must not both read the lists.
let before: Promise<void> = Promise.resolve()
parentPort?.on('message', (message: { number: number; job: CheckJob }) => {
  before = next(before, message)
})

async function next(done: Promise<void>, { number, job }: { number: number; job: CheckJob }): Promise<void> {
  await done
  const message = await answer(number, job)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message)
}
