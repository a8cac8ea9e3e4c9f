/** What of requests and approvals is sealed in the database: addresses and words. */
import { entrySchema, hostSchema } from '../../lib/policy/document.ts'
import { lessonSiteSchema } from '../../lib/policy/lesson.ts'
import { askedFileSchema } from '../../lib/protocol/page-requests.ts'
import { z } from '../../lib/zod.ts'
import { PLACE_OF, type Vault } from '../keys/vault.ts'

const requestSchema = z.object({
  url: z.string(),
  frame: z.boolean(),
  file: z.optional(askedFileSchema),
  /** What the pupil said, each time something else, the newest last. */
  whys: z.array(z.string()),
  /** Why it is closed, to staff. */
  closed: z.string(),
  handed: z.optional(z.object({ by: z.string(), words: z.string() })),
  decision: z.optional(z.object({ as: z.enum(['teacher', 'network']), by: z.string(), reason: z.string() })),
  /** A file: when the device said first that it is there. */
  saved: z.optional(z.number()),
})
export type RequestContent = z.infer<typeof requestSchema>

const approvalSchema = z.object({
  url: z.string(),
  /** What it opens, and for whom, in words. */
  opens: z.string(),
  for: z.string(),
  reason: z.string(),
  /** What of the school's policy it lifts. */
  entry: z.optional(entrySchema),
  /** What the lesson has more (`only`) or closes less (`except`). */
  sites: z.array(lessonSiteSchema),
  frames: z.array(hostSchema),
  dropped: z.array(lessonSiteSchema),
})
export type ApprovalContent = z.infer<typeof approvalSchema>

interface ForWhom {
  readonly person: number | null
  readonly class: number | null
}
const placeOf = (of: ForWhom): string =>
  PLACE_OF.pageApproval(of.person === null ? `class:${of.class}` : `person:${of.person}`)

const bytes = (sealed: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(sealed)

export const sealRequest = (vault: Vault, person: number, content: RequestContent) =>
  bytes(vault.seal(JSON.stringify(content), PLACE_OF.pageRequest(person)))

export const openRequest = (
  vault: Vault,
  row: { readonly person: number; readonly content: Uint8Array },
): RequestContent =>
  requestSchema.parse(JSON.parse(vault.open(row.content, PLACE_OF.pageRequest(row.person))))

export const sealApproval = (vault: Vault, of: ForWhom, content: ApprovalContent) =>
  bytes(vault.seal(JSON.stringify(content), placeOf(of)))

export const openApproval = (
  vault: Vault,
  row: ForWhom & { readonly content: Uint8Array },
): ApprovalContent => approvalSchema.parse(JSON.parse(vault.open(row.content, placeOf(row))))
