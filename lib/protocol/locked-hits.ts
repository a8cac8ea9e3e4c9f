/** Illegal addresses that were stopped, as the safeguarding leads are shown them. Never what or where they are. */
import { CATEGORY_IDS } from '../policy/categories.ts'
import { z } from '../zod.ts'
import { cursorSchema } from './paging.ts'
import { listedInRowSchema } from './rows.ts'

export const lockedHitsSchema = z.object({
  /** The newest first. */
  hits: z.array(
    z.object({
      at: z.number(),
      ...listedInRowSchema.shape,
      category: z.nullable(z.enum(CATEGORY_IDS)),
      /** The account's name; null where nobody was known. */
      who: z.nullable(z.string()),
      /** What the school calls the device, else the start of the installation's code. */
      device: z.string(),
    }),
  ),
  /** Where to go on; null at the end. */
  next: z.nullable(cursorSchema),
})
export type LockedHits = z.infer<typeof lockedHitsSchema>
