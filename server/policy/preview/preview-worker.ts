/**
 * The thread of previews: it goes through the last week's rows on a connection of its own, which only reads, some
 * installations a question, and hears between two of them that nobody wants the answer any more.
 */
import type { DatabaseSync } from 'node:sqlite'
import { workerData } from 'node:worker_threads'
import { Kysely, SqliteDialect } from 'kysely'
import type { CategoryLists } from '../../../lib/lists/lists.ts'
import type { PreviewResult } from '../../../lib/protocol/policy-editor.ts'
import type { Schema } from '../../db/schema.ts'
import { KyselySqlite, openSqlite } from '../../db/sqlite.ts'
import { currentDocument, currentVersion } from '../../documents/documents.ts'
import { Vault } from '../../keys/vault.ts'
import { carriedLists } from '../../lists/carried.ts'
import { answering } from '../../threads/answering.ts'
import { atLeisure } from '../../threads/at-leisure.ts'
import { inTurn } from '../../threads/in-turn.ts'
import { WeekRun } from './week.ts'
import type { PreviewAnswer, PreviewJob, PreviewParts } from './previews.ts'

const { file, dataDir, dataKey } = workerData as PreviewParts
const vault = new Vault(dataKey)
const connection: DatabaseSync = openSqlite(file, { readOnly: true })
const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: new KyselySqlite(connection) }) })

let lists: { readonly of: string; readonly content: CategoryLists } | undefined
let run: { readonly id: string; readonly week: WeekRun } | undefined

async function currentLists(): Promise<CategoryLists> {
  const version = await currentVersion(db, 'lists')
  const of = version ? `${version.epoch}.${version.number}` : 'none'
  if (lists?.of !== of) {
    lists = undefined
    const read = carriedLists(await currentDocument(db, vault, 'lists'), dataDir)
    if (!read.isWhole) return read.lists
    lists = { of, content: read.lists }
  }
  return lists.content
}

atLeisure('somebody')
answering(
  inTurn(async (job: PreviewJob): Promise<PreviewAnswer> => {
    if (job.step === 'drop') {
      if (run?.id === job.id) run = undefined
      return { done: 0 }
    }
    if (job.step === 'begin') {
      const week = new WeekRun({ connection, vault, lists: await currentLists(), ...job })
      run = { id: job.id, week }
      return { done: 0 }
    }
    if (run?.id !== job.id) throw new Error('another preview has begun')
    const done = run.week.next()
    if (done < 1) return { done }
    const result: PreviewResult = run.week.result()
    run = undefined
    return { done, result }
  }),
)
