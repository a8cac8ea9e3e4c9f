/**
 * Delivery: sends what is written until the server has it all. Every answer moves the count; every failure only
 * moves the time of the next attempt. Nothing is given up except a row that the server refuses by itself while it
 * takes others, and that leaves a `lost` row.
 */
import { WireError } from '../protocol/wire-error.ts'
import { readDelivery, withOpen } from './database.ts'
import type { Batch, Outbox, ServerCount } from './outbox.ts'
import { backOff, delayAfterRow } from './pace.ts'
import { runsOf } from './ranges.ts'
import { makeRoom, settleKeys } from './recover.ts'
import type { ActivityStore } from './store.ts'

export interface SyncParts {
  readonly store: ActivityStore
  readonly outbox: Outbox
  /** Sends one batch; rejects with a WireError. */
  readonly send: (batch: Batch) => Promise<ServerCount>
  /** Kerb's own time, epoch milliseconds. */
  readonly now: () => number
  /** 0 to 1. */
  readonly random: () => number
}

export interface SyncResult {
  /** Milliseconds until it should run again, unless a row is written before (`delayAfterRow`). */
  readonly nextDelay: number
  /** Rows that the server took in this run. */
  readonly sent: number
  /** What is in the way, in a code for the heartbeat and words for a person. */
  readonly problem?: { readonly code: string; readonly detail: string }
}

/** Batches in one run: a backlog leaves in several runs, so that a worker is not kept busy for minutes. */
const MOST_BATCHES = 40
const LARGEST_LIMIT = 500
/** Rows refused one after the other before it is taken for the server's fault and not theirs. */
const MOST_PARKED = 10
const WITH_BACKLOG = 1000

/** One run. Callers see to it that runs do not overlap (`createSync` does). */
export async function runSync(parts: SyncParts): Promise<SyncResult> {
  const { store, outbox, now } = parts
  await outbox.prune(now())
  await makeRoom(store, now())
  let sent = 0
  for (let turn = 0; turn < MOST_BATCHES; turn += 1) {
    let batch = await outbox.next()
    if (batch === 'no-seal-key' && store.keys.canWrap) {
      // The seal key came after these rows were written, or their session is over and nobody can open them.
      await settleKeys(store, now())
      batch = await outbox.next()
    }
    if (batch === null) return rested(parts, sent)
    if (batch === 'no-seal-key') {
      const detail = 'No seal key of the school server is known, so rows stay sealed on the device.'
      return { ...rested(parts, sent), problem: { code: 'no-seal-key', detail } }
    }
    await outbox.flush()
    const failure = await attempt(parts, batch)
    if (failure) {
      const result = await failed(parts, batch, failure, sent)
      if (result) return result
    } else sent += batch.rows.length
  }
  return { nextDelay: WITH_BACKLOG, sent }
}

const rested = ({ random }: SyncParts, sent: number): SyncResult => ({
  nextDelay: delayAfterRow(false, random()),
  sent,
})

/** Sends a batch and takes in the answer. Returns what went wrong, or undefined. */
async function attempt(parts: SyncParts, batch: Batch): Promise<WireError | undefined> {
  const { store, outbox, now } = parts
  const before = await withOpen(store.db, () => readDelivery(store.db))
  let count: ServerCount
  try {
    count = await parts.send(batch)
  } catch (error) {
    if (error instanceof WireError) return error
    throw error
  }
  if (!(await outbox.acknowledge(count, now()))) {
    return new WireError('answer', 'The server says it has rows that were never written here.')
  }
  const fresh = outbox.delivered(batch)
  const { parked } = before
  if (parked.length > 0) {
    // The server takes others, so the parked ones are at fault themselves.
    await store.lose(runsOf(parked), 'refused by the school server', now())
  }
  const next = before.acknowledged + 1
  const stood = count.acknowledged === before.acknowledged && parked.length === 0
  const stuck = stood && (fresh === 0 || batch.rows.some((row) => row.seq === next))
  await outbox.pace((state) => ({
    attempt: stuck ? state.attempt : 0,
    limit: Math.min(LARGEST_LIMIT, state.limit * 2),
    parked: state.parked.filter((seq) => !parked.includes(seq)),
  }))
  // Taken, yet the count stands still. A number may be missing that nobody spoke of; else ask again later.
  if (stuck) await outbox.reconcile(now())
  return stuck ? new WireError('answer', 'The server took a batch but its count did not move on.') : undefined
}

/** What follows from a failure: null to go on at once with a smaller or another batch. */
async function failed(
  parts: SyncParts,
  batch: Batch,
  error: WireError,
  sent: number,
): Promise<SyncResult | null> {
  const { outbox, random } = parts
  if (error.refusesBody) {
    const size = batch.rows.length
    const state = await outbox.pace((before) =>
      size > 1
        ? { limit: Math.ceil(size / 2) }
        : { parked: [...before.parked, ...batch.rows.map((row) => row.seq)] },
    )
    if (state.parked.length <= MOST_PARKED) return null
    await outbox.pace(() => ({ parked: [] }))
  }
  const { attempt } = await outbox.pace((before) => ({ attempt: before.attempt + 1 }))
  const nextDelay = backOff(attempt, random(), batch.urgent, error.retryAfter)
  return { nextDelay, sent, problem: { code: error.code, detail: error.message.slice(0, 500) } }
}

export interface Sync {
  /** Runs now, or joins the run that is under way. */
  run(): Promise<SyncResult>
  /** Milliseconds from now until `run` should be called because a row was written. */
  kick(urgent: boolean): number
}

export function createSync(parts: SyncParts): Sync {
  let running: Promise<SyncResult> | null = null
  return {
    run() {
      running ??= runSync(parts).finally(() => {
        running = null
      })
      return running
    },
    kick: (urgent) => delayAfterRow(urgent, parts.random()),
  }
}
