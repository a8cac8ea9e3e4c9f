/** What pupils are shown of looks at their activity record: the school's choice, in the policy. */
import { z } from '../zod.ts'

/** `role`: which role, on which day. `reason`: that, and the kind of reason. */
export const LOOKS_SHOWN = ['hidden', 'role', 'reason'] as const
export const looksShownSchema = z.enum(LOOKS_SHOWN)
export type LooksShown = z.infer<typeof looksShownSchema>

/** Where the school has said nothing. */
export const USUAL_LOOKS_SHOWN: LooksShown = 'role'

/** What opens only when a second person has said yes: every look, or packs and copies alone. Nothing, when left out. */
export const secondYesSchema = z.enum(['looks', 'packs'])
/** The second person answers within this, or it must be begun again. */
export const SECOND_HOURS = 4

/** What a policy says of looks at pupils' records. */
export const looksFields = {
  /** What pupils are shown of them; the role and the day, when left out. */
  looksShown: z.optional(looksShownSchema),
  /** What opens only when a second person has said yes; nothing, when left out. */
  secondYes: z.optional(secondYesSchema),
}
