/**
 * Our pages that show what is one person's own are covered after nobody used the device for a while, until whoever is
 * there has said that it is still the same person. The state is in session memory: it outlives the worker and every
 * page, and a page reads it without the worker.
 */
import { z } from '../zod.ts'
import { lifelineSchema } from './lifeline.ts'

/** The entry of session storage. */
export const COVER = 'cover'

export const coverStateSchema = z.object({
  /** `forgotten`: somebody said that it is another person; what had not been sent is gone. */
  forgotten: z.boolean(),
})
/** Null: nothing is covered. */
export type CoverState = z.infer<typeof coverStateSchema> | null

/** What the worker answers to nobody while it is covered, whichever page asks. */
export const PRIVATE: readonly string[] = [
  'record',
  'downloads',
  'download.yes',
  'download.no',
  'agreement',
  'agree',
]

export const coverSchema = z.object({
  /** Absent: the device alone is known. */
  person: z.optional(z.string().check(z.maxLength(320))),
  lifelines: z.array(lifelineSchema).check(z.maxLength(20)),
})
export type Cover = z.infer<typeof coverSchema>

/** Part of PROTOCOL. */
export const COVER_PROTOCOL = {
  cover: {
    pages: ['popup', 'report', 'record', 'download', 'agreement'],
    content: false,
    request: z.object({}),
    response: coverSchema,
  },
  /** It is still the same person, or it is not. */
  'cover.answer': {
    pages: ['popup', 'report', 'record', 'download', 'agreement'],
    content: false,
    request: z.object({ same: z.boolean() }),
    response: z.object({}),
  },
} as const
