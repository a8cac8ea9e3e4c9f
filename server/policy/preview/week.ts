/** A week of rows, an hour at a time, under two policies. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { CategoryLists } from '../../../lib/lists/lists.ts'
import { PLACES, type PolicyDocument } from '../../../lib/policy/document.ts'
import type { PreviewResult } from '../../../lib/protocol/policy-editor.ts'
import { PLACE_OF, type Vault } from '../../keys/vault.ts'
import { Comparison, type Seen } from './compare.ts'
import { Groups, type Seat } from './groups.ts'
import { Tally, type WhoKey } from './tally.ts'

const HOUR = 3_600_000

/** Pages that were opened, and those that were stopped or asked about; frames of pages are no visit of anybody's. */
const ROWS = `SELECT installation, seq, at, kind, person, host, reason, secret FROM rows
  WHERE at >= ? AND at < ? AND kind IN ('visit', 'blocked', 'warned') AND host <> '' AND target IS NOT 'frame'
  ORDER BY at`
const WITHOUT_SECRETS = ROWS.replace(', secret', '')

type Cells = readonly [
  installation: number,
  seq: number,
  at: number,
  kind: Seen['kind'],
  person: number | null,
  host: string,
  reason: string,
  secret?: Uint8Array | null,
]

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
  readonly #tally = new Tally()
  #at: number

  constructor(parts: WeekParts) {
    const { connection, vault, before, after, lists, from } = parts
    this.#parts = parts
    this.#comparison = new Comparison(before, after, lists)
    this.#seats = seatsIn(connection)
    const names =
      Object.keys(before.people).length > 0 ? namesIn(connection, vault) : new Map<number, string>()
    this.#groups = new Groups(before, names)
    this.#rows = connection.prepare(this.#comparison.needsPaths ? ROWS : WITHOUT_SECRETS)
    this.#rows.setReturnArrays(true)
    this.#at = from
  }

  /** Goes through the next hour. @returns how much of the week is done, 1 for all */
  next(): number {
    const { from, until } = this.#parts
    const end = Math.min(this.#at + HOUR, until)
    for (const row of this.#rows.iterate(this.#at, end)) this.#count(row as unknown as Cells)
    this.#at = end
    return end >= until ? 1 : (end - from) / (until - from)
  }

  result(): PreviewResult {
    const { from, until } = this.#parts
    return this.#tally.result({ from, until })
  }

  #count([installation, seq, at, kind, person, host, reason, secret]: Cells): void {
    const seat = this.#seats.get(installation)
    if (!seat) return
    const group = this.#groups.of(seat, person)
    const who = whoOf(person, installation)
    this.#tally.look(group, who)
    const path =
      secret && this.#comparison.needsPath(host) ? this.#pathOf(installation, seq, secret) : undefined
    const found = this.#comparison.difference({ kind, host, path, reason, group, place: seat.place, at })
    if (found) this.#tally.add(found, group, who)
  }

  /** Kept for what was stopped or asked about, and for all visits where the school records paths. */
  #pathOf(installation: number, seq: number, secret: Uint8Array): string | undefined {
    const content: unknown = JSON.parse(this.#parts.vault.open(secret, PLACE_OF.row(installation, seq)))
    const { path } = content as { readonly path?: unknown }
    return typeof path === 'string' ? path : undefined
  }
}

const whoOf = (person: number | null, installation: number): WhoKey => person ?? `device ${installation}`

/** Confirmed installations alone: what others say counts for nothing. */
function seatsIn(connection: DatabaseSync): Map<number, Seat> {
  const rows = connection
    .prepare(`SELECT id, claimed_group, place FROM installations WHERE state = 'confirmed'`)
    .all()
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
