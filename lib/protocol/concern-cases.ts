/**
 * Concerns of one matter, together: a sealed record at each of them that names them all. The server knows which concerns
 * have such a record, and neither the title nor which of them belong together.
 */
import { z } from '../zod.ts'
import { concernStateSchema } from './concern-state.ts'
import { concernNoteSchema } from './concern-notes.ts'
import { concernIdSchema } from './sealed.ts'

/** Of one list. */
export const MOST_CASE_RECORDS = 300

/** A concern with the last record at it. POST /v1/safeguarding/concerns/:id/cases takes a `noteRequestSchema`. */
export const caseRecordSchema = z.object({
  concern: concernIdSchema,
  state: concernStateSchema,
  record: concernNoteSchema,
})
export type CaseRecord = z.infer<typeof caseRecordSchema>

/** GET /v1/safeguarding/cases: of concerns that this member may read, the newest first. */
export const caseListSchema = z.object({
  records: z.array(caseRecordSchema).check(z.maxLength(MOST_CASE_RECORDS)),
})
export type CaseList = z.infer<typeof caseListSchema>
