/** What the console and the school server say about lessons, under /admin/lessons. */
import { hostSchema } from '../policy/document.ts'
import { LESSON_MODES, lessonSchema, lessonSiteSchema, MOST_SITES } from '../policy/lesson.ts'
import { z } from '../zod.ts'
import { cursorSchema } from './paging.ts'
import { ownTabSchema, pageAddressSchema, seenTabSchema } from './live.ts'

/** There is always an end. Minutes. */
export const LONGEST_LESSON = 240
/** Screens are covered no longer than this at a time. Minutes. */
export const LONGEST_EYES_UP = 10

const minutes = z.int().check(z.minimum(1), z.maximum(LONGEST_LESSON))
const sites = z.array(lessonSiteSchema).check(z.maxLength(MOST_SITES))
const frames = z.array(hostSchema).check(z.maxLength(MOST_SITES))
const classId = z.int().check(z.minimum(1))
/** A pupil, as a number of `people`. */
const person = z.int().check(z.minimum(1))
const persons = z.array(person).check(z.minLength(1), z.maxLength(2000))

/** POST /admin/lessons: `until` is told in minutes from now, by the server's clock. */
export const newLessonSchema = z.object({
  class: classId,
  mode: z.enum(LESSON_MODES),
  sites: z._default(sites, []),
  frames: z._default(frames, []),
  message: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  minutes,
})
export type NewLesson = z.infer<typeof newLessonSchema>

/** POST /admin/lessons/:lesson/until */
export const extendedSchema = z.object({ minutes })

/** POST /admin/lessons/:lesson/sites: in place of those it has. */
export const changedSitesSchema = z.object({
  sites: sites.check(z.minLength(1)),
  frames: z._default(frames, []),
})

export const runningLessonSchema = z.object({
  ...lessonSchema.shape,
  class: z.int(),
  /** Pupils of the class. */
  pupils: z.int(),
  /** Of those, whose devices have the lesson in force, in rules and tabs. */
  enforcing: z.int(),
})
export const runningLessonsSchema = z.object({ lessons: z.array(runningLessonSchema) })
export type RunningLesson = z.infer<typeof runningLessonSchema>

/**
 * Where a pupil stands in a lesson. `enforcing` and `exempt` are well; `starting`: connected, not heard of it yet;
 * the others say why the lesson does not hold there.
 */
export const PUPIL_STATES = [
  'enforcing',
  'starting',
  'exempt',
  'claimed',
  'offline',
  'no-device',
  'older-version',
  'tampered',
  'refused',
  'clock',
  'hours',
] as const
export type PupilStanding = (typeof PUPIL_STATES)[number]

export const pupilSchema = z.object({
  person,
  /** The e-mail address. */
  name: z.string(),
  state: z.enum(PUPIL_STATES),
  /** Offline: when it was last heard of. Epoch milliseconds. */
  since: z.optional(z.number()),
  /** Claimed: the other lesson. */
  by: z.optional(z.object({ lesson: z.string(), name: z.string(), teacher: z.string() })),
  /** While somebody watches. */
  tabs: z.optional(z.array(seenTabSchema)),
})
export type Pupil = z.infer<typeof pupilSchema>

/**
 * GET /admin/lessons/:lesson/live: server-sent events, each `data` one of these. `pupils`: those that are new or
 * other than before; the first event after `lesson` has all. `over`: the lesson has ended, or is somebody else's.
 * With `?tabs=1` tabs are watched, and the look is recorded.
 */
export const liveEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('lesson'), lesson: runningLessonSchema }),
  z.object({ type: z.literal('pupils'), pupils: z.array(pupilSchema) }),
  /** The requests of its pupils are others than before: GET them. */
  z.object({ type: z.literal('asked') }),
  z.object({ type: z.literal('over'), why: z.enum(['ended', 'hours', 'signed-out']) }),
])
export type LiveEvent = z.infer<typeof liveEventSchema>

/** POST /admin/lessons/:lesson/open: for these pupils, or for all. Answers for how many it was asked. */
export const openPageSchema = z.object({ url: pageAddressSchema, pupils: z.optional(persons) })
/** POST /admin/lessons/:lesson/close */
export const closeTabSchema = z.object({ pupil: person, tab: z.int() })
export const askedSchema = z.object({ devices: z.int() })
/** POST /admin/lessons/:lesson/exempt */
export const exemptSchema = z.object({ pupil: person, exempt: z.boolean() })
/** POST /admin/lessons/:lesson/claim: takes these pupils from the lessons of other classes. */
export const claimPupilsSchema = z.object({ pupils: persons })

/** POST /admin/lessons/:lesson/code: a code by which another teacher takes the lesson over. */
export const coverCodeSchema = z.object({ code: z.string(), until: z.number() })
/** POST /admin/lessons/cover */
export const coverSchema = z.object({ code: z.string().check(z.minLength(1), z.maxLength(20)) })

/** GET /admin/lessons/own-tabs: what my own browser has open. 409 when my browser is not connected. */
export const ownTabsSchema = z.object({ tabs: z.array(ownTabSchema) })
/** POST /admin/lessons/needs: the hosts that a page frames, seen by my own browser. */
export const pageSchema = z.object({ url: pageAddressSchema })
export const needsSchema = z.object({ frames: z.array(z.string()) })

/** Sites under a name of the teacher's own. */
export const savedSetSchema = z.object({
  id: z.int(),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  sites: sites.check(z.minLength(1)),
  frames: z._default(frames, []),
})
export type SavedSet = z.infer<typeof savedSetSchema>
/** POST /admin/lesson-sets: the same name again replaces it. */
export const newSetSchema = z.object({
  name: savedSetSchema.shape.name,
  sites: savedSetSchema.shape.sites,
  frames: savedSetSchema.shape.frames,
})
export type NewSet = z.infer<typeof newSetSchema>

/** GET /admin/lessons/start: everything the start of a lesson shows. */
export const lessonStartSchema = z.object({
  classes: z.array(
    z.object({
      id: classId,
      name: z.string(),
      pupils: z.int(),
      /** The sites of this class's last lesson. */
      last: z.optional(z.object({ mode: z.enum(LESSON_MODES), sites, frames })),
    }),
  ),
  sets: z.array(savedSetSchema),
  /** The ends of the school's periods that are still to come today. Epoch milliseconds. */
  bells: z.array(z.number()),
  /** Whether lessons may run now; and when not, when they may next. */
  mayStart: z.boolean(),
  mayStartAt: z.optional(z.number()),
})
export type LessonStart = z.infer<typeof lessonStartSchema>

/** POST /admin/lessons/check: what the school's policy says of sites, before a lesson opens them. */
export const checkSitesSchema = z.object({ class: classId, sites })
export const checkedSiteSchema = z.object({
  host: z.string(),
  path: z.optional(z.string()),
  /** Closed for all of the class, or for some, by this rule in words; asked for already. */
  closed: z.optional(z.object({ for: z.enum(['all', 'some']), why: z.string(), asked: z.boolean() })),
})
export const checkedSitesSchema = z.object({ sites: z.array(checkedSiteSchema) })
export type CheckedSite = z.infer<typeof checkedSiteSchema>
/** POST /admin/lessons/ask: asks the network manager to open a site. */
export const askForSiteSchema = z.object({
  class: classId,
  site: lessonSiteSchema,
  why: z._default(z.string().check(z.trim(), z.maxLength(300)), ''),
})
/** GET /admin/site-requests, for the network manager. */
export const siteRequestSchema = z.object({
  id: z.int(),
  host: z.string(),
  path: z.optional(z.string()),
  class: z.string(),
  by: z.string(),
  why: z.string(),
  at: z.number(),
  state: z.enum(['open', 'done', 'declined']),
})
export const siteRequestsSchema = z.object({
  requests: z.array(siteRequestSchema),
  /** Where those that were decided earlier begin; absent where there are none. */
  next: z.optional(cursorSchema),
})
export type SiteRequests = z.infer<typeof siteRequestsSchema>
export type SiteRequest = z.infer<typeof siteRequestSchema>
/** POST /admin/site-requests/:request */
export const decidedRequestSchema = z.object({ state: z.enum(['done', 'declined']) })
