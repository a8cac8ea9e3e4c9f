/**
 * Looks at what came in, place after place: where two pupils' confirmed devices found the same, it is closed for all,
 * for a day at most; where that must not be, staff are told. What is not looked at now is looked at later: it is
 * marked in the database, not remembered here.
 */
import { foundPlace } from '../../lib/policy/found-place.ts'
import { MOST_QUARANTINED } from '../../lib/policy/quarantine.ts'
import type { FoundKind } from '../../lib/policy/found-kinds.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { policyInForce, zoneOf } from '../documents/documents.ts'
import { Unwatched } from '../threads/unwatched.ts'
import { anyAgree } from './agree.ts'
import { decideAbout } from './keep-decision.ts'
import { pathOf } from './content.ts'
import { MOST_USERS } from './kept-open.ts'
import { decidedNear } from './near.ts'
import { countHolding } from './room.ts'
import { countedFindings, holdsNow, lastDecision, overAt } from './rows.ts'

/** At most so long without a person. Milliseconds. */
export const BY_DEVICES_MS = 86_400_000
/** Places that are closed by what devices found, at a time: what comes after needs a person. */
export const MOST_BY_DEVICES = 50
/** What could not be looked at, or came before a restart, is looked at this soon. Milliseconds. */
const LOOK_AGAIN_MS = 60_000
/** Of what came in, looked at in one go. */
const AT_ONCE = 100

type Parts = Pick<Context, 'db' | 'vault' | 'siteChecker' | 'live'>

interface Unjudged {
  readonly id: number
  readonly host: string
  readonly kind: FoundKind
  readonly same: Uint8Array
  readonly shared: number
  readonly last: number
  readonly content: Uint8Array
}

export class Found {
  readonly #parts: Parts
  readonly #timer: ReturnType<typeof setInterval>
  readonly #work = new Unwatched()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#timer = setInterval(() => this.soon(), LOOK_AGAIN_MS)
    this.#timer.unref()
  }

  /** Where failures of what runs by itself are told. */
  onError(tell: (error: unknown) => void): void {
    this.#work.onError(tell)
  }

  /** Something came in. Nobody waits for it. */
  soon(): void {
    this.#work.soon(() => this.judgeAll(Date.now()))
  }

  /** Resolves when all that came in so far has been looked at. */
  settled(): Promise<void> {
    return this.#work.settled()
  }

  close(): Promise<void> {
    clearInterval(this.#timer)
    return this.#work.close()
  }

  /** Looks at all that is marked. */
  async judgeAll(now: number): Promise<void> {
    const { db } = this.#parts
    let after = 0
    for (;;) {
      const places = await db
        .selectFrom('found_places')
        .select(['id', 'host', 'kind', 'same', 'shared', 'last', 'content'])
        .where('unjudged', '=', 1)
        .where('id', '>', after)
        .orderBy('id')
        .limit(AT_ONCE)
        .execute()
      for (const place of places) {
        if (this.#work.isClosed) return
        await this.#judge(place, now)
        after = place.id
      }
      if (places.length < AT_ONCE) return
    }
  }

  async #judge(place: Unjudged, now: number): Promise<void> {
    const { db } = this.#parts
    const found = place.shared === 1 ? await this.#verdict(place, now) : null
    // Something that came meanwhile is looked at again: the mark goes only for what was seen here.
    await db
      .updateTable('found_places')
      .set({ unjudged: 0, ...(found !== 'unchanged' && { held: found }) })
      .where('id', '=', place.id)
      .where('last', '=', place.last)
      .execute()
  }

  /** What keeps it from being closed for all; null when nothing does, or there is not enough to close it by. */
  async #verdict(place: Unjudged, now: number): Promise<'used' | 'kept-open' | 'many' | 'unchanged' | null> {
    const { db, vault, siteChecker, live } = this.#parts
    const last = await lastDecision(db, place.id)
    if (last && holdsNow(last, now)) return 'unchanged'
    const zone = zoneOf(await policyInForce({ db, vault }))
    const findings = await countedFindings(db, place.id, last ? overAt(last) : 0, zone)
    if (!anyAgree(findings)) return 'unchanged'
    const where = foundPlace(place.host, pathOf(vault, place))
    if (where === null) return null
    const keptOpen = await siteChecker.look({ place: where, now })
    if (keptOpen !== null) return 'kept-open'
    const near = await decidedNear({ db, vault }, { ...where, id: place.id, kind: place.kind }, now)
    if (near.some(({ what }) => what === 'cleared')) return 'kept-open'
    const users = await siteChecker.countUsers({ usersOf: place.id, place: where, now })
    if (users > MOST_USERS) return 'used'
    const byDevices = await countHolding(db, { what: 'shared', byDevices: 1 }, now)
    const all = await countHolding(db, { what: 'shared' }, now)
    if (byDevices >= MOST_BY_DEVICES || all >= MOST_QUARANTINED) return 'many'
    const until = now + BY_DEVICES_MS
    const done = await db.transaction().execute(async (trx) => {
      const made = await decideAbout(
        { db: trx, vault },
        place.id,
        { what: 'shared', until, byDevices: true },
        now,
      )
      if (made) await note(trx, 'server', 'found-share', String(place.id))
      return made
    })
    if (done) live.hub.newsToAll()
    return null
  }
}
