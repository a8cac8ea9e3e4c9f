/**
 * What one row says the guard found: read out where the row is opened, so that nothing of it lies open in the
 * database but the host and the names of signs.
 */
import { hostSchema } from '../../lib/policy/document.ts'
import { foundPlace } from '../../lib/policy/found-place.ts'
import type { FoundKind } from '../../lib/policy/found-kinds.ts'
import { MOST_PATH } from '../../lib/policy/quarantine.ts'
import type { FoundInRow, Row } from '../../lib/protocol/rows.ts'
import { canonical } from '../../lib/verdict/address.ts'
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
  const page = pageOf(row)
  if (sureness === 'hint' || evidence.length === 0 || page === null) return null
  const place = foundPlace(row.host, page)
  // What is nobody's alone is the one page: put right, it opens nothing of its neighbours.
  const path = place === null ? page : (place.path ?? '')
  if (path.length > MOST_PATH) return null
  const same = vault.lookup(JSON.stringify(['found', row.host, path, kind])).toString('hex')
  return {
    seq: row.seq,
    person,
    same,
    host: row.host,
    kind,
    shared: isStructural(kind) && place !== null,
    sure: sureness === 'sure',
    at,
    signs: signsOf(evidence),
    place: bytes(vault.seal(JSON.stringify({ path }), PLACE_OF.foundPlace(same))),
    evidence: bytes(vault.seal(JSON.stringify(evidence), PLACE_OF.finding(id, same))),
  }
}

/**
 * The path, as rules compare it; null where the row names a host otherwise than a browser does. A device that was
 * rewritten could mean more than it says: `co.uk.` is all of `co.uk`, and a path with a `?` in it ends there.
 */
function pageOf({
  host,
  path = '/',
}: {
  readonly host: string
  readonly path?: string | undefined
}): string | null {
  const address = canonical(`https://${host}${path}`)
  return address?.host === host && hostSchema.safeParse(host).success ? address.path : null
}

/** `family:sign`, each once. */
const signsOf = (evidence: Evidence): string[] => [
  ...new Set(evidence.map(({ family, sign }) => `${family}:${sign}`)),
]

const bytes = (sealed: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(sealed)
