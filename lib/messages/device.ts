/** How the device stands, as the popup and the settings page show it. */
import { z } from '../zod.ts'
import { recordingTimesSchema, suspensionCardSchema, watcherSchema } from './knowing.ts'
import { lessonCardsSchema } from './lesson-card.ts'
import { lifelineSchema } from './lifeline.ts'
import { missingSchema } from './missing.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** As in the policy, but empty until the school's policy has arrived. */
export const schoolSchema = z.object({ name: text(120), contact: text(200) })

export const sourceSchema = z.enum(['baseline', 'managed', 'server'])

export const problemSchema = z.object({ code: text(80), detail: text(500) })
export type Problem = z.infer<typeof problemSchema>
/** The detail of a problem that comes of a full disk. */
export const NO_ROOM = 'no-room'

export const statusSchema = z.object({
  state: z.enum(['protected', 'setting-up', 'problem']),
  lessons: lessonCardsSchema,
  school: schoolSchema,
  group: text(100),
  /** Since when the rules of this policy have been in force. */
  since: z.number(),
  policy: z.object({ source: sourceSchema, version: text(100) }),
  /** The school asks for its agreement: what is missing of it. */
  agreement: z.optional(missingSchema),
  /** Who is using it, and how that was learned. Absent: the device alone. */
  person: z.optional(z.object({ name: text(320), from: z.enum(['profile', 'management']) })),
  /** Whether ordinary visits are being recorded now. */
  recording: z.boolean(),
  /** Since when it is so, and until when. */
  times: z.optional(recordingTimesSchema),
  /** Who can see which tabs are open. Absent: nobody. */
  watching: z.optional(z.array(watcherSchema).check(z.maxLength(20))),
  /** Browsing is paused. */
  suspension: z.optional(suspensionCardSchema),
  /** The notice of what is recorded has not been read here. */
  unread: z.optional(z.boolean()),
  /** What of a visit is kept, and the school's reason where that is more than the least. */
  kept: z.object({
    detail: z.enum(['least', 'paths', 'titles']),
    searches: z.boolean(),
    reason: z.optional(text(300)),
  }),
  timeZone: text(100),
  now: z.number(),
  problems: z.array(problemSchema).check(z.maxLength(50)),
  lifelines: z.array(lifelineSchema).check(z.maxLength(200)),
})
export type Status = z.infer<typeof statusSchema>

/** One managed key: `set` by the school, its `default`, the last good value `kept`, or a `problem`. */
export const managedKeySchema = z.object({
  key: text(100),
  state: z.enum(['set', 'default', 'kept', 'problem']),
  /** What holds, shortened for reading. A secret never leaves the worker: the token comes masked. */
  shown: z.optional(text(2000)),
  problems: z.array(
    z.object({
      /** Which item of a list, as the administrator wrote it or its place ("line 3"). */
      item: z.optional(text(500)),
      /** What is wrong. */
      wrong: text(500),
      /** What to write instead. */
      fix: text(500),
    }),
  ),
})
export type ManagedKey = z.infer<typeof managedKeySchema>

export const settingsSchema = z.object({
  managed: z.array(managedKeySchema),
  school: schoolSchema,
  group: text(100),
  installation: z.optional(text(43)),
  /** `none`: this installation has not asked yet, or there is no server. */
  enrolment: z.enum(['none', 'waiting', 'confirmed', 'held', 'refused']),
  versions: z.object({
    extension: text(40),
    policy: text(100),
    rules: z.optional(text(100)),
    lists: z.optional(text(100)),
    browser: text(200),
  }),
  source: sourceSchema,
  /** Row numbers: the highest written here and the highest that the server has acknowledged. */
  queue: z.object({ written: z.int(), acknowledged: z.int() }),
  problems: z.array(problemSchema).check(z.maxLength(50)),
  /** What can be seen from here of what happens when nobody is there. Seconds; `autoLock` 0: never. */
  locking: z.optional(z.object({ coverAfter: z.number(), autoLock: z.optional(z.number()) })),
  timeZone: text(100),
  now: z.number(),
})
export type Settings = z.infer<typeof settingsSchema>
