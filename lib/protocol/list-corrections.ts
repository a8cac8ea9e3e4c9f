/**
 * What lists say of one host, and a school's own corrections of it, as the console and the school server speak of them,
 * under /admin/lists. A correction is exported without anybody's name, for others to import.
 */
import { categoryIdSchema, hostSchema } from '../policy/document.ts'
import { z } from '../zod.ts'
import { listReasonSchema, openCategorySchema } from './list-sources.ts'

const count = z.int().check(z.minimum(0))
const text = (max: number) => z.string().check(z.maxLength(max))
const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const id = z.int().check(z.minimum(1))

/** GET /admin/lists/look?host=x: what is said about a host now, and by whom. */
export const lookQuerySchema = z.object({ host: line(253) })
export const lookSchema = z.object({
  host: z.string(),
  /** With everything counted: sources, Kerb's own catalogue, corrections. */
  categories: z.array(categoryIdSchema),
  /** Who lists it. `under`: the listed name, the host itself or a parent. `source` null: Kerb's own catalogue. */
  listed: z.array(
    z.object({
      source: z.nullable(id),
      name: text(100),
      under: z.string(),
      categories: z.array(categoryIdSchema),
    }),
  ),
  /** No list can block it: a lifeline, or in Kerb's never-block set. */
  protected: z.boolean(),
  correction: z.nullable(z.int()),
})
export type ListLook = z.infer<typeof lookSchema>

/** A host and everything under it is this and nothing else, whatever lists say. No category: it is in no list. */
const correctedSchema = { host: hostSchema, categories: z.array(openCategorySchema).check(z.maxLength(6)) }

/** POST /admin/lists/corrections; a later one for the same host takes the place of the earlier. */
export const addCorrectionSchema = z.object({
  host: line(253),
  categories: correctedSchema.categories,
  reason: listReasonSchema,
})
export const correctionSchema = z.object({
  id,
  /** As it was taken: one from an earlier Kerb may be of no host by now. It is shown, so that somebody can take it back. */
  host: z.string(),
  categories: z.array(categoryIdSchema),
  reason: text(300),
  at: z.number(),
  /** Empty for the one-time link, and for somebody who is gone. */
  by: text(200),
  /** Came with a file of somebody else's: that file's own name. */
  from: z.nullable(text(100)),
})
export type Correction = z.infer<typeof correctionSchema>

/** GET /admin/lists/corrections, newest first; DELETE …/:correction takes one back. */
export const correctionsSchema = z.object({ corrections: z.array(correctionSchema) })

/** GET /admin/lists/corrections/export: what another school may import. It names nobody and no school. */
export const correctionsFileSchema = z.object({
  kind: z.literal('kerb-list-corrections'),
  version: z.literal(1),
  corrections: z.array(z.object({ ...correctedSchema, reason: text(300) })).check(z.maxLength(5000)),
})
export type CorrectionsFile = z.infer<typeof correctionsFileSchema>

/** POST /admin/lists/corrections/import. Corrections of one's own stay: they know the school. */
export const importCorrectionsSchema = z.object({ name: line(100), file: correctionsFileSchema })
export const importedCorrectionsSchema = z.object({
  added: count,
  /** The school has one of its own for this host, or has this very one. */
  kept: count,
  /** Would touch what no list may: each with why. */
  refused: z.array(z.object({ host: z.string(), detail: text(300) })),
})
