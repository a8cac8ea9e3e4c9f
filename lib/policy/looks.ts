/** What pupils are shown of looks at their activity record: the school's choice, in the policy. */
import { z } from '../zod.ts'

/** `role`: which role, on which day. `reason`: that, and the kind of reason. */
export const LOOKS_SHOWN = ['hidden', 'role', 'reason'] as const
export const looksShownSchema = z.enum(LOOKS_SHOWN)
export type LooksShown = z.infer<typeof looksShownSchema>

/** Where the school has said nothing. */
export const USUAL_LOOKS_SHOWN: LooksShown = 'role'
