/** The thread in which one upload is read. */
import { parentPort, workerData } from 'node:worker_threads'
import { readRoster } from './read.ts'
import type { ReadAnswer, ReadJob } from './reader.ts'
import { RosterError } from './roster.ts'
import { uploadsOf } from './uploads.ts'

async function answer({ body, contentType, today }: ReadJob): Promise<ReadAnswer> {
  try {
    return { roster: await readRoster(await uploadsOf(body, contentType), today) }
  } catch (error) {
    if (!(error instanceof RosterError))
      return { failure: error instanceof Error ? error.message : String(error) }
    const { code, message, file, line } = error
    return { refused: { code, message, file, line } }
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(await answer(workerData as ReadJob))
