/** Where a concern stands. */
import { z } from '../zod.ts'

/** `sent`: here, unread. `seen`: a recipient opened it. `answered`: a reply waits or was read. */
export const CONCERN_STATES = ['sent', 'seen', 'answered', 'closed'] as const
export const concernStateSchema = z.enum(CONCERN_STATES)
export type ConcernState = z.infer<typeof concernStateSchema>
