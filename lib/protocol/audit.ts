/** The audit: who did what and when, as the console and the school server speak of it, under /admin. */
import { z } from '../zod.ts'
import { cursorSchema, daySpan } from './paging.ts'

/** What belongs together, as it is filtered. */
export const AUDIT_KINDS = [
  'records',
  'evidence',
  'alerts',
  'keys',
  'policy',
  'opened',
  'lists',
  'devices',
  'staff',
  'classes',
  'lessons',
  'agreement',
  'proof',
  'server',
] as const
export const auditKindSchema = z.enum(AUDIT_KINDS)
export type AuditKind = z.infer<typeof auditKindSchema>

/** Who read it may be: `network` reads what is about machines and rules, and nobody's name but those of staff. */
export const AUDIT_ROLES = ['dsl', 'network', 'head'] as const

/** Whose entries: a member of staff by number, or all of one sort of doers. */
const AUDIT_DOERS = ['administrator', 'command', 'server', 'device', 'key'] as const
export const auditWhoSchema = z
  .string()
  .check(z.regex(new RegExp(`^(staff:\\d{1,15}|${AUDIT_DOERS.join('|')})$`), 'whose entries'))

const filters = {
  kind: z.optional(auditKindSchema),
  who: z.optional(auditWhoSchema),
  ...daySpan,
}
/** GET /admin/audit.csv */
export const auditExportSchema = z.object(filters)
/** GET /admin/audit */
export const auditQuerySchema = z.object({ ...filters, before: z.optional(cursorSchema) })
export type AuditQuery = z.infer<typeof auditQuerySchema>

export const auditSchema = z.object({
  /** The newest first. */
  entries: z.array(
    z.object({
      id: z.int(),
      at: z.number(),
      kind: auditKindSchema,
      /** In words: a name, or what it was. */
      who: z.string(),
      /** What they did, as the end of a sentence that begins with `who`. */
      did: z.string(),
      /** About what or whom; empty where there is no more to say. */
      about: z.string(),
    }),
  ),
  /** Where to go on; null at the end. Few or no entries may come before it. */
  next: z.nullable(cursorSchema),
  /** Everything newer than this was gone through. */
  reached: z.nullable(z.number()),
  /** The kinds that the reader has. */
  kinds: z.array(auditKindSchema),
  /** Everybody whose entries can be asked for, by name. */
  doers: z.array(z.object({ who: auditWhoSchema, name: z.string() })),
  timeZone: z.string(),
})
export type Audit = z.infer<typeof auditSchema>
