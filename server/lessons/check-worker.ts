/** The thread in which sites are checked: it reads policy and lists from the database itself, each version once. */
import { workerData } from 'node:worker_threads'
import { Kysely, SqliteDialect } from 'kysely'
import type { CategoryLists } from '../../lib/lists/lists.ts'
import type { Schema } from '../db/schema.ts'
import { KyselySqlite, openSqlite } from '../db/sqlite.ts'
import { currentDocument, currentVersion, type DocumentKind } from '../documents/documents.ts'
import { Vault } from '../keys/vault.ts'
import { carriedLists } from '../lists/carried.ts'
import { answering } from '../threads/answering.ts'
import { countUsers, lookAtPlace } from '../found/kept-open.ts'
import { SchoolRules } from './check.ts'
import type { FoundJob } from '../found/kept-open.ts'
import type { CheckJob, PageJob } from './check.ts'
import type { AnyFound, AnyJob, CheckerParts } from './checker.ts'

const { file, dataDir, dataKey } = workerData as CheckerParts
const vault = new Vault(dataKey)
const db = new Kysely<Schema>({
  dialect: new SqliteDialect({ database: new KyselySqlite(openSqlite(file, { readOnly: true })) }),
})

let lists: { readonly of: string; readonly content: CategoryLists; readonly isWhole: boolean } | undefined
let rules: { readonly of: string; readonly content: SchoolRules } | undefined

async function currentRules(): Promise<SchoolRules> {
  const listsVersion = await versionOf('lists')
  // An index that was lost is made again: until then it is looked for each time.
  if (lists?.of !== listsVersion || !lists.isWhole) {
    // The old ones go first: two lists of a million hosts are a great deal of memory.
    lists = rules = undefined
    const read = carriedLists(await currentDocument(db, vault, 'lists'), dataDir)
    lists = { of: listsVersion, content: read.lists, isWhole: read.isWhole }
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

// One after the other: two that come at once must not both read the lists. What reads none is in nobody's way.
let last: Promise<unknown> = Promise.resolve()
answering((job: AnyJob): Promise<AnyFound> => {
  if ('usersOf' in job) return countUsers(db, job)
  const next = checkAfter(last, job)
  // Whoever asked hears of a failure; the next one must not.
  last = next.catch(() => undefined)
  return next
})

async function checkAfter(done: Promise<unknown>, job: CheckJob | PageJob | FoundJob): Promise<AnyFound> {
  await done
  const content = await currentRules()
  if ('url' in job) return content.judge(job)
  return 'place' in job ? lookAtPlace({ db, vault }, content.parts, job) : content.check(job)
}
