/** A week of rows under two policies, some installations at a time. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { CategoryLists } from '../../../lib/lists/lists.ts'
import { PLACES, type PolicyDocument } from '../../../lib/policy/document.ts'
import type { PreviewResult } from '../../../lib/protocol/policy-editor.ts'
import { PLACE_OF, type Vault } from '../../keys/vault.ts'
import { Comparison, type Seen } from './compare.ts'
import { Groups, type Seat } from './groups.ts'
import { Tally, type WhoKey } from './tally.ts'

/** Installations gone through at a time: some tens of milliseconds. */
const AT_ONCE = 25
/** Rows that a device wrote while its clock was being put right may stand a little before their time. */
const OUT_OF_ORDER = 500

/**
 * Pages that were opened, and those that were stopped or asked about; frames of pages are no visit of anybody's. Along an
 * installation's numbers, in which rows lie together: by time each would be looked up on its own.
 */
const ROWS = `SELECT seq, at, kind, person, host, CASE kind WHEN 'visit' THEN NULL ELSE reason END FROM rows
  WHERE installation = ? AND seq >= ? AND at >= ? AND at < ? AND kind IN ('visit', 'blocked', 'warned') AND host <> '' AND target IS NOT 'frame'`
const SECRET = 'SELECT secret FROM rows WHERE installation = ? AND seq = ?'
const LAST = 'SELECT max(seq) AS seq FROM rows WHERE installation = ?'
/**
 * When a row came here, by this server's clock: what has a lower number was written before that. By the devices' own clocks
 * any number of rows could be of another year.
 */
const NEXT = `SELECT received FROM rows WHERE installation = ? AND seq >= ? AND kind <> 'expired' ORDER BY seq LIMIT 1`

type Cells = readonly [
  seq: number,
  at: number,
  kind: Seen['kind'],
  person: number | null,
  host: string,
  reason: string | null,
]

/** Somebody at an installation. */
interface User {
  readonly installation: number
  readonly place: Seat['place']
  readonly group: string
  readonly who: WhoKey
}

interface WeekParts {
  readonly connection: DatabaseSync
  readonly vault: Vault
  readonly lists: CategoryLists
  readonly before: PolicyDocument
  readonly after: PolicyDocument
  readonly from: number
  readonly until: number
}

export class WeekRun {
  readonly #parts: WeekParts
  readonly #comparison: Comparison
  readonly #seats: ReadonlyMap<number, Seat>
  readonly #groups: Groups
  readonly #rows: StatementSync
  readonly #last: StatementSync
  readonly #next: StatementSync
  readonly #secret: StatementSync
  readonly #tally = new Tally()
  readonly #installations: readonly number[]
  #done = 0

  constructor(parts: WeekParts) {
    const { connection, vault, before, after, lists, from } = parts
    this.#parts = parts
    this.#comparison = new Comparison(before, after, lists, parts)
    this.#seats = seatsIn(connection, from)
    const names =
      Object.keys(before.people).length > 0 ? namesIn(connection, vault) : new Map<number, string>()
    this.#groups = new Groups(before, names)
    this.#rows = connection.prepare(ROWS)
    this.#rows.setReturnArrays(true)
    this.#last = connection.prepare(LAST)
    this.#next = connection.prepare(NEXT)
    this.#secret = connection.prepare(SECRET)
    this.#installations = [...this.#seats.keys()]
  }

  /** Goes through the next installations. @returns how much is done, 1 for all */
  next(): number {
    const all = this.#installations
    const end = Math.min(this.#done + AT_ONCE, all.length)
    for (const installation of all.slice(this.#done, end)) this.#along(installation)
    this.#done = end
    return end >= all.length ? 1 : end / all.length
  }

  #along(installation: number): void {
    const seat = this.#seats.get(installation)
    if (!seat) return
    const { from, until } = this.#parts
    const users = new Map<number | null, User>()
    // All at once: one after the other costs twice as much, and a device writes little in a week.
    for (const row of this.#rows.all(installation, this.#firstOf(installation, from), from, until)) {
      const cells = row as unknown as Cells
      const [, , , person] = cells
      const user = users.get(person) ?? this.#userOf(seat, installation, person)
      users.set(person, user)
      this.#count(cells, user)
    }
  }

  #userOf(seat: Seat, installation: number, person: number | null): User {
    return {
      installation,
      place: seat.place,
      group: this.#groups.of(seat, person),
      who: person ?? `device ${installation}`,
    }
  }

  /**
   * A number not long before the installation's rows of the week begin: back from the last in strides that double. Halving
   * all of a year's numbers would read far more of the file than the week itself has.
   */
  #firstOf(installation: number, from: number): number {
    const last = Number(this.#last.get(installation)?.['seq'] ?? 0)
    for (let stride = OUT_OF_ORDER; stride < last; stride *= 2) {
      const received = this.#next.get(installation, last - stride)?.['received']
      if (typeof received === 'number' && received < from) return Math.max(1, last - stride - OUT_OF_ORDER)
    }
    return 1
  }

  result(): PreviewResult {
    const { from, until } = this.#parts
    return this.#tally.result({ from, until })
  }

  #count([seq, at, kind, , host, reason]: Cells, { installation, place, group, who }: User): void {
    this.#tally.look(group, who)
    const path = this.#comparison.needsPath(host) ? this.#pathOf(installation, seq) : undefined
    const found = this.#comparison.difference({ kind, host, path, reason, group, place, at })
    if (found) this.#tally.add(found, group, who)
  }

  /** Kept for what was stopped or asked about, and for all visits where the school records paths. */
  #pathOf(installation: number, seq: number): string | undefined {
    const secret = this.#secret.get(installation, seq)?.['secret']
    if (!(secret instanceof Uint8Array)) return undefined
    const content: unknown = JSON.parse(this.#parts.vault.open(secret, PLACE_OF.row(installation, seq)))
    const { path } = content as { readonly path?: unknown }
    return typeof path === 'string' ? path : undefined
  }
}

/** Confirmed installations alone: what others say counts for nothing. One not heard of since has no row of the week. */
function seatsIn(connection: DatabaseSync, since: number): Map<number, Seat> {
  const rows = connection
    .prepare(
      `SELECT id, claimed_group, place FROM installations WHERE state = 'confirmed' AND last_seen >= ?`,
    )
    .all(since)
  return new Map(
    rows.map((row) => [
      Number(row['id']),
      {
        group: typeof row['claimed_group'] === 'string' ? row['claimed_group'] : undefined,
        place: PLACES.find((one) => one === row['place']) ?? 'unknown',
      },
    ]),
  )
}

function namesIn(connection: DatabaseSync, vault: Vault): Map<number, string> {
  const rows = connection.prepare('SELECT person, identity FROM people').all()
  return new Map(
    rows.map((row) => {
      const person = Number(row['person'])
      return [
        person,
        vault
          .open(row['identity'] as Uint8Array, PLACE_OF.person(person))
          .trim()
          .toLowerCase(),
      ]
    }),
  )
}
