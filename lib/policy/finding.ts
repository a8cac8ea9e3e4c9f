/** What the guard made of a page, with what it goes by. */
import { z } from '../zod.ts'
import { FOUND_KINDS } from './found-kinds.ts'

/**
 * Where a sign comes from. Two signs of one family are one kind of evidence: a page that is full of one thing has
 * still shown only that.
 */
export const FAMILIES = [
  /** Its address, or an address within it. */
  'address',
  /** What it loads, and what its scripts and workers are. */
  'engine',
  /** What it leaves in storage. */
  'storage',
  /** What it does while it runs. */
  'behaviour',
  /** How it is built: elements, attributes, frames, links. */
  'structure',
  /** What it says. */
  'words',
  /** Whose name it shows. */
  'brand',
  /** Where it comes from: a server, a kind of hosting. */
  'place',
] as const
export type Family = (typeof FAMILIES)[number]

/** `sure`: two kinds of evidence or more, enough to stop it. `suspected`: a warning at most. `hint`: look again, closer. */
export const SURENESS = ['hint', 'suspected', 'sure'] as const
export type Sureness = (typeof SURENESS)[number]

export const evidenceSchema = z.object({
  family: z.enum(FAMILIES),
  /** Stable name of the sign, in kebab case: the key of its words for staff (`guard.sign.<sign>`). */
  sign: z.string().check(z.regex(/^[a-z][a-z0-9-]{1,39}$/)),
  /** What was seen, for someone who checks it: a path, a host, a number. Never a person's words. */
  detail: z.optional(z.string().check(z.maxLength(120))),
})
export type Evidence = z.infer<typeof evidenceSchema>

export const findingSchema = z.object({
  kind: z.enum(FOUND_KINDS),
  sureness: z.enum(SURENESS),
  /** Strongest first. */
  evidence: z.array(evidenceSchema).check(z.maxLength(12)),
})
export type Finding = z.infer<typeof findingSchema>
