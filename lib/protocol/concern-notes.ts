/**
 * What the team writes at a concern. The server keeps it in the order in which it came, as ciphertext, and takes nothing
 * of it out; who wrote it and what it says is inside (lib/concern/notes.ts).
 */
import { z } from '../zod.ts'
import { concernIdSchema, sealedMessageSchema } from './sealed.ts'

/** Of one concern. */
export const MOST_NOTES = 200

/** POST /v1/safeguarding/concerns/:id/notes: the same one again changes nothing. */
export const noteRequestSchema = z.object({ id: concernIdSchema, content: sealedMessageSchema })
export type NoteRequest = z.infer<typeof noteRequestSchema>

export const concernNoteSchema = z.object({
  id: concernIdSchema,
  /** Epoch ms when the server had it, rounded down to the hour where the concern's is. */
  at: z.number(),
  content: sealedMessageSchema,
})
export type ConcernNote = z.infer<typeof concernNoteSchema>
