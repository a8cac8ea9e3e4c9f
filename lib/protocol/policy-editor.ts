/**
 * The draft of the policy, its preview and the versions, between the console and the school server, under
 * /admin/policy. No answer names a pupil but those that are asked for by address (`people`).
 */
import { categoryIdSchema, policyDocumentSchema, versionSchema } from '../policy/document.ts'
import { editSchema } from '../policy/edits.ts'
import { z } from '../zod.ts'
import { figureSchema } from './figures.ts'

const text = (max: number) => z.string().check(z.maxLength(max))
const reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(300))
const count = z.int().check(z.minimum(0))

const problemSchema = z.object({ field: z.string(), wrong: z.string(), fix: z.string() })
export type PolicyProblem = z.infer<typeof problemSchema>

const keptEditSchema = z.object({
  id: z.int(),
  path: z.array(z.string()),
  what: z.enum(['value', 'item']),
  from: z.optional(z.unknown()),
  to: z.optional(z.unknown()),
  /** Who made it; empty for the one-time link. */
  by: z.string(),
  at: z.number(),
  /** It no longer fits what is published: `now` stands there instead. */
  stuck: z.boolean(),
  now: z.optional(z.unknown()),
})
export type KeptEdit = z.infer<typeof keptEditSchema>

/** GET /admin/policy/draft, and the answer to whatever changes it. */
export const draftSchema = z.object({
  /** In force; null while nothing is published. */
  version: z.nullable(versionSchema),
  /** Changes with every edit and every version. */
  mark: text(64),
  /** The draft, without what concerns single people. */
  document: policyDocumentSchema,
  /** The policy in force, likewise: what the editor shows a change against. */
  inForce: policyDocumentSchema,
  /** How many people the document puts into each group by name. */
  people: z.record(z.string(), count),
  edits: z.array(keptEditSchema),
  problems: z.array(problemSchema),
  /** What publishing would change, in words. Changes that name people are counted, not shown. */
  changes: z.array(text(2000)),
  aboutPeople: count,
})
export type PolicyDraft = z.infer<typeof draftSchema>

/** POST /admin/policy/draft/edits: all of them, or none. */
export const editsSchema = z.object({ edits: z.array(editSchema).check(z.minLength(1), z.maxLength(100)) })
export const editedSchema = z.object({
  draft: draftSchema,
  /** Where somebody else was first: nothing was taken then. */
  conflicts: z.array(
    z.object({
      /** Of the edits that were sent, from 0. */
      edit: count,
      now: z.optional(z.unknown()),
      /** Whose it is; left out where it is published. */
      by: z.optional(z.string()),
      at: z.optional(z.number()),
    }),
  ),
})
export type Edited = z.infer<typeof editedSchema>

/** POST /admin/policy/draft/publish */
export const publishDraftSchema = z.object({
  reason,
  /** Of the draft that was looked at: nothing is published that nobody has seen. */
  mark: text(64),
  /** This group first; what concerns others stays in the draft. */
  group: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
})

/** POST /admin/policy/roll-back */
export const rollBackSchema = z.object({ reason, version: versionSchema, inForce: versionSchema })

export const versionParam = z.string().check(z.regex(/^\d{1,9}\.\d{1,9}$/, 'a version, for example 1.12'))

export const versionsSchema = z.object({
  versions: z.array(
    z.object({
      version: versionSchema,
      at: z.number(),
      /** A name, or how it was published where nobody's is known. */
      by: z.string(),
      reason: z.string(),
    }),
  ),
})
export type PolicyVersion = z.infer<typeof versionsSchema>['versions'][number]

/** GET /admin/policy/versions/:version */
export const versionChangesSchema = z.object({
  /** Against the version before it; null for the first. */
  made: z.nullable(z.array(text(2000))),
  /** What going back to it would change now. */
  back: z.array(text(2000)),
  aboutPeople: z.object({ made: count, back: count }),
})
export type VersionChanges = z.infer<typeof versionChangesSchema>

/** GET /admin/policy/people?find=: who is put into which group by name. */
export const policyPeopleQuerySchema = z.object({
  find: z.string().check(z.trim(), z.minLength(3), z.maxLength(320)),
})
export const policyPeopleSchema = z.object({
  people: z.array(z.object({ address: z.string(), group: z.string() })).check(z.maxLength(50)),
  more: z.boolean(),
})

const previewHostSchema = z.object({
  host: text(253),
  visits: figureSchema,
  pupils: figureSchema,
  groups: z.array(text(200)),
  categories: z.array(categoryIdSchema),
})
/** One kind of what would be otherwise. */
const previewPartSchema = z.object({
  /** So many at least; none only where there are none. */
  visits: count,
  pupils: count,
  hosts: count,
  /** The most visited of them. */
  named: z.array(previewHostSchema),
})
export type PreviewPart = z.infer<typeof previewPartSchema>

export const PREVIEW_PARTS = ['stopped', 'warned', 'opened', 'unwarned'] as const
const previewResultSchema = z.object({
  from: z.number(),
  until: z.number(),
  /** Visits and stops that were looked at. */
  looked: figureSchema,
  parts: z.object({
    stopped: previewPartSchema,
    warned: previewPartSchema,
    opened: previewPartSchema,
    unwarned: previewPartSchema,
  }),
  /** Groups of which nothing is counted: fewer than five people used the web in them. */
  small: z.array(text(200)),
})
export type PreviewResult = z.infer<typeof previewResultSchema>

/** GET /admin/policy/previews/:preview */
export const previewSchema = z.object({
  id: z.string(),
  /** Of the draft that it is of. */
  mark: text(64),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  /** From 0 to 1. */
  done: z.number(),
  result: z.optional(previewResultSchema),
})
export type Preview = z.infer<typeof previewSchema>
