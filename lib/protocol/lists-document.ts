/** Category lists as the server publishes them: segments that are united at look-up. */
import { categoryIdSchema, hostSchema, versionSchema } from '../policy/document.ts'
import { z } from '../zod.ts'

export const listsDocumentSchema = z.object({
  version: versionSchema,
  issuedAt: z.number(),
  segments: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      licence: z.string(),
      category: categoryIdSchema,
      hosts: z.array(hostSchema),
    }),
  ),
})
export type ListsDocument = z.infer<typeof listsDocumentSchema>
