/** What of findings and decisions is sealed in the database: paths, details, reasons. */
import { type Evidence, evidenceSchema } from '../../lib/policy/finding.ts'
import { z } from '../../lib/zod.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

const placeSchema = z.object({ path: z.string() })
const evidencesSchema = z.array(evidenceSchema)

const hex = (same: Uint8Array): string => Buffer.from(same).toString('hex')

/** Empty where the whole host is meant. */
export const pathOf = (vault: Vault, { same, content }: { same: Uint8Array; content: Uint8Array }): string =>
  placeSchema.parse(JSON.parse(vault.open(content, PLACE_OF.foundPlace(hex(same))))).path

export const openEvidence = (
  vault: Vault,
  { installation, content }: { readonly installation: number; readonly content: Uint8Array },
  same: Uint8Array,
): Evidence[] =>
  evidencesSchema.parse(JSON.parse(vault.open(content, PLACE_OF.finding(installation, hex(same)))))

export const sealReason = (vault: Vault, place: number, reason: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(vault.seal(reason, PLACE_OF.foundDecision(place)))

export const openReason = (
  vault: Vault,
  { place, reason }: { readonly place: number; readonly reason: Uint8Array },
): string => vault.open(reason, PLACE_OF.foundDecision(place))
