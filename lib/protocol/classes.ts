/** What the console and the school server say to each other about classes, under /admin. */
import { z } from '../zod.ts'

const count = z.int().check(z.minimum(0))
const name = z.string().check(z.minLength(1), z.maxLength(200))

/** A place in an uploaded file and what is wrong there. */
export const rosterProblemSchema = z.object({
  file: z.string(),
  line: z.nullable(z.int()),
  message: z.string(),
})
export type RosterProblem = z.infer<typeof rosterProblemSchema>

export const importCountsSchema = z.object({
  classesNew: count,
  classesRenamed: count,
  classesEnded: count,
  classesBack: count,
  /** Places in classes. */
  pupilsAdded: count,
  pupilsRemoved: count,
  teachersAdded: count,
  teachersRemoved: count,
})
export type ImportCounts = z.infer<typeof importCountsSchema>

const movesSchema = z.object({
  added: count,
  removed: count,
  /** The first of them, by e-mail address. */
  addedNames: z.array(z.string()),
  removedNames: z.array(z.string()),
})

export const classChangeSchema = z.object({
  what: z.enum(['new', 'changed', 'ended']),
  name: z.string(),
  was: z.nullable(z.string()),
  back: z.boolean(),
  /** People in an ended class who were put there by hand. */
  byHand: count,
  pupils: movesSchema,
  teachers: movesSchema,
})
export type ClassChange = z.infer<typeof classChangeSchema>

/** POST /admin/classes/import/preview */
export const rosterPreviewSchema = z.object({
  /** Names this preview when it is applied; null when there is nothing to apply. */
  preview: z.nullable(z.string()),
  expires: z.number(),
  format: z.enum(['oneroster', 'simple']),
  counts: importCountsSchema,
  changes: z.array(classChangeSchema),
  /** Classes that nobody is taken out of because rows about them could not be read. */
  spared: count,
  /** So much would go that it must be confirmed. */
  large: z.boolean(),
  remarks: z.array(z.string()),
  problems: z.array(rosterProblemSchema),
  problemCount: count,
})
export type RosterPreview = z.infer<typeof rosterPreviewSchema>

/** POST /admin/classes/import/apply */
export const applySchema = z.object({
  preview: z.string().check(z.minLength(1), z.maxLength(60)),
  /** Says that so many may go. */
  confirm: z._default(z.boolean(), false),
})
export const appliedSchema = z.object({ counts: importCountsSchema })

/** POST /admin/classes/import/undo */
export const undoneSchema = z.object({
  /** Classes that are as they were. */
  classes: count,
  /** Names of classes that were changed by hand since, and left so. */
  left: z.array(z.string()),
  /** Names of new classes that are in use by now: they ended instead of vanishing. */
  ended: z.array(z.string()),
})
export type Undone = z.infer<typeof undoneSchema>

export const classSummarySchema = z.object({
  id: z.int(),
  name: z.string(),
  source: z.enum(['roster', 'hand']),
  ended: z.nullable(z.number()),
  pupils: count,
  teachers: count,
})
export type ClassSummary = z.infer<typeof classSummarySchema>

/** GET /admin/classes */
export const classesSchema = z.object({
  classes: z.array(classSummarySchema),
  /** The last import that was applied. */
  last: z.nullable(
    z.object({
      at: z.number(),
      counts: importCountsSchema,
      /** Epoch milliseconds until which it can be undone; null when it cannot. */
      undoUntil: z.nullable(z.number()),
    }),
  ),
})
export type Classes = z.infer<typeof classesSchema>

export const memberSchema = z.object({
  /** E-mail address. */
  name: z.string(),
  from: z.enum(['roster', 'hand']),
  /** Confirmed installations that stand for them now. */
  devices: count,
})
export const classSchema = z.object({
  ...classSummarySchema.shape,
  members: z.object({ pupils: z.array(memberSchema), teachers: z.array(memberSchema) }),
})
export type ClassDetail = z.infer<typeof classSchema>

/** POST /admin/classes and /admin/classes/:id/name */
export const classNameSchema = z.object({ name })

export const ROLES_IN_CLASS = ['pupils', 'teachers'] as const
/** POST /admin/classes/:id/members: addresses, one a line or separated by commas, as they are pasted. */
export const membersSchema = z.object({
  role: z.enum(ROLES_IN_CLASS),
  action: z.enum(['add', 'remove']),
  addresses: z.string().check(z.minLength(1), z.maxLength(200_000)),
})
export const membersDoneSchema = z.object({
  done: count,
  /** They were in it already, or not in it. */
  unchanged: count,
  problems: z.array(z.object({ line: z.int(), message: z.string() })),
})
export type MembersDone = z.infer<typeof membersDoneSchema>

/** GET /admin/my-classes: those that the signed-in teacher teaches. */
export const ownClassesSchema = z.object({
  classes: z.array(z.object({ id: z.int(), name: z.string(), pupils: count })),
})
/** GET /admin/my-classes/:id */
export const ownClassSchema = z.object({
  id: z.int(),
  name: z.string(),
  pupils: z.array(z.object({ person: z.int(), name: z.string(), devices: count })),
})
