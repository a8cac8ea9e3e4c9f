/**
 * What one row says the guard found: read out where the row is opened, so that nothing of it lies open in the
 * database but the host and the names of signs.
 */
import { foundPlace } from '../../lib/policy/found-place.ts'
import type { FoundKind } from '../../lib/policy/found-kinds.ts'
import type { FoundInRow, Row } from '../../lib/protocol/rows.ts'
import { strictPath } from '../../lib/verdict/path.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'
import { isStructural } from './kinds.ts'

export interface Sight {
  readonly seq: number
  /** An index into the batch's people, or null. */
  readonly person: number | null
  /** Hex of the place's keyed hash. */
  readonly same: string
  readonly host: string
  readonly kind: FoundKind
  readonly shared: boolean
  readonly sure: boolean
  /** As the device says. */
  readonly at: number
  readonly signs: readonly string[]
  /** Sealed: the path, and the evidence. */
  readonly place: Uint8Array
  readonly evidence: Uint8Array
}

type Evidence = FoundInRow['evidence']

const HOST = /^[a-z0-9_.:[\]-]{1,253}$/

/** What a row found by looking at a page; null for every other row, and for what an earlier finding closed. */
export function sightOf(
  row: Row,
  at: number,
  person: number | null,
  { vault, id }: { readonly vault: Vault; readonly id: number },
): Sight | null {
  if ((row.kind !== 'blocked' && row.kind !== 'warned') || row.found?.where !== 'page') return null
  // What an address carries was found elsewhere: the carrier is not to blame.
  if (row.carried !== undefined) return null
  const { kind, sureness, evidence } = row.found
  if (sureness === 'hint' || evidence.length === 0 || !HOST.test(row.host)) return null
  const place = isStructural(kind) ? foundPlace(row.host, strictPath(row.path ?? '/')) : null
  const path = place?.path ?? ''
  const same = vault.lookup(JSON.stringify(['found', row.host, path, kind])).toString('hex')
  return {
    seq: row.seq,
    person,
    same,
    host: row.host,
    kind,
    shared: place !== null,
    sure: sureness === 'sure',
    at,
    signs: signsOf(evidence),
    place: bytes(vault.seal(JSON.stringify({ path }), PLACE_OF.foundPlace(same))),
    evidence: bytes(vault.seal(JSON.stringify(evidence), PLACE_OF.finding(id, same))),
  }
}

/** `family:sign`, each once. */
const signsOf = (evidence: Evidence): string[] => [
  ...new Set(evidence.map(({ family, sign }) => `${family}:${sign}`)),
]

const bytes = (sealed: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(sealed)
