/**
 * Delivery: sends what is written until the server has it all. Every answer moves the count; every failure only
 * moves the time of the next attempt. Nothing is given up except a row that the server refuses by itself while it
 * takes others, and that leaves a `lost` row.
 */
import { MAX_SEALED_CHARS } from '../protocol/wire.ts'
import { WireError } from '../protocol/wire-error.ts'
import { unlessFull } from '../disk/full.ts'
import type { Batch, Outbox, ServerCount } from './outbox.ts'
import { delayAfterRow, leftOf, waitAfter } from './pace.ts'
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
  /** The profile is thrown away at sign-out, so rows are in a hurry. */
  readonly isShared?: () => boolean
}

export interface SyncResult {
  /** Milliseconds until it should run again, unless a row is written before (`delayAfterRow`). */
  readonly nextDelay: number
  /** True when nothing is left to send. */
  readonly isRested?: boolean
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
  try {
    return await sendAll(parts)
  } finally {
    // After the rows: a write that finds the disk full closes the database, and nothing can be read for sending then.
    if (parts.store.keys.canWrap) await unlessFull(() => settleKeys(parts.store, parts.now()))
    await keepHouse(parts)
  }
}

async function sendAll(parts: SyncParts): Promise<SyncResult> {
  const { store, now } = parts
  let sent = 0
  for (let turn = 0; turn < MOST_BATCHES; turn += 1) {
    let batch = await nextBatch(parts)
    if (batch === 'no-seal-key' && store.keys.canWrap) {
      // Their session is over and nobody can open them. Where there is no room to say so, they wait, and nothing else does.
      await unlessFull(() => settleKeys(store, now()))
      batch = await nextBatch(parts)
    }
    if (batch === null || (batch === 'no-seal-key' && store.keys.canWrap)) return rested(parts, sent)
    if (batch === 'no-seal-key') {
      const detail = 'No seal key of the school server is known, so rows stay sealed on the device.'
      return { ...rested(parts, sent), problem: { code: 'no-seal-key', detail } }
    }
    const failure = await attempt(parts, batch)
    if (failure) {
      const result = await failed(parts, batch, failure, sent)
      if (result) return result
    } else sent += batch.rows.length
  }
  return { nextDelay: WITH_BACKLOG, sent }
}

/**
 * The next batch, without rows that the server would refuse for their length. This version writes none, but they would
 * hold up everything after them: they are listed as lost.
 */
async function nextBatch({ store, outbox, now }: SyncParts): Promise<Awaited<ReturnType<Outbox['next']>>> {
  for (;;) {
    const batch = await outbox.next()
    if (batch === null || batch === 'no-seal-key') return batch
    const tooLong = batch.rows.filter(({ sealed }) => sealed.length > MAX_SEALED_CHARS)
    if (tooLong.length === 0) return batch
    const seqs = tooLong.map(({ seq }) => seq).sort((a, b) => a - b)
    await store.lose(runsOf(seqs), 'too long to be sent', now())
  }
}

/**
 * What must be done whether or not anything can be sent: rows must not fill the disk. One that something else has filled
 * lets nothing be removed either; the next row that it refuses says so (lib/worker/unwritten).
 */
async function keepHouse({ store, outbox, now }: SyncParts): Promise<void> {
  await unlessFull(() => outbox.prune(now()))
  await unlessFull(() => makeRoom(store, outbox, now()))
}

const rested = ({ random, isShared }: SyncParts, sent: number): SyncResult => ({
  nextDelay: delayAfterRow(false, random(), isShared?.()),
  sent,
  isRested: true,
})

/** Sends a batch and takes in the answer. Returns what went wrong, or undefined. */
async function attempt(parts: SyncParts, batch: Batch): Promise<WireError | undefined> {
  const { store, outbox, now } = parts
  const before = await outbox.delivery()
  await outbox.flush()
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
  // The server takes others, so the parked ones are at fault themselves. They stay parked until there is room to say so.
  const isSaid =
    parked.length === 0 ||
    (await unlessFull(() => store.lose(runsOf(parked), 'refused by the school server', now())))
  const next = before.acknowledged + 1
  const stood = count.acknowledged === before.acknowledged && (parked.length === 0 || !isSaid)
  const stuck = stood && (fresh === 0 || batch.rows.some((row) => row.seq === next))
  await outbox.pace((state) => ({
    attempt: stuck ? state.attempt : 0,
    wait: null,
    limit: Math.min(LARGEST_LIMIT, state.limit * 2),
    parked: state.parked.filter((seq) => !isSaid || !parked.includes(seq)),
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
  const { outbox, random, now, isShared } = parts
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
  const problem = { code: error.code, detail: error.message.slice(0, 500) }
  const [chance, at] = [random(), now()]
  const { wait } = await outbox.pace(({ attempt: before }) => {
    const attempt = before + 1
    const failure = { attempt, retryAfter: error.retryAfter, problem, shared: isShared?.() }
    return { attempt, wait: waitAfter(failure, chance, at) }
  })
  return { nextDelay: wait ? leftOf(wait, at, batch.urgent ? 'urgent' : 'ordinary') : 0, sent, problem }
}

/** A run, unless the last failure is too short a while ago; also when that was in another worker. */
async function runWhenDue(parts: SyncParts, closing: boolean): Promise<SyncResult> {
  const { wait, urgent } = await parts.outbox.waiting()
  const left = wait ? leftOf(wait, parts.now(), closing ? 'asked' : urgent ? 'urgent' : 'ordinary') : 0
  if (!wait || left === 0) return runSync(parts)
  await keepHouse(parts)
  return { nextDelay: left, sent: 0, problem: wait.problem }
}

export interface Sync {
  /** Runs if it is time, or joins the run that is under way. */
  run(): Promise<SyncResult>
  /** The last chance: runs after the one under way, and waits for nothing that the server did not ask for. */
  finish(): Promise<SyncResult>
  /** What must be done while there is no server to run with. */
  keepHouse(): Promise<void>
  /** Milliseconds from now until `run` should be called because a row was written. */
  kick(urgent: boolean): number
}

export function createSync(parts: SyncParts): Sync {
  let running: Promise<SyncResult> | null = null
  const begin = (closing: boolean): Promise<SyncResult> => {
    running ??= runWhenDue(parts, closing).finally(() => {
      running = null
    })
    return running
  }
  const finish = async (): Promise<SyncResult> => {
    if (!running) return begin(true)
    // A batch that is on its way was filled before the last rows were written. Its failure is its caller's.
    await running.catch(() => undefined)
    return finish()
  }
  return {
    run: () => begin(false),
    finish,
    keepHouse: () => keepHouse(parts),
    kick: (urgent) => delayAfterRow(urgent, parts.random(), parts.isShared?.()),
  }
}
