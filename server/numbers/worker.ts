/** The thread in which is counted, on a read connection of its own. */
import { workerData } from 'node:worker_threads'
import { openSqlite } from '../db/sqlite.ts'
import { answering } from '../threads/answering.ts'
import { countNumbers, type CountJob } from './count.ts'

const { file } = workerData as { file: string }
const db = openSqlite(file, { readOnly: true })

answering(async (job: CountJob) => countNumbers(db, job))
