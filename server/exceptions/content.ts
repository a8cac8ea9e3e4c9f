/** What of unblocks and suspensions is sealed: what they open, why, and whom to talk to. */
import { entrySchema, hostSchema } from '../../lib/policy/document.ts'
import { z } from '../../lib/zod.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

const contentSchema = z.object({
  /** An unblock's; empty for a suspension. */
  entries: z.array(entrySchema),
  /** A suspension's set work. */
  open: z.array(hostSchema),
  reason: z.string(),
  talkTo: z.optional(z.string()),
})
export type Content = z.infer<typeof contentSchema>

/** One of the three is not null. */
export interface ForWhom {
  readonly person: number | null
  readonly class: number | null
  readonly policy_group: string | null
}

const placeOf = ({ person, class: classId, policy_group: group }: ForWhom): string =>
  PLACE_OF.policyException(
    person !== null ? `person:${person}` : classId !== null ? `class:${classId}` : `group:${group}`,
  )

export const sealContent = (vault: Vault, whom: ForWhom, content: Content): Uint8Array<ArrayBuffer> =>
  new Uint8Array(vault.seal(JSON.stringify(content), placeOf(whom)))

export const openContent = (vault: Vault, row: ForWhom & { readonly content: Uint8Array }): Content =>
  contentSchema.parse(JSON.parse(vault.open(row.content, placeOf(row))))
