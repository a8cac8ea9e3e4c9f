/**
 * Keeps the waiting list short enough to be read. Asks from devices the school expects, from open windows and from
 * installations that are known already never come this way: only strangers do. They are shared out by token and
 * network, so that a flood from one machine leaves the others their places; whoever comes back after being sent away
 * has a share of its own, because a script that makes up keys never does; the rest becomes a count.
 */
import type { Database } from '../db/open.ts'
import { RateLimit } from '../device/limits.ts'

/** New strangers a minute that one network may put on the list with one token. */
const PER_NETWORK = 30
/** The same for the ones that were sent away before and came back. */
const RETURNING_PER_NETWORK = 60
/** Waiting installations kept in all. */
export const MOST_WAITING = 2000
/** A stranger who asked once and was not heard of again for this long may be folded away. Milliseconds. */
const FORGOTTEN = 5 * 60_000
/** Strangers whose being sent away is remembered. */
const REMEMBERED = 50_000
export const RETRY_AFTER_SECONDS = 60

const HOUR = 3_600_000

export class WaitingList {
  readonly #fresh = new RateLimit(PER_NETWORK, PER_NETWORK * 2)
  readonly #returning = new RateLimit(RETURNING_PER_NETWORK)
  readonly #sentAway = new Map<string, number>()
  /** Asks by token and hour that are not in the database yet. */
  #unwritten = new Map<string, { token: number; hour: number; asks: number }>()
  #willWrite = false

  /** True when a stranger may be put on the list now. */
  mayAsk(token: number, network: string, installation: string, now: number): boolean {
    const share = `${token} ${network}`
    const since = this.#sentAway.get(installation)
    const cameBack = since !== undefined && now - since > (RETRY_AFTER_SECONDS * 1000) / 2
    if (cameBack ? this.#returning.take(share) : this.#fresh.take(share)) {
      this.#sentAway.delete(installation)
      return true
    }
    if (since === undefined) {
      if (this.#sentAway.size >= REMEMBERED) this.#dropOldest()
      this.#sentAway.set(installation, now)
    }
    return false
  }

  /** Counts an ask that was not kept. Written to the database now and then, not at each. */
  fold(db: Database, token: number, now: number): void {
    const hour = Math.floor(now / HOUR) * HOUR
    const key = `${token} ${hour}`
    const entry = this.#unwritten.get(key) ?? { token, hour, asks: 0 }
    entry.asks += 1
    this.#unwritten.set(key, entry)
    if (this.#willWrite) return
    this.#willWrite = true
    setTimeout(() => {
      // A count that could not be written is of no consequence to anybody who asked; the next one tries again.
      this.write(db).catch(() => undefined)
    }, 1000).unref()
  }

  /** Writes the counts that are only in memory. Called by itself, and when the server stops. */
  async write(db: Database): Promise<void> {
    this.#willWrite = false
    const entries = [...this.#unwritten.values()]
    this.#unwritten = new Map()
    for (const entry of entries) {
      await db
        .insertInto('folded')
        .values(entry)
        .onConflict((c) =>
          c.columns(['token', 'hour']).doUpdateSet((e) => ({ asks: e('folded.asks', '+', entry.asks) })),
        )
        .execute()
    }
  }

  #dropOldest(): void {
    const [oldest] = this.#sentAway.keys()
    if (oldest !== undefined) this.#sentAway.delete(oldest)
  }
}

/** Makes room on a full list by folding away those who asked once and never came back. False when there is none. */
export async function makeRoom(db: Database, now: number): Promise<boolean> {
  const { waiting } = await db
    .selectFrom('installations')
    .select((e) => e.fn.countAll<number>().as('waiting'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  if (waiting < MOST_WAITING) return true
  const { numDeletedRows } = await db
    .deleteFrom('installations')
    .where('id', 'in', (e) =>
      e
        .selectFrom('installations')
        .select('id')
        .where('state', '=', 'waiting')
        .where('state_reason', '=', 'asked')
        .where('times_seen', '=', 1)
        .where('stored', '=', 0)
        .where('last_seen', '<', now - FORGOTTEN)
        .orderBy('last_seen')
        .limit(100),
    )
    .executeTakeFirst()
  return numDeletedRows > 0n
}
