/** What lies sealed of a row, as row-columns.ts of the protocol writes it: what people are shown of it. */
import { z } from '../../lib/zod.ts'

export const rowSecretSchema = z.object({
  path: z.optional(z.string()),
  terms: z.optional(z.string()),
  theme: z.optional(z.string()),
  severity: z.optional(z.string()),
  words: z.optional(z.string()),
  title: z.optional(z.string()),
  file: z.optional(z.string()),
  decided: z.optional(z.string()),
  name: z.optional(z.string()),
})

export type RowSecret = z.infer<typeof rowSecretSchema>
